"""Two people act at the same moment on one round, twenty times: one outcome each, and no fault of ours."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.plan import Plan
from collab.agreements.signing import Frozen
from collab.cases.lifecycle import ROAD, Stage
from collab.cases.models import Case
from collab.clock import today
from collab.db import db
from collab.history import Event
from collab.history.chain import broken_links
from collab.history.reactions import react_to
from collab.signing.invitations import Invitation
from tests.agreements.conftest import TERMS, agree_all, propose_all, sign
from tests.racing import app, clash, draft_agreement, past, session, times

from .conftest import share, signing

__all__ = ["app", "clash", "past", "session"]
ROUNDS = 20
TERM = {"text": "A year.", "nothing": False, "terms": TERMS["A07"]}


@pytest.fixture
def rounds(cast, ada, session):
    """Agreements that wait for signatures: one walks the whole road, the others lie under the same text."""
    kept = []

    def begin(number: int, *shares, **order) -> Agreement:
        agreement = draft_agreement(number, cast)
        plan = Plan(order.get("in_order", False), shares)
        if kept:
            agreement.propose(7, {"A07": TERM}, seen=0, by=cast.ana)  # how long says who may sign
            lie_under(agreement, kept[0], plan)
        else:
            for step in (propose_all, agree_all):
                step(agreement, cast, TERMS)
            agreement.plan_signing(plan, by=cast.ben)
            agreement.freeze(by=cast.ben)
            kept.append(agreement)
        session.commit()
        return agreement

    return begin


def lie_under(agreement: Agreement, other: Agreement, plan: Plan) -> None:
    """Waits for signatures under the text of another one, without a word about it before."""
    text, agreement.status = other.text, Status.SIGNING
    agreement.case.stage, agreement.case.waits_for = Stage.SIGNING, ROAD[Stage.SIGNING].waits_for
    same = {name: getattr(text, name) for name in ("text", "digest", "frozen_at", "person")}
    agreement.frozen.append(Frozen(number=1, plan=plan.written(), **same))


def place(agreement, door: str) -> str:
    return f"/agreements/{agreement.ref}/{door}"


def test_two_of_the_board_sign_the_last_two_signatures(cast, ada, rounds, clash):
    for number in range(ROUNDS):
        agreement = rounds(number, share("C-1", 1, 2))
        sign(agreement, cast.bea)
        db.session.commit()
        answers = clash(
            (cast.ana, place(agreement, "signing"), signing(agreement, cast.ana)),
            (ada, place(agreement, "signing"), signing(agreement, ada)),
        )
        assert answers == [303, 303]
        assert (agreement.status, times("agreement.began", agreement.case)) == (Status.ACTIVE, 1)
    assert broken_links() == []


def test_one_signature_is_asked_and_two_sign(cast, ada, rounds, clash):
    for number in range(ROUNDS):
        agreement = rounds(number)
        answers = clash(
            (cast.ana, place(agreement, "signing"), signing(agreement, cast.ana)),
            (ada, place(agreement, "signing"), signing(agreement, ada)),
        )
        assert sorted(answers)[0] == 303
        assert sorted(answers)[1] in {403, 409}
        assert len(agreement.text.signatures) == 1


def test_the_last_signature_against_a_no(cast, rounds, clash):
    for number in range(ROUNDS):
        agreement = rounds(number)
        sign(agreement, cast.ana)
        db.session.commit()
        answers = clash(
            (cast.bea, place(agreement, "signing"), signing(agreement, cast.bea)),
            (cast.bea, place(agreement, "refusal"), {"reason": "One word."}),
        )
        begun = agreement.status == Status.ACTIVE
        assert answers[0 if begun else 1] == 303
        assert answers[1 if begun else 0] in {403, 409}
        told = [times(f"agreement.{what}", agreement.case) for what in ("began", "declined")]
        assert told == ([1, 0] if begun else [0, 1])


def hear_of_the_stop(case: Case) -> None:
    """The worker tells the text that its cooperation stopped."""
    moved = select(Event).where(Event.case_id == case.id, Event.name == "case.moved")
    for event in db.session.scalars(moved.order_by(Event.id.desc()).limit(1)):
        react_to(event)
    db.session.commit()


@pytest.mark.parametrize("door", ["reopening", "withdrawal"])
def test_the_last_signature_against_withdrawing(cast, rounds, clash, door):
    for number in range(ROUNDS):
        agreement = rounds(number)
        sign(agreement, cast.ana)
        db.session.commit()
        address = (
            f"/cases/{agreement.case.ref}/withdrawal" if door == "withdrawal" else place(agreement, door)
        )
        answers = clash(
            (cast.bea, place(agreement, "signing"), signing(agreement, cast.bea)),
            (cast.ben, address, {"reason": "We stop.", "would_change": "Money.", "turn_to": "The council."}),
        )
        hear_of_the_stop(agreement.case)
        begun = times("agreement.began", agreement.case) == 1
        assert answers[0 if begun else 1] == 303, answers
        assert answers[1 if begun else 0] in {403, 409}, answers
        stopped = (
            (Status.WITHDRAWN, Stage.REFUSED)
            if door == "withdrawal"
            else (Status.NEGOTIATING, Stage.DRAFTING)
        )
        assert (agreement.status, agreement.case.stage) == (
            (Status.ACTIVE, Stage.ACTIVE) if begun else stopped
        )


def test_a_signature_by_link_against_passing_it_on(cast, ada, rounds, clash):
    for number in range(ROUNDS):
        agreement = rounds(number, share("C-1", 1, 1, cast.ana))
        Invitation.send(agreement.text, agreement.parties[0], [cast.ana])
        db.session.commit()
        [link] = agreement.text.invitations
        answers = clash(
            (cast.ana, f"/signing-links/{link.key}", signing(agreement, cast.ana)),
            (cast.ana, place(agreement, "signing/hand-over"), {"to": ada.id, "reason": "Away."}),
        )
        signed = len(agreement.text.signatures) == 1
        assert answers[0 if signed else 1] == 303, answers
        assert answers[1 if signed else 0] in {403, 409, 410}, answers
        assert len(agreement.text.hand_overs) == (0 if signed else 1)


def test_the_last_signature_against_another_day(cast, rounds, clash):
    for number in range(ROUNDS):
        agreement = rounds(number)
        sign(agreement, cast.ana)
        db.session.commit()
        later = {"day": (today() + timedelta(60)).isoformat(), "reason": "Later."}
        answers = clash(
            (cast.bea, place(agreement, "signing"), signing(agreement, cast.bea)),
            (cast.ben, place(agreement, "signing/day"), later),
        )
        assert answers[0] == 303
        assert answers[1] in {303, 403, 409}
        assert (agreement.status, agreement.sign_by) == (Status.ACTIVE, None)
