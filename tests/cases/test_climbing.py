"""What stays undone is heard of higher up, at the municipality only; a collective is called."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from collab.cases.lifecycle import OVER
from collab.cases.models import ContactRole
from collab.cases.rungs import rung_of
from collab.clock import ZONE, is_working_day, today
from collab.deadlines import Deadline, Kind, Rung
from collab.deadlines.jobs import remind_of_due
from collab.history import Event
from collab.people.words import Duty, Side
from tests.agreements.conftest import somebody
from tests.round import mails, react

DUE = today() + timedelta(days=10)


@pytest.fixture
def at(session):
    def at(day: date) -> None:
        with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=ZONE), tick=False):
            session.flush()
            remind_of_due.run()
            react()

    return at


def start(case, session, side, kind=Kind.PROMISE) -> Deadline:
    for other in case.deadlines:  # turns and the like climb too
        other.meet()
    deadline = Deadline.start(kind, f"{kind}:{side}", DUE, subject="water", side=side)
    case.deadlines.append(deadline)
    session.flush()
    return deadline


def working_days(count: int) -> date:
    day = DUE
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def test_silence_of_the_municipality_climbs_in_working_days_and_both_hear_of_the_last(
    case, cast, at, session
):
    cora, max_ = somebody("Cora", Duty.COORDINATOR), somebody("Max", Duty.MANAGER)
    start(case, session, Side.MUNICIPALITY)
    at(working_days(3) - timedelta(days=1))
    assert mails(session, cora) == []
    at(working_days(3))
    assert mails(session, cora) == ["climbed"]
    at(working_days(10))
    assert mails(session, max_) == ["climbed"]
    for person in (cast.ana, cast.ben):
        assert "climbed_last" in mails(session, person)


def test_silence_of_a_collective_is_a_call_and_nothing_more(case, cast, at, session):
    cora = somebody("Cora", Duty.COORDINATOR)
    start(case, session, Side.COLLECTIVE)
    for count in (3, 10, 30):
        at(working_days(count))
    assert mails(session, cora) == []
    assert mails(session, cast.ben).count("call") == 1
    assert not {"climbed", "climbed_last", "call"} & set(mails(session, cast.ana))


def test_what_was_done_meanwhile_climbs_nowhere(case, cast, at, session):
    cora = somebody("Cora", Duty.COORDINATOR)
    start(case, session, Side.MUNICIPALITY).meet()
    at(working_days(10))
    assert mails(session, cora) == []


@pytest.mark.parametrize("stage", sorted(OVER))
def test_nothing_climbs_where_the_cooperation_stopped(case, at, as_, session, stage):
    cora = somebody("Cora", Duty.COORDINATOR)
    start(case, session, Side.MUNICIPALITY)
    case.stage = stage
    at(working_days(3))
    assert mails(session, cora) == []
    assert "Help along what waits" not in as_(cora).get("/overview").text


def test_after_weeks_of_downtime_only_the_highest_rung_hears(case, at, session):
    cora, max_ = somebody("Cora", Duty.COORDINATOR), somebody("Max", Duty.MANAGER)
    start(case, session, Side.MUNICIPALITY)
    at(working_days(25))
    assert mails(session, cora) == []
    assert mails(session, max_) == ["climbed"]


def test_where_nobody_stands_the_next_rung_hears_it(case, cast, session):
    assert rung_of(case, Side.MUNICIPALITY, Rung.PERSON) == [cast.ben]
    team = rung_of(case, Side.MUNICIPALITY, Rung.DEPUTY)
    assert team == rung_of(case, Side.MUNICIPALITY, Rung.MANAGER) == [cast.ben]  # no team: every officer
    max_ = somebody("Max", Duty.MANAGER)
    assert rung_of(case, Side.MUNICIPALITY, Rung.DEPUTY) == [max_]
    dan = somebody("Dan", Duty.OFFICER)
    case.appoint(ContactRole.DEPUTY, dan, by=cast.ben)
    assert rung_of(case, Side.MUNICIPALITY, Rung.DEPUTY) == [dan]
    assert rung_of(case, Side.COLLECTIVE, Rung.PERSON) == [cast.ana]
    assert rung_of(case, Side.COLLECTIVE, Rung.CALL) == [cast.ben]


def test_while_somebody_is_away_who_stands_in_hears_it_too(case, cast, session):
    dan, eve, cora = (somebody(name, Duty.OFFICER) for name in ("Dan", "Eve", "Cora"))
    cora.appoint(Duty.COORDINATOR, by=None)
    case.appoint(ContactRole.DEPUTY, dan, by=cast.ben)
    cast.ben.be_away(today(), DUE, None, by=cast.ben)
    session.flush()
    assert rung_of(case, Side.COLLECTIVE, Rung.CALL) == [cast.ben, dan]
    dan.be_away(today(), DUE, eve, by=dan)
    cora.be_away(today(), DUE, eve, by=cora)
    session.flush()
    assert rung_of(case, Side.MUNICIPALITY, Rung.DEPUTY) == [dan, eve]
    assert rung_of(case, Side.MUNICIPALITY, Rung.COORDINATOR) == [cora, eve]


def test_the_page_says_that_somebody_was_told(case, cast, at, as_, session):
    somebody("Cora", Duty.COORDINATOR)
    start(case, session, Side.MUNICIPALITY)
    at(working_days(3))
    (event,) = [e for e in case.events if e.name == "deadline.climbed"] or session.query(Event).filter_by(
        name="deadline.climbed"
    )
    assert event.data["rung"] == "coordinator"
    session.expire_all()
    page = as_(cast.ana).get("/cases/LD-1").text
    assert "The coordinator of the integral team was told that this waits: water" in page


def test_what_climbed_waits_on_the_first_page_of_who_heard_of_it(case, at, as_, session):
    cora = somebody("Cora", Duty.COORDINATOR)
    deadline = start(case, session, Side.MUNICIPALITY)
    at(working_days(3))
    with time_machine.travel(datetime.combine(working_days(3), time(10), ZONE), tick=False):
        page = as_(cora).get("/overview").text
        assert "Help along what waits: water" in page
        assert "3 working days late" in page
        deadline.meet()
        assert "Help along what waits" not in as_(cora).get("/overview").text
