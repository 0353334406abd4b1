"""Each party does its own: another collective is asked nothing of it, and nobody takes out its words."""

from datetime import timedelta

import pytest

from collab.agreements.lifecycle import PartyRole
from collab.agreements.parties import Party
from collab.clock import at, now, today
from collab.reports import doing
from collab.reports.evaluations import Evaluation, View
from collab.reports.findings import JointFinding
from collab.reports.words import Finding, Method, Moment
from collab.reports.worth import Value
from tests.round import mails, react

from .conftest import HERE

THERE = f"{HERE}/evaluations/1"


@pytest.fixture
def three(agreement, cast, session):
    """Other Street takes part and signed too."""
    agreement.case.involve(cast.other, by=cast.ben)
    agreement.parties.append(Party(collective=cast.other, role=PartyRole.COLLECTIVE))
    session.flush()
    return agreement


def test_the_report_of_one_collective_is_not_asked_of_another(three, cast, app):
    promise = next(it for it in three.promises if it.sort == "report")
    promise.due_on = today()
    with app.test_request_context(headers={"Accept-Language": "en"}):
        asked = [todo for todo in doing.looking_back([three.case]) if "report" in str(todo.act)]
    assert [todo.collective_id for todo in asked] == [cast.street.id]


def test_each_party_is_asked_for_its_own_part(three, cast, session, app):
    it = Evaluation.begin(three, Moment.EXTRA, None, by=cast.ben)
    session.flush()
    with app.test_request_context():
        asked = [todo.collective_id for todo in doing.looking_back([three.case])]
    assert asked == [None, cast.street.id, cast.other.id] or set(asked) == {
        None,
        cast.street.id,
        cast.other.id,
    }
    assert it.waiting_parties == three.parties


@pytest.fixture
def opened(agreement, cast, session):
    it = Evaluation.begin(agreement, Moment.EXTRA, None, by=cast.ben)
    for person in (cast.ana, cast.ben):
        it.write(View(own_well="We mowed."), 0, person)
        it.share(1, by=person)
    session.flush()
    return it


def test_an_editor_finds_and_a_representative_agrees(opened, cast, as_, eva, session):
    found = {"sort": "finding", "text": "We call sooner."}
    as_(eva).post(f"{THERE}/findings", data=found)
    session.expire_all()
    [finding] = opened.findings
    as_(cast.ben).post(f"{THERE}/findings/1/consent")
    assert not finding.stands
    assert as_(eva).post(f"{THERE}/findings/1/consent").status_code == 403
    assert "findings/1/consent" in as_(cast.ana).get(THERE).text
    as_(cast.ana).post(f"{THERE}/findings/1/consent")
    assert finding.stands


def test_what_a_representative_finds_needs_the_others_alone_and_can_be_withdrawn(opened, cast):
    finding = JointFinding.say(opened, Finding.FINDING, "We call sooner.", by=cast.ana)
    assert [party.side for party in finding.waiting_parties] == ["municipality"]
    finding.withdraw(by=cast.ana)
    assert not finding.stands
    again = JointFinding.say(opened, Finding.FINDING, "We call on Monday.", by=cast.ana)
    again.agree(by=cast.ben)
    assert again.stands


def test_who_agreed_last_left_and_the_others_read_each_other(three, cast, session, as_):
    it = Evaluation.begin(three, Moment.EXTRA, None, by=cast.ben)
    for person in (cast.ana, cast.ben):
        it.write(View(own_well="We mowed."), 0, person)
        it.share(1, by=person)
    assert it.opened_at is None
    party = next(one for one in three.parties if one.collective is cast.other)
    party.ends_on = today() - timedelta(days=365)
    party.starts_on = party.ends_on
    session.commit()
    from collab.reports.jobs import tick

    tick()
    assert it.opened_at
    react()
    assert "evaluation_opened" in mails(session, cast.ana)


@pytest.fixture
def value(case, cast, session):
    it = Value.begin(case, "Neighbours know each other", Method.SURVEY, by=cast.ana, unit="people")
    it.measure(today(), None, "They greet.", by=cast.ana)
    it.measure(today(), None, "They greet more.", by=cast.ben)
    session.flush()
    return it


def test_nobody_takes_out_the_words_of_another_side_or_ends_their_value(value, cast, as_):
    there = "/cases/LD-1/values/1"
    page = as_(cast.ben).get(there).text
    assert ("measurements/1/removal" in page, "measurements/2/removal" in page) == (False, True)
    assert "/ending" not in page
    assert as_(cast.ben).post(f"{there}/measurements/1/removal").status_code == 403
    assert as_(cast.ben).post(f"{there}/ending").status_code == 403
    assert as_(cast.ben).post(f"{there}/measurements/2/removal").status_code == 303
    assert as_(cast.ana).post(f"{there}/measurements/1/removal").status_code == 303
    assert as_(cast.ana).post(f"{there}/ending").status_code == 303


def test_who_left_reads_what_was_told_while_it_took_part_and_nothing_later(three, report, cast, as_, session):
    with at(now() - timedelta(days=9)):
        report(three, "submitted")
        Evaluation.begin(three, Moment.EXTRA, None, by=cast.ben)
    participant = next(one for one in three.case.participants if one.collective is cast.other)
    participant.starts_on, participant.ends_on = today() - timedelta(days=30), today() - timedelta(days=3)
    session.commit()
    pages = [f"{HERE}/reports/1", f"{HERE}/evaluations/1"]
    cyd = as_(cast.cyd)
    assert [cyd.get(address).status_code for address in pages] == [200, 200]
    for it in (three.reports[0], three.evaluations[0]):
        it.begun_at = now()
    three.reports[0].submitted_at = now()
    session.commit()
    assert [cyd.get(address).status_code for address in pages] == [404, 404]
    tab = cyd.get("/cases/LD-1/reports").text
    assert "/reports/1" not in tab
    assert "/evaluations/1" not in tab
    assert [as_(cast.ana).get(address).status_code for address in pages] == [200, 200]
