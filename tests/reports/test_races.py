"""Two people act at the same moment, each over a connection of their own, through everyone's doors."""

import pytest

from collab.agreements.models import Agreement
from collab.deadlines import Kind
from collab.reports.evaluations import Evaluation, View
from collab.reports.findings import JointFinding
from collab.reports.models import Report, Told
from collab.reports.words import Finding, Moment, State
from collab.support.words import Sort
from collab.support.words import State as Ledger
from tests.agreements.conftest import agree_all, freeze, propose_all, sign_ana, sign_bea
from tests.racing import app, at_once, draft_agreement, past, session

from .conftest import TERMS, TWO_YEARS

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 8


@pytest.fixture
def running(cast, session):
    def make(number: int) -> Agreement:
        agreement = draft_agreement(number, cast)
        for step in (propose_all, agree_all, freeze, sign_ana, sign_bea):
            step(agreement, cast, TERMS | {"A07": TWO_YEARS})
        session.commit()
        session.expire_all()
        return agreement

    return make


@pytest.fixture
def draft(running, cast, session):
    def make(number: int, submitted: bool = False) -> Report:
        agreement = running(number)
        report = Report.begin(promise_of(agreement), by=cast.ana)
        report.write(Told(story="We mowed."), 0, by=cast.ana)
        if submitted:
            report.submit(1, by=cast.ana)
        session.commit()
        return report

    return make


def promise_of(agreement):
    return next(it for it in agreement.promises if it.sort == Sort.REPORT)


def open_answers(report) -> int:
    mine = [it for it in report.agreement.deadlines if it.kind == Kind.REPORT_ANSWER]
    return len([it for it in mine if it.met_on is None])


def test_two_hand_in_at_once_and_it_is_handed_in_once(cast, draft, at_once):
    for number in range(ROUNDS):
        report = draft(number)
        form = {"seen": "1", "story": "We mowed.", "hand_in": "1"}
        address = f"/agreements/{report.agreement.ref}/reports/1"
        answers = at_once(address, (cast.ana, "text", form), (cast.ana, "text", form | {"story": "Mine."}))
        assert answers[0] == 303
        assert answers[1] in {403, 409}
        assert (report.state, report.times, open_answers(report)) == (State.SUBMITTED, 1, 1)


def test_handing_in_and_skipping_at_once_does_one_of_them(cast, draft, at_once):
    for number in range(ROUNDS):
        report = draft(number)
        address = f"/agreements/{report.agreement.ref}/reports/1"
        hands_in = (cast.ana, "text", {"seen": "1", "story": "We mowed.", "hand_in": "1"})
        answers = at_once(address, hands_in, (cast.ana, "omission", {"reason": "Ill."}))
        assert answers[0] == 303
        assert answers[1] in {403, 409}
        assert (report.state == State.SKIPPED) == report.is_skipped
        assert promise_of(report.agreement).state == Ledger.DELIVERED


def test_an_answer_and_a_withdrawal_at_once_never_both_count(cast, draft, at_once):
    for number in range(ROUNDS):
        report = draft(number, submitted=True)
        address = f"/agreements/{report.agreement.ref}/reports/1"
        answer = (cast.ben, "answer", {"read": "Read.", "does": "Fine."})
        answers = at_once(address, answer, (cast.ana, "withdrawal", {}))
        assert answers[0] == 303
        assert answers[1] in {403, 409}
        assert (report.state == State.ANSWERED) == (report.answer is not None)
        assert open_answers(report) == 0
        round_now = promise_of(report.agreement).round
        assert round_now == (1 if report.state == State.ANSWERED else 0)


def test_two_begin_at_once_and_there_is_one_report(cast, running, at_once):
    for number in range(ROUNDS):
        agreement = running(number)
        form = {"promise": promise_of(agreement).ref}
        answers = at_once(f"/agreements/{agreement.ref}", *[(cast.ana, "reports", form)] * 2)
        assert answers == [303, 303]
        assert len(agreement.reports) == 1


def test_both_share_at_once_and_it_opens(cast, running, at_once, session):
    for number in range(ROUNDS):
        agreement = running(number)
        it = Evaluation.begin(agreement, Moment.EXTRA, None, by=cast.ben)
        for person in (cast.ana, cast.ben):
            it.write(View(own_well="Fine."), 0, by=person)
        session.commit()
        shares = [(person, "sharing", {"seen": "1"}) for person in (cast.ana, cast.ben)]
        assert at_once(f"/agreements/{agreement.ref}/evaluations/1", *shares) == [303, 303]
        assert it.opened_at


def test_a_finding_is_agreed_to_or_taken_back(cast, running, at_once, session):
    for number in range(ROUNDS):
        agreement = running(number)
        it = Evaluation.begin(agreement, Moment.EXTRA, None, by=cast.ben)
        for person in (cast.ana, cast.ben):
            it.write(View(own_well="Fine."), 0, by=person)
            it.share(1, by=person)
        finding = JointFinding.say(it, Finding.FINDING, "We know each other.", by=cast.ana)
        session.commit()
        acts = [(cast.ben, "findings/1/consent", {}), (cast.ana, "findings/1/withdrawal", {})]
        assert at_once(f"/agreements/{agreement.ref}/evaluations/1", *acts) == [303, 409]
        assert bool(finding.withdrawn_at) != finding.is_agreed_elsewhere
