"""Two people act at the same moment, each over a connection of their own, through everyone's doors."""

from datetime import timedelta
from threading import Barrier, Thread
from time import time

import pytest
from flask import g
from sqlalchemy import func, insert, select, text

from collab.access import guard
from collab.agreements import policy
from collab.agreements.lifecycle import Status, Weight
from collab.agreements.models import Agreement
from collab.agreements.queries import visible_to
from collab.cases.lifecycle import Stage
from collab.cases.models import Case
from collab.clock import now
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.history import Event
from collab.history.chain import broken_links
from collab.support.models import Promise
from tests.keeping import past  # noqa: F401  a fixture

from .conftest import TERMS, agree_all, freeze, propose_all, sign_ana

ROUNDS = 4
WATER = {
    "by": "municipality",
    "what": "water",
    "amount": None,
    "unit": None,
    "due_on": None,
    "every": "once",
    "until": None,
}


@pytest.fixture
def app(past):  # noqa: F811
    return past


@pytest.fixture
def session(past):  # noqa: F811
    """Kept, so that other connections see it."""
    return db.session


@pytest.fixture
def frozen(cast, session):
    """An agreement that waits for its signatures."""

    def make(number: int, *more) -> Agreement:
        with session.no_autoflush:
            case = Case.open(
                f"LD-{number}", cast.street, by=cast.ana, title="Garden", about="A garden for the street."
            )
        session.add(case)
        case.take(cast.ben)
        agreement = Agreement.draft(case, Weight.LIGHT, "en", by=cast.ana)
        session.add(agreement)
        for step in (propose_all, agree_all, freeze, *more):
            step(agreement, cast, TERMS | {"A09": [WATER]})
        session.commit()
        return agreement

    return make


@pytest.fixture
def at_once(app, session):
    """Everyone posts their form at the same moment; answers the statuses of their pages."""

    def post(address: str, *acts: tuple) -> list[int]:
        start, answers = Barrier(len(acts)), []

        def act(visitor, door: str, form: dict) -> None:
            start.wait()
            answers.append(visitor.post(f"{address}/{door}", data=form).status_code)

        threads = [Thread(target=act, args=(browser(app, person), door, form)) for person, door, form in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        session.expire_all()
        return sorted(answers)

    return post


def browser(app, person):
    begun, key = person.arrive(timedelta(hours=1))
    db.session.add(begun)
    db.session.commit()
    visitor = app.test_client()
    with visitor.session_transaction() as kept:
        kept.update(key=key, seen=int(time()))
    return visitor


def signature(agreement: Agreement, person) -> tuple:
    return person, "signing", {"digest": agreement.text.digest, "read": "y", "typed_name": person.name}


def times(name: str, agreement: Agreement) -> int:
    return db.session.scalar(
        select(func.count()).where(Event.name == f"agreement.{name}", Event.agreement_id == agreement.id)
    )


def test_both_sign_at_the_same_moment_and_it_begins_once(cast, frozen, at_once):
    for number in range(ROUNDS):
        agreement = frozen(number)
        address = f"/agreements/{agreement.ref}"
        assert at_once(address, signature(agreement, cast.ana), signature(agreement, cast.bea)) == [303, 303]
        assert (agreement.status, agreement.case.stage) == (Status.ACTIVE, Stage.ACTIVE)
        assert (times("signed", agreement), times("began", agreement)) == (2, 1)
        mine = Promise.agreement_id == agreement.id
        assert db.session.scalar(select(func.count()).where(mine, Promise.what == "water")) == 1
        ends = select(func.count()).where(
            Deadline.agreement_id == agreement.id, Deadline.kind == Kind.TERM_ENDS
        )
        assert db.session.scalar(ends) == 1
    assert broken_links() == []


def test_one_person_signing_in_two_windows_signs_once(cast, frozen, at_once):
    for number in range(ROUNDS):
        agreement = frozen(number)
        twice = [signature(agreement, cast.ana)] * 2
        first, second = at_once(f"/agreements/{agreement.ref}", *twice)
        assert (first, second < 500) == (303, True)
        assert times("signed", agreement) == 1
        assert agreement.status == Status.SIGNING


def test_the_last_signature_against_taking_it_back_to_the_table(cast, frozen, at_once):
    for number in range(ROUNDS):
        agreement = frozen(number, sign_ana)
        back = (cast.ben, "reopening", {"reason": "One word is wrong."})
        first, second = at_once(f"/agreements/{agreement.ref}", signature(agreement, cast.bea), back)
        assert first == 303
        assert second in {403, 409}
        begun = times("began", agreement) == 1
        assert agreement.status == (Status.ACTIVE if begun else Status.NEGOTIATING)
        assert times("reopened", agreement) == (0 if begun else 1)


def test_news_about_a_thing_does_not_wait_for_who_works_on_it(app, cast, frozen):
    """Else a step in the ledger and one in the text can wait for each other in a circle."""
    agreement = frozen(1)
    about = {"case_id": agreement.case_id, "agreement_id": agreement.id, "data": {}}
    when = {"happened_at": now(), "due_at": now(), "attempts": 0}

    @guard(Agreement, visible_to, along="case")(policy.see)
    def works_on(_agreement):
        with db.engine.begin() as elsewhere:
            elsewhere.execute(text("set local lock_timeout = '2s'"))
            elsewhere.execute(insert(Event).values(name="case.said", **about, **when))
        return "told"

    with app.test_request_context(method="POST"):
        g._login_user = cast.ana
        assert works_on(ref=agreement.ref) == "told"
