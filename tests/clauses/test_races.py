"""Two people change the same wording at the same moment, each over a connection of their own."""

from datetime import timedelta
from threading import Barrier, Thread
from time import time

import pytest
from sqlalchemy import func, select

from collab.agreements.library import TOPICS
from collab.clauses.models import Clause, ClauseVersion
from collab.clock import today
from collab.db import db
from tests.keeping import past  # noqa: F401  a fixture

CODES = list(TOPICS)[:20]


@pytest.fixture
def app(past):  # noqa: F811
    return past


@pytest.fixture
def session(past):  # noqa: F811
    """Kept, so that other connections see it."""
    return db.session


def browser(app, person):
    begun, key = person.arrive(timedelta(hours=1))
    db.session.add(begun)
    db.session.commit()
    visitor = app.test_client()
    with visitor.session_transaction() as kept:
        kept.update(key=key, seen=int(time()))
    return visitor


def test_of_two_wordings_one_at_most_takes_the_place_of_the_other(app, ina, written):
    for turn in range(20):
        one, other = written("One.", number=2 * turn + 1), written("Other.", number=2 * turn + 2)
        db.session.commit()
        start, answers = Barrier(2), []

        def act(visitor, number, by, start=start, answers=answers):
            start.wait()
            typed = {"why": "Too long.", "replaced_by": str(by)}
            answers.append(visitor.post(f"/clauses/A12/light/{number}/retirement", data=typed).status_code)

        pairs = ((one.number, other.number), (other.number, one.number))
        threads = [Thread(target=act, args=(browser(app, ina), *pair)) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(answers) == [303, 422]


def test_the_first_change_of_a_standard_wording_happens_once_and_the_other_sees_both(app, ina):
    for code in CODES:
        start, answers = Barrier(2), []

        def act(visitor, said, start=start, answers=answers, code=code):
            typed = {
                "level": "preferred",
                "nl": said,
                "en": said,
                "valid_from": today().isoformat(),
                "seen": "0",
            }
            start.wait()
            answer = visitor.post(f"/clauses/{code}/light/0/version", data=typed)
            answers.append((answer.status_code, "First." in answer.text and "Second." in answer.text))

        pairs = [(browser(app, ina), said) for said in ("First.", "Second.")]
        threads = [Thread(target=act, args=pair) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(answers) == [(303, False), (409, True)], code
    db.session.expire_all()
    counted = select(func.count()).select_from(ClauseVersion).join(Clause).where(Clause.topic.in_(CODES))
    assert db.session.scalar(counted) == 2 * len(CODES)
