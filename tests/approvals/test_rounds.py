"""A text waits for the yes of whom the settings name: to exactly this text, and not of its writer alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from collab.agreements import freezing
from collab.agreements.lifecycle import Status, Weight
from collab.approvals import eyes
from collab.approvals.jobs import lapse_overtaken
from collab.approvals.rounds import ApprovalRule
from collab.approvals.words import RoundState, SeatKind, SeatState
from collab.cases.doing import asked_of
from collab.cases.reactions import done_meanwhile
from collab.clock import morning_of, now, today
from collab.deadlines import Kind, tuning
from collab.deadlines.jobs import remind_of_due
from collab.deadlines.rules import rule_of
from collab.errors import NotNow
from collab.notifications.models import Notice
from collab.people.words import Duty
from tests.agreements.conftest import said
from tests.round import mails, react

from .conftest import begin, words_of

ASKED_AGAIN = ("approvals/mail/approval_due", "approvals/mail/approval_late")


def rule(session, **facts) -> ApprovalRule:
    usual = {"weight": "complex", "step": 1, "days": 5, "made_at": now(), "kind": SeatKind.PERSON}
    made = ApprovalRule(**usual | facts)
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def no_rules(session):
    session.execute(update(ApprovalRule).values(removed_at=now()))


def change(agreement, by):
    topic = agreement.article(2).topics[0]
    other = said(topic) | {"text": "Something else."}
    agreement.propose(2, {topic.code: other}, seen=agreement.article(2).latest.number, by=by)


def test_a_light_agreement_has_no_round(make, cast):
    agreement = make("agreed")
    assert freezing.why_not_yet(agreement) == []
    agreement.freeze(by=cast.ben)
    assert agreement.status == Status.SIGNING


def test_a_complex_one_waits_for_a_mandate_that_reaches(complete, cast, eve, as_):
    with pytest.raises(NotNow, match="needs a yes"):
        complete.freeze(by=cast.ben)
    assert as_(cast.ben).post(f"/agreements/{complete.ref}/rounds").status_code == 303
    [round] = complete.rounds
    assert [(seat.person.name, seat.state) for seat in round.seats] == [("Eve", SeatState.ASKED)]
    with pytest.raises(NotNow, match="lies before"):
        complete.freeze(by=cast.ben)
    form = {"digest": round.digest, "read": "y", "note": "Fine by me."}
    assert as_(eve).post(f"/agreements/{complete.ref}/approval", data=form).status_code == 303
    assert round.state == RoundState.COMPLETE
    complete.freeze(by=cast.ben)
    assert complete.status == Status.SIGNING


def test_the_approver_hears_and_finds_it_on_the_first_page(complete, cast, eve, session, as_):
    begin(complete, cast.ben)
    session.flush()
    react()
    assert "approval_asked" in mails(session, eve)
    with time_machine.travel(now()):
        assert [todo.act for todo in asked_of(eve)] == ["Approve the text, or ask for a change"]
    assert asked_of(cast.ben) == []


def test_an_officer_who_is_not_on_the_case_sees_it_while_asked(complete, cast, no_rules, session, as_):
    gus = cast.cyd
    gus.memberships[0].ends_on = today() - timedelta(days=1)
    gus.memberships[0].starts_on = today() - timedelta(days=9)
    gus.appoint(Duty.OFFICER, by=None)
    rule(session, person_id=gus.id)
    assert as_(gus).get(f"/agreements/{complete.ref}").status_code == 404
    begin(complete, cast.ben)
    session.flush()
    assert as_(gus).get(f"/agreements/{complete.ref}/approval").status_code == 200


def test_steps_go_one_after_another_and_people_in_a_step_together(complete, cast, eve, no_rules, session):
    rule(session, person_id=eve.id)
    rule(session, kind=SeatKind.DUTY, duty=Duty.MANDATE_HOLDER)
    rule(session, person_id=cast.bea.id, step=2)
    round = begin(complete, cast.ben)
    first, second, third = round.seats
    assert [seat.state for seat in round.seats] == ["asked", "asked", "waiting"]
    round.approve(first, round.digest, by=eve)
    assert third.state == SeatState.WAITING
    round.approve(second, round.digest, by=cast.bea)
    assert third.state == SeatState.ASKED
    round.approve(third, round.digest, by=cast.bea)
    assert round.state == RoundState.COMPLETE


def test_other_settings_do_not_strand_a_round_that_runs(complete, cast, eve, no_rules, session):
    mine = rule(session, person_id=eve.id)
    round = begin(complete, cast.ben)
    mine.remove()
    rule(session, person_id=cast.bea.id)
    session.flush()
    round.approve(round.seats[0], round.digest, by=eve)
    complete.freeze(by=cast.ben)
    assert complete.status == Status.SIGNING


def test_asking_for_a_change_is_read_by_both_and_needs_a_new_round(complete, cast, eve, session, as_):
    first = begin(complete, cast.ben)
    session.flush()
    form = {"digest": first.digest, "comment": "Name who mows the lawn."}
    as_(eve).post(f"/agreements/{complete.ref}/approval/change", data=form)
    assert first.state == RoundState.CHANGE
    assert "Name who mows the lawn." in words_of(as_(cast.ana).get(f"/cases/{complete.case.ref}"))
    assert complete.status == Status.NEGOTIATING
    change(complete, cast.ana)
    complete.agree(2, seen=2, by=cast.ben)
    second = begin(complete, cast.ben)
    second.approve(second.seats[0], second.digest, by=eve)
    complete.freeze(by=cast.ben)
    assert [round.state for round in complete.rounds] == ["change", "complete"]


@pytest.mark.parametrize("stages", [["internal_review"], ["internal_review", "decision_pending"]])
def test_asking_for_a_change_brings_the_text_back_to_the_table(complete, cast, eve, session, as_, stages):
    round = begin(complete, cast.ben)
    for stage in stages:
        as_(cast.ben).post(f"/cases/{complete.case.ref}/step/{stage}", data={"text": ""})
    form = {"digest": round.digest, "comment": "Name who mows the lawn."}
    as_(eve).post(f"/agreements/{complete.ref}/approval/change", data=form)
    assert (round.state, complete.case.stage) == (RoundState.CHANGE, "drafting")
    react()
    assert mails(session, cast.ana).count("moved") == len(stages) + 1
    change(complete, cast.ana)
    assert complete.article(2).latest.number == 2


def test_a_round_lapses_when_the_text_changes(complete, cast, eve, session):
    round = begin(complete, cast.ben)
    change(complete, cast.ana)
    session.flush()
    with pytest.raises(NotNow, match="text changed"):
        round.approve(round.seats[0], round.digest, by=eve)
    react()
    session.expire_all()
    assert round.state == RoundState.LAPSED
    react()
    assert "approval_round_lapsed" in mails(session, cast.ben)


def test_the_night_finds_a_text_that_changed_in_another_way(complete, cast, eve, session):
    round = begin(complete, cast.ben)
    round.approve(round.seats[0], round.digest, by=eve)
    complete.title = "Another name"
    session.commit()
    lapse_overtaken()
    session.expire_all()
    assert (round.state, round.seats[0].state) == (RoundState.LAPSED, SeatState.APPROVED)


def test_who_wrote_it_does_not_release_it_alone(make, cast, eve, no_rules, session):
    agreement = make("agreed", Weight.COMPLEX)
    change(agreement, cast.ben)
    agreement.agree(2, seen=2, by=cast.ana)
    rule(session, person_id=cast.ben.id)
    round = begin(agreement, cast.ben)
    own, other = round.seats
    round.approve(own, round.digest, by=cast.ben)
    assert "somebody else" in eyes.why_not_approve(other, cast.ben)
    assert "needs a yes" not in freezing.why_not_yet(agreement)[0]
    round.approve(other, round.digest, by=eve)
    assert freezing.why_not_yet(agreement) == []


def test_a_light_text_that_only_its_writer_could_sign_needs_a_colleague(make, cast, session, as_, no_rules):
    agreement = make("agreed")
    change(agreement, cast.bea)
    agreement.agree(2, seen=2, by=cast.ana)
    agreement.agree(2, seen=2, by=cast.ben) if cast.ben in agreement.article(2).waiting_parties else None
    assert "needs a yes" in freezing.why_not_yet(agreement)[0]
    round = begin(agreement, cast.ben)
    [seat] = round.seats
    assert seat.kind == SeatKind.COLLEAGUE
    assert eyes.why_not_approve(seat, cast.bea)
    round.approve(seat, round.digest, by=cast.ben)
    assert freezing.why_not_yet(agreement) == []


def test_who_froze_it_does_not_sign_it_alone(make, cast, eve, session):
    agreement = make("agreed")
    agreement.freeze(by=cast.bea)
    assert "Next: head of everything, Eve" in eyes.sign_with_another(cast.bea, agreement)
    assert eyes.sign_with_another(eve, agreement) is None
    assert eyes.sign_with_another(cast.ana, agreement) is None


def test_somebody_else_approves_when_the_approver_is_away(complete, cast, eve, session, as_):
    other = cast.bea
    other.mandates[0].heaviest, other.mandates[0].max_months = Weight.COMPLEX, None
    other.mandates[0].max_amount = None
    round = begin(complete, cast.ben)
    session.flush()
    first = round.seats[0].person
    second = other if first is eve else eve
    path = f"/agreements/{complete.ref}/rounds/1/seats/1/replacement"
    assert as_(cast.ana).post(path).status_code == 403
    form = {"person": str(second.id), "reason": "On holiday until May."}
    assert as_(cast.ben).post(path, data=form).status_code == 303
    assert [seat.state for seat in round.seats] == ["replaced", "asked"]
    assert "On holiday" not in words_of(as_(cast.ana).get(f"/agreements/{complete.ref}/rounds"))
    assert "On holiday" in words_of(as_(cast.ben).get(f"/agreements/{complete.ref}/rounds"))
    round.approve(round.seats[1], round.digest, by=second)
    assert round.state == RoundState.COMPLETE


def test_the_other_side_sees_the_round_and_not_the_notes(complete, cast, eve, session, as_):
    round = begin(complete, cast.ben)
    session.flush()
    form = {"digest": round.digest, "read": "y", "note": "Between us: it is thin."}
    as_(eve).post(f"/agreements/{complete.ref}/approval", data=form)
    path = f"/agreements/{complete.ref}/rounds"
    theirs, ours = words_of(as_(cast.ana).get(path)), words_of(as_(cast.ben).get(path))
    assert "Eve" in theirs
    assert "Approved" in theirs
    assert "Between us" not in theirs
    assert "Between us" in ours


def test_an_approver_is_reminded_and_then_somebody_else_can_be_asked(complete, cast, eve, session):
    begin(complete, cast.ben)
    session.commit()
    due = next(d.due_on for d in complete.deadlines if d.kind == "approval")
    for days in (-2, 0, 5):
        with time_machine.travel(morning_of(due + timedelta(days=days)) + timedelta(minutes=1)):
            remind_of_due()
            react()
    assert mails(session, eve).count("approval_due") == 3
    assert mails(session, cast.ben).count("approval_late") == 1
    told = session.scalars(select(Notice).where(Notice.template.in_(ASKED_AGAIN))).all()
    next(d for d in complete.deadlines if d.kind == "approval").meet()
    assert all(done_meanwhile(notice) for notice in told)


def test_without_a_step_after_the_day_somebody_else_can_be_asked_too(complete, cast, eve, session):
    tuning.tune(replace(rule_of(Kind.APPROVAL), steps=(-2, 0)), cast.bea)
    begin(complete, cast.ben)
    session.commit()
    due = next(d.due_on for d in complete.deadlines if d.kind == "approval")
    for days in (-2, 0, 1):
        assert "approval_late" not in mails(session)
        with time_machine.travel(morning_of(due + timedelta(days=days)) + timedelta(minutes=1)):
            remind_of_due()
            react()
    assert mails(session, eve).count("approval_due") == 2
    assert mails(session, cast.ben).count("approval_late") == 1


def test_a_collective_can_ask_the_yes_of_its_own_board(make, cast, session, as_):
    path = f"/collectives/{cast.street.ref}/approval-rules"
    form = {"weight": "", "step": "1", "kind": "board", "person": "0", "days": "10"}
    assert as_(cast.ben).post(path, data=form).status_code == 403
    assert as_(cast.ali).post(path, data=form).status_code == 403
    assert as_(cast.ana).post(path, data=form).status_code == 303
    agreement = make("agreed")
    assert "Green Street" in freezing.why_not_yet(agreement)[0]
    round = begin(agreement, cast.ana)
    session.flush()
    assert as_(cast.ben).get(f"/agreements/{agreement.ref}/approval").status_code == 403
    form = {"digest": round.digest, "read": "y"}
    assert as_(cast.ana).post(f"/agreements/{agreement.ref}/approval", data=form).status_code == 303
    assert freezing.why_not_yet(agreement) == []


def test_only_an_administrator_changes_the_settings_of_the_municipality(cast, as_, session):
    cast.ben.appoint(Duty.ADMINISTRATOR, by=None)
    form = {
        "weight": "light",
        "step": "1",
        "kind": "duty",
        "duty": "integral_team",
        "person": "0",
        "days": "3",
    }
    assert as_(cast.bea).post("/approval-rules", data=form).status_code == 403
    assert as_(cast.ben).post("/approval-rules", data=form).status_code == 303
    page = words_of(as_(cast.ben).get("/approval-rules"))
    assert "integral team" in page
    number = session.scalar(select(ApprovalRule.id).where(ApprovalRule.weight == "light"))
    assert as_(cast.ben).post(f"/approval-rules/{number}/removal").status_code == 303
    assert as_(cast.ben).post(f"/approval-rules/{number}/removal").status_code == 404
