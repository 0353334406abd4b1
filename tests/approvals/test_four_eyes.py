"""In a small municipality one person writes, decides and signs: there is always a way on, never alone."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from collab.agreements.lifecycle import Status, Weight
from collab.approvals import eyes
from collab.approvals.rounds import ApprovalRule
from collab.approvals.words import RoundState, SeatKind, SeatState
from collab.cases.doing import asked_of
from collab.clock import now, today
from collab.errors import NotNow
from tests.agreements.conftest import sign_ana
from tests.round import mails, react

from .conftest import begin, words_of


def yes(round, visitor, agreement):
    form = {"digest": round.digest, "read": "y"}
    return visitor.post(f"/agreements/{agreement.ref}/approval", data=form)


def test_who_froze_it_and_alone_has_a_mandate_asks_a_colleague_first(make, cast, session, as_):
    agreement = make("agreed")
    agreement.freeze(by=cast.bea)
    session.flush()
    assert as_(cast.bea).get(f"/agreements/{agreement.ref}/signing").status_code == 403
    assert "Lay the text before" in words_of(as_(cast.ben).get(f"/agreements/{agreement.ref}"))
    assert as_(cast.ben).post(f"/agreements/{agreement.ref}/rounds").status_code == 303
    [round] = agreement.rounds
    assert [todo.case for todo in asked_of(cast.ben)] == [agreement.case]
    assert asked_of(cast.bea) == []
    assert "Your approval is asked" not in words_of(as_(cast.bea).get(f"/agreements/{agreement.ref}"))
    assert yes(round, as_(cast.bea), agreement).status_code == 403
    assert yes(round, as_(cast.ben), agreement).status_code == 303
    assert as_(cast.bea).get(f"/agreements/{agreement.ref}/signing").status_code == 200


def test_who_approved_it_and_then_froze_it_asks_one_more(complete, cast, eve, session, as_):
    first = begin(complete, cast.ben)
    first.approve(first.seats[0], first.digest, by=eve)
    complete.freeze(by=eve)
    session.flush()
    assert "approves it before you sign" in eyes.sign_with_another(eve, complete)
    assert as_(cast.ben).post(f"/agreements/{complete.ref}/rounds").status_code == 303
    assert [seat.kind for seat in complete.rounds[-1].seats] == [SeatKind.MANDATE, SeatKind.COLLEAGUE]
    assert yes(complete.rounds[-1], as_(cast.ben), complete).status_code == 303
    assert yes(complete.rounds[-1], as_(eve), complete).status_code == 303
    assert eyes.sign_with_another(eve, complete) is None


def test_where_nobody_else_is_there_it_says_what_to_do(make, cast, session):
    agreement = make("agreed")
    article = agreement.article(2)
    other = {article.topics[0].code: {"text": "Another aim.", "nothing": False, "terms": None}}
    agreement.propose(2, other, seen=1, by=cast.ben)
    agreement.agree(2, seen=2, by=cast.ana)
    agreement.freeze(by=cast.bea)
    session.flush()
    with pytest.raises(NotNow, match="deputy"):
        begin(agreement, cast.ben)
    assert agreement.rounds == []


def test_settings_that_name_somebody_who_left_say_so(complete, cast, session):
    session.execute(update(ApprovalRule).values(removed_at=now()))
    facts = {"weight": "complex", "step": 1, "days": 5, "made_at": now(), "kind": SeatKind.PERSON}
    session.add(ApprovalRule(person_id=cast.bea.id, **facts))
    cast.bea.leave(by=cast.ben)
    session.flush()
    with pytest.raises(NotNow, match="Bea"):
        begin(complete, cast.ben)


def test_when_the_approver_leaves_their_side_asks_somebody_else(complete, cast, eve, session, as_):
    round = begin(complete, cast.ben)
    eve.leave(by=cast.ben)
    session.flush()
    react()
    assert mails(session, cast.ben).count("approval_away") == 1
    assert mails(session, cast.ana).count("approval_away") == 0
    cast.bea.mandates[0].heaviest, cast.bea.mandates[0].max_months = Weight.COMPLEX, None
    cast.bea.mandates[0].max_amount = None
    session.flush()
    path = f"/agreements/{complete.ref}/rounds/1/seats/1/replacement"
    assert as_(cast.ben).post(path, data={"person": str(cast.bea.id), "reason": "Left."}).status_code == 303
    assert (round.seats[1].kind, round.seats[1].capacity) == (SeatKind.MANDATE, "head of green")
    assert yes(round, as_(cast.bea), complete).status_code == 303
    assert round.state == RoundState.COMPLETE


def test_who_lost_the_mandate_does_not_approve_with_it(complete, cast, eve, session, as_):
    round = begin(complete, cast.ben)
    eve.mandates[0].starts_on = today() - timedelta(days=9)
    eve.mandates[0].ends_on = today() - timedelta(days=1)
    session.flush()
    assert "Somebody else can be asked" in words_of(as_(eve).get(f"/agreements/{complete.ref}/approval"))
    assert yes(round, as_(eve), complete).status_code == 403
    assert round.seats[0].state == SeatState.ASKED


def test_a_change_that_is_asked_while_it_is_signed_brings_it_back_to_the_table(make, cast, session, as_):
    agreement = make("agreed")
    agreement.freeze(by=cast.bea)
    sign_ana(agreement, cast, {})
    round = begin(agreement, cast.ben)
    session.flush()
    form = {"digest": round.digest, "comment": "Name who mows."}
    assert as_(cast.ben).post(f"/agreements/{agreement.ref}/approval/change", data=form).status_code == 303
    assert agreement.status == Status.NEGOTIATING
    assert "Name who mows." in words_of(as_(cast.ana).get(f"/cases/{agreement.case.ref}"))


def test_the_smallest_mandate_that_reaches_is_asked_and_the_page_says_who(make, cast, eve, session, as_):
    agreement = make("agreed")
    agreement.freeze(by=cast.ben)
    session.flush()
    react()
    assert mails(session, cast.bea).count("invited") == 1
    assert mails(session, eve) == []
    assert "Next: head of green, Bea." in words_of(as_(cast.ben).get(f"/agreements/{agreement.ref}/signing"))
    assert as_(eve).get(f"/agreements/{agreement.ref}/signing").status_code == 200


def test_above_the_own_mandate_the_page_says_who_is_next(make, cast, eve, session, as_):
    agreement = make("agreed")
    cast.bea.mandates[0].max_months = 1
    agreement.freeze(by=cast.ben)
    session.flush()
    react()
    assert mails(session, eve).count("invited") == 1
    for path in ("", "/signing"):
        page = words_of(as_(cast.bea).get(f"/agreements/{agreement.ref}{path}"))
        assert "Your mandate reaches to 1 months. Next: head of everything, Eve." in page
