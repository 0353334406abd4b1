"""Two act on one proposed longer term at the same moment: one outcome, and nobody sees a fault."""

from datetime import timedelta

import pytest

from collab.agreements.extending import ExtensionProposal, Longer, Outcome
from collab.agreements.models import Agreement
from collab.deadlines import Kind
from tests.racing import app, at_once, draft_agreement, past, session, times

from .conftest import TERMS, agree_all, freeze, propose_all, sign_ana, sign_bea

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20
YES = ("extension/consent", {"seen": 1})


@pytest.fixture
def begun(cast, session):
    """An agreement in force, with a longer term on the table or none."""

    def make(number: int, lays: bool = True) -> Agreement:
        agreement = draft_agreement(number, cast)
        for step in (propose_all, agree_all, freeze, sign_ana, sign_bea):
            step(agreement, cast, TERMS)
        if lays:
            longer = Longer(agreement.ends_on + timedelta(days=90), "The talk of May", follow=True)
            ExtensionProposal.make(agreement, longer, by=cast.ben)
        session.commit()
        return agreement

    return make


def counted(agreement: Agreement) -> tuple[int, int, int]:
    ends = [one for one in agreement.deadlines if one.kind == Kind.TERM_ENDS and one.met_on is None]
    return times("agreement.extended", agreement.case), len(agreement.extensions), len(ends)


def test_agreeing_against_taking_it_back(cast, begun, at_once):
    for number in range(ROUNDS):
        agreement = begun(number)
        last, [proposal] = agreement.ends_on, agreement.extension_proposals
        back = (cast.ben, "extension/withdrawal", {"seen": 1})
        assert at_once(f"/agreements/{agreement.ref}", (cast.ana, *YES), back) == [303, 409]
        agreed = proposal.outcome == Outcome.AGREED
        assert proposal.outcome in {Outcome.AGREED, Outcome.WITHDRAWN}
        assert (agreement.ends_on > last) is agreed
        assert counted(agreement) == (agreed, agreed, 1)
        assert times("extension_proposal.withdrawn", agreement.case) == (not agreed)


def test_yes_against_no_and_yes_twice(cast, begun, at_once):
    for number in range(ROUNDS):
        agreement = begun(number)
        other = (
            (cast.ana, *YES) if number % 2 else (cast.ana, "extension/refusal", {"seen": 1, "reason": "No."})
        )
        assert at_once(f"/agreements/{agreement.ref}", (cast.ana, *YES), other) == [303, 409]
        [proposal] = agreement.extension_proposals
        agreed = proposal.outcome == Outcome.AGREED
        assert (len(proposal.answers), counted(agreement)) == (1, (agreed, agreed, 1))


def test_both_propose_at_once_and_one_lies_there(cast, begun, at_once):
    for number in range(ROUNDS):
        agreement = begun(number, lays=False)
        form = {"ends_on": (agreement.ends_on + timedelta(days=90)).isoformat(), "ground": "A talk"}
        acts = [(person, "extension", form) for person in (cast.ana, cast.ben)]
        assert at_once(f"/agreements/{agreement.ref}", *acts) == [303, 403]
        assert len(agreement.extension_proposals) == 1
