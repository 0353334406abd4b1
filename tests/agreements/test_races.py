"""Two people act at the same moment, each over a connection of their own, through everyone's doors."""

import pytest
from flask import g
from sqlalchemy import func, insert, select, text

from collab.access import guard
from collab.agreements import policy
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.queries import visible_to
from collab.cases.lifecycle import Stage
from collab.clock import now
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.history import Event
from collab.history.chain import broken_links
from collab.support.models import Promise
from tests.racing import app, at_once, draft_agreement, past, session, times

from .conftest import TERMS, agree_all, freeze, propose_all, sign_ana

__all__ = ["app", "at_once", "past", "session"]
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
def frozen(cast, session):
    """An agreement that waits for its signatures."""

    def make(number: int, *more) -> Agreement:
        agreement = draft_agreement(number, cast)
        for step in (propose_all, agree_all, freeze, *more):
            step(agreement, cast, TERMS | {"A09": [WATER]})
        session.commit()
        return agreement

    return make


def signature(agreement: Agreement, person) -> tuple:
    return person, "signing", {"digest": agreement.text.digest, "read": "y", "typed_name": person.name}


def test_both_sign_at_the_same_moment_and_it_begins_once(cast, frozen, at_once):
    for number in range(ROUNDS):
        agreement = frozen(number)
        address = f"/agreements/{agreement.ref}"
        assert at_once(address, signature(agreement, cast.ana), signature(agreement, cast.bea)) == [303, 303]
        assert (agreement.status, agreement.case.stage) == (Status.ACTIVE, Stage.ACTIVE)
        assert (times("agreement.signed", agreement.case), times("agreement.began", agreement.case)) == (2, 1)
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
        assert times("agreement.signed", agreement.case) == 1
        assert agreement.status == Status.SIGNING


def test_the_last_signature_against_taking_it_back_to_the_table(cast, frozen, at_once):
    for number in range(ROUNDS):
        agreement = frozen(number, sign_ana)
        back = (cast.ben, "reopening", {"reason": "One word is wrong."})
        first, second = at_once(f"/agreements/{agreement.ref}", signature(agreement, cast.bea), back)
        assert first == 303
        assert second in {403, 409}
        begun = times("agreement.began", agreement.case) == 1
        assert agreement.status == (Status.ACTIVE if begun else Status.NEGOTIATING)
        assert times("agreement.reopened", agreement.case) == (0 if begun else 1)


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
