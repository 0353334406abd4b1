"""The night, a last signature, a frozen text and a new proposal meet: one wins, nobody sees a fault."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import update

from collab.agreements.jobs import end_due
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.approvals.rounds import ApprovalRule
from collab.clock import now, today
from collab.history.chain import broken_links
from tests.racing import app, at_once, browser, draft_agreement, past, session, together

from .conftest import TERMS, agree_all, freeze, propose_all, sign_ana, sign_bea
from .test_amending import reword
from .test_races import signature

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20


@pytest.fixture
def text(cast, session):
    """A text of its own that went through these steps."""

    def make(number: int, *steps) -> Agreement:
        agreement = draft_agreement(number, cast)
        for step in (propose_all, agree_all, *steps):
            step(agreement, cast, TERMS)
        session.commit()
        return agreement

    return make


@pytest.fixture
def half_signed(cast, session, text):
    """A change that waits for its last signature, of an agreement whose term was over yesterday."""

    def make(number: int) -> Agreement:
        before = text(number, freeze, sign_ana, sign_bea)
        change = before.amend("Longer.", by=cast.ana)
        session.add(change)
        session.flush()
        reword(change, 2, "A04", cast, text="We mow twice.")
        change.freeze(by=cast.ben)
        sign_ana(change, cast, None)
        before.starts_on, before.ends_on = today() - timedelta(2), today() - timedelta(1)
        session.commit()
        return change

    return make


def test_the_night_against_the_last_signature_of_a_change(app, cast, half_signed, session):
    seen = set()
    for number in range(ROUNDS):
        change = half_signed(number)
        person, door, form = signature(change, cast.bea)
        sign = partial(browser(app, person).post, f"/agreements/{change.ref}/{door}", data=form)
        page, _night = together(sign, end_due)
        session.expire_all()
        seen.add((change.amends.status, change.status, page.status_code == 303))
        assert page.status_code < 500
    assert seen <= {
        (Status.REPLACED, Status.ACTIVE, True),
        (Status.ENDED, Status.WITHDRAWN, False),
    }
    assert broken_links() == []


def test_freezing_against_a_new_proposal(cast, text, at_once, session):
    session.execute(update(ApprovalRule).values(removed_at=now()))  # nobody has to approve it first
    for number in range(ROUNDS):
        agreement = text(number)
        digest = agreement.digest_now
        laid_down = (cast.ben, "freezing", {"digest": digest})
        put = (cast.ana, "articles/2/proposal", {"A04_text": "We mow twice.", "seen": 1})
        first, second = at_once(f"/agreements/{agreement.ref}", laid_down, put)
        assert (first, second in {403, 409}) == (303, True)
        is_frozen = agreement.status == Status.SIGNING
        assert [one.number for one in agreement.open_articles] == ([] if is_frozen else [2])
        assert len(agreement.frozen) == is_frozen
