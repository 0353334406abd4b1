"""People who act at the same moment, each over a connection of their own, through everyone's doors."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from time import time
from typing import Any

import pytest
from sqlalchemy import func, select

from collab.agreements.lifecycle import Weight
from collab.agreements.models import Agreement
from collab.cases.models import Case
from collab.db import db
from collab.history import Event
from tests.keeping import past

__all__ = ["past"]


@pytest.fixture
def app(past):
    return past


@pytest.fixture
def session(past):
    """Kept, so that other connections see it."""
    return db.session


@pytest.fixture
def clash(app):
    """Everyone posts at the same moment; answers the statuses of their pages, in the order of the acts."""
    return partial(post_together, app)


@pytest.fixture
def at_once(app):
    """The same at the doors behind one address, where who was first does not matter: lowest status first."""

    def post(address: str, *acts: tuple) -> list[int]:
        acts = [(person, f"{address}/{door}", form) for person, door, form in acts]
        return sorted(post_together(app, *acts))

    return post


def open_case(number: int, cast) -> Case:
    """A cooperation of its own for each round, with Ben as contact person."""
    with db.session.no_autoflush:
        case = Case.open(f"LD-{number}", cast.street, by=cast.ana, title="Garden", about="A garden.")
    db.session.add(case)
    case.take(cast.ben)
    return case


def draft_agreement(number: int, cast) -> Agreement:
    """A light agreement without a word, in a cooperation of its own."""
    agreement = Agreement.draft(open_case(number, cast), Weight.LIGHT, "en", by=cast.ana)
    db.session.add(agreement)
    return agreement


def post_together(app, *acts: tuple) -> list[int]:
    posts = [partial(browser(app, person).post, address, data=form) for person, address, form in acts]
    statuses = [page.status_code for page in together(*posts)]
    db.session.expire_all()
    assert max(statuses) < 500, statuses
    return statuses


def browser(app, person):
    begun, key = person.arrive(timedelta(hours=1))
    db.session.add(begun)
    db.session.commit()
    visitor = app.test_client()
    with visitor.session_transaction() as kept:
        kept.update(key=key, seen=int(time()))
    return visitor


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Each in a thread of its own, begun at the same moment; what they answered, in the order of the acts."""
    start, answers = Barrier(len(acts)), {}

    def run(place: int, act: Callable[[], Any]) -> None:
        start.wait()
        answers[place] = act()

    threads = [Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == len(acts), "not everyone came back"
    return [answers[place] for place in range(len(acts))]


def times(name: str, case: Case) -> int:
    """How often this happened in a cooperation."""
    return db.session.scalar(select(func.count()).where(Event.name == name, Event.case_id == case.id))
