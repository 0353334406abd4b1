"""At the same moment: sharing and writing, both sharing, asking for a size and agreeing to it."""

import pytest
from sqlalchemy import select

from collab.agreements.lifecycle import Status, Weight
from collab.agreements.models import Agreement
from collab.agreements.weighing import Standing, Weighing
from collab.conversations.parties import Party
from collab.db import db
from collab.readiness.conditions import Condition
from collab.readiness.gaps import Gap
from collab.readiness.models import Answer, Readiness, View
from tests.agreements.conftest import TERMS, agree_all, propose_all
from tests.racing import app, at_once, draft_agreement, open_case, past, session, times

__all__ = ["app", "at_once", "past", "session"]
ROUNDS, FEW_ROUNDS = 20, 5


@pytest.fixture
def begun(cast, session):
    """Both wrote, and the municipality has shared."""

    def begin(number: int) -> Readiness:
        readiness = Readiness.open(open_case(number, cast), by=cast.ana)
        readiness.write(
            Party(cast.street), {(Condition.GOING_ON, cast.street.id): "First."}, seen=0, by=cast.ana
        )
        readiness.write(Party(None), {}, seen=0, by=cast.ben)
        readiness.share(Party(None), by=cast.ben)
        session.commit()
        return readiness

    return begin


@pytest.fixture
def drafted(cast, session):
    def draft(number: int) -> Agreement:
        agreement = draft_agreement(number, cast)
        session.commit()
        return agreement

    return draft


def test_sharing_against_writing_on(cast, begun, at_once):
    """What is shared is what the other reads; what came too late is shown to who typed it."""
    for number in range(ROUNDS):
        readiness = begun(number)
        form = {f"rc4-{cast.street.id}": "Second.", "seen": "1"}
        acts = ((cast.ana, "sharing", {}), (cast.ana, "view", form))
        first, second = at_once(f"/cases/LD-{number}/readiness", *acts)
        assert first == 303
        assert second in {303, 403, 409}
        kept = select(Answer.text).join(Answer.view).where(View.readiness_id == readiness.id)
        text = db.session.scalar(kept)
        assert readiness.shared_at
        assert text == ("Second." if second == 303 else "First.")


def test_two_pages_of_one_side_keep_one_and_show_the_other(cast, begun, at_once):
    for number in range(FEW_ROUNDS):
        begun(number)
        pages = [{f"rc4-{cast.street.id}": text, "seen": "1"} for text in ("One.", "Two.")]
        acts = [(cast.ana, "view", form) for form in pages]
        assert at_once(f"/cases/LD-{number}/readiness", *acts) == [303, 409]


def test_both_share_at_the_same_moment_and_it_opens_once(cast, begun, at_once):
    for number in range(FEW_ROUNDS):
        readiness = begun(number)
        readiness.take_back(Party(None), by=cast.ben)
        db.session.commit()
        acts = ((cast.ana, "sharing", {}), (cast.ben, "sharing", {}))
        assert at_once(f"/cases/LD-{number}/readiness", *acts) == [303, 303]
        assert readiness.shared_at
        assert times("readiness.compared", readiness.case) == 1


def test_two_helps_for_one_gap_become_one(cast, begun, at_once):
    for number in range(FEW_ROUNDS):
        readiness = begun(number)
        readiness.share(Party(cast.street), by=cast.ana)
        gap = Gap.mark(readiness, Condition.LEGAL_FORM, Party(cast.street), "None yet.", by=cast.ana)
        db.session.commit()
        forms = [(one, "help", help_of(one)) for one in (cast.ana, cast.ben)]
        first, second = at_once(f"/gaps/{gap.ref}", *forms)
        assert (first, second in {403, 409}) == (303, True)
        assert len(readiness.case.promises) == 1


def help_of(owner) -> dict:
    return {"what": "A lawyer", "owner": owner.id, "due_on": "2199-01-01"}


def test_both_ask_for_another_size_and_one_question_lies_there(cast, drafted, at_once):
    for number in range(FEW_ROUNDS):
        agreement = drafted(number)
        ask = {"weight": "complex", "reason": "It is a building."}
        acts = [(one, "size/question", ask) for one in (cast.ana, cast.ben)]
        assert at_once(f"/agreements/{agreement.ref}", *acts) == [303, 409]
        assert [one.standing for one in agreement.case.weighings] == [Standing.ASKED]


def test_agreeing_to_a_size_against_taking_the_question_back(cast, drafted, at_once):
    for number in range(ROUNDS):
        agreement = drafted(number)
        Weighing.ask(agreement.case, Weight.COMPLEX, "A building.", by=cast.ana)
        db.session.commit()
        acts = ((cast.ana, "size/return", {"seen": "1"}), (cast.ben, "size/consent", {"seen": "1"}))
        assert at_once(f"/agreements/{agreement.ref}", *acts) == [303, 409]
        agreed = agreement.case.weighings[0].standing == Standing.STANDS
        assert agreement.weight == (Weight.COMPLEX if agreed else Weight.LIGHT)
        assert times("agreement.weighed", agreement.case) == int(agreed)


def test_agreeing_to_a_size_against_freezing(cast, drafted, at_once):
    """Nobody freezes a text over an open question, and what everyone agreed to is not lost."""
    for number in range(ROUNDS):
        agreement = drafted(number)
        for step in (propose_all, agree_all):
            step(agreement, cast, TERMS)
        Weighing.ask(agreement.case, Weight.COMPLEX, "A building.", by=cast.ana)
        db.session.commit()
        freeze = {"digest": agreement.digest_now}
        acts = ((cast.ana, "freezing", freeze), (cast.ben, "size/consent", {"seen": "1"}))
        assert at_once(f"/agreements/{agreement.ref}", *acts) == [303, 409]
        assert (agreement.status, agreement.weight) == (Status.NEGOTIATING, Weight.COMPLEX)
