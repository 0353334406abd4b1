"""Two people act on one round at the same moment: each time exactly one outcome, and never a broken page."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.approvals import eyes
from collab.approvals.reactions import lapse_rounds_of
from collab.approvals.rounds import ApprovalRound, ApprovalRule
from collab.approvals.words import RoundState, SeatKind, SeatState
from collab.clock import now, today
from collab.db import db
from collab.people.words import Duty
from tests.agreements.conftest import TERMS, agree_all, propose_all
from tests.racing import app, clash, draft_agreement, past, session

from .conftest import begin

__all__ = ["app", "clash", "past", "session"]
ROUNDS = 20
pytestmark = pytest.mark.xdist_group("races of approval")


@pytest.fixture
def laid_before(cast, session):
    """A round about a text, asked of everybody with a mandate: whoever answers first."""
    limits = {"heaviest": Weight.COMPLEX, "max_months": None, "max_amount": None, "starts_on": today()}
    cast.ali.memberships[0].ends_on = today() - timedelta(days=1)
    cast.ali.memberships[0].starts_on = today() - timedelta(days=9)
    session.add(Mandate.give(cast.ali, "head of parks", "decision 9", by=None, **limits))
    session.execute(update(ApprovalRule).values(removed_at=now()))
    facts = {"weight": None, "step": 1, "days": 5, "made_at": now()}
    session.add(ApprovalRule(kind=SeatKind.DUTY, duty=Duty.MANDATE_HOLDER, **facts))
    session.commit()

    def make(number: int) -> ApprovalRound:
        agreement = draft_agreement(number, cast)
        propose_all(agreement, cast, TERMS)
        agree_all(agreement, cast, TERMS)
        session.flush()
        round = begin(agreement, cast.ben)
        session.commit()
        return round

    return make


def here(round: ApprovalRound) -> str:
    return f"/agreements/{round.agreement.ref}"


def yes(round: ApprovalRound, person) -> tuple:
    return person, f"{here(round)}/approval", {"digest": round.digest, "read": "y"}


def test_a_yes_against_another_text(cast, laid_before, clash):
    """The yes counts for the text that was read, or is refused: never for the new text."""
    for number in range(ROUNDS):
        round = laid_before(number)
        agreement = round.agreement
        article = agreement.article(2)
        edit = {"seen": "1", f"{article.topics[0].code}_text": f"Another aim, number {number}."}
        put = (cast.ana, f"{here(round)}/articles/2/proposal", edit)
        approved, edited = clash(yes(round, cast.bea), put)
        assert edited == 303
        assert approved in {303, 409}
        lapse_rounds_of(agreement)
        db.session.commit()
        assert round.state == RoundState.LAPSED
        said_yes = round.seats[0].state == SeatState.APPROVED
        assert said_yes == (approved == 303)
        municipality = agreement.party_of(cast.ben)
        assert eyes.complete_round(agreement, municipality, eyes.digest_of(agreement)) is None


def test_a_yes_against_asking_for_a_change(cast, laid_before, clash):
    """Two who are asked together answer at once: the first one counts."""
    for number in range(ROUNDS):
        round = laid_before(number)
        typed = {"digest": round.digest, "comment": "Name who mows."}
        change = (cast.ali, f"{here(round)}/approval/change", typed)
        approved, asked = clash(yes(round, cast.bea), change)
        assert sorted([approved, asked])[0] == 303
        assert sorted([approved, asked])[1] in {403, 409}
        won = RoundState.COMPLETE if approved == 303 else RoundState.CHANGE
        assert round.state == won
        assert [seat.state for seat in round.seats] == ["approved" if approved == 303 else "change"]


def test_two_yeses_count_once(cast, laid_before, clash):
    for number in range(5):
        round = laid_before(number)
        first, second = sorted(clash(yes(round, cast.bea), yes(round, cast.ali)))
        assert (first, second in {403, 409}) == (303, True)
        names = [event.name for event in round.agreement.events]
        assert names.count("approval_round.approved") == names.count("approval_round.completed") == 1


def test_two_who_start_a_round_start_one(cast, laid_before, clash):
    round = laid_before(1)
    round.lapse()
    db.session.commit()
    begins = (cast.ben, f"{here(round)}/rounds", {})
    assert sorted(clash(begins, begins)) == [303, 409]
    assert len(db.session.scalars(select(ApprovalRound)).all()) == 2
