"""Rules of the municipality: set in the browser, looked at before, and back to how they came."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from collab.clock import ZONE, is_working_day, morning_of
from collab.deadlines import Deadline, Kind, closing, rule_of, tuning
from collab.deadlines.models import OwnDay
from collab.deadlines.rules import standard
from collab.history import Event
from collab.notifications.topics import LEGAL_KINDS
from collab.people.words import Duty
from tests.agreements.conftest import as_, somebody  # noqa: F401  a fixture

from .test_reminders import DUE, at, came_near, promise  # noqa: F401  fixtures

SAID = {"on": "y", "steps": "-14, -3, 0", "coordinator": "2", "manager": "8", "pauses": "y"}


@pytest.fixture
def cora(session):
    return somebody("Cora", Duty.COORDINATOR)


def test_the_coordinator_sets_a_rule_and_takes_it_back(cora, as_, session):  # noqa: F811
    assert as_(cora).post("/reminders/promise", data=SAID).status_code == 303
    assert rule_of(Kind.PROMISE).steps == (-14, -3, 0)
    page = as_(cora).get("/reminders/promise").text
    assert "Cora set this rule." in page
    assert "3 days before" in as_(cora).get("/reminders").text
    as_(cora).post("/reminders/promise/standard")
    assert rule_of(Kind.PROMISE).steps == (-21, -7, 0, 3)


def test_open_deadlines_follow_a_changed_rule_at_once(promise, at, cora, as_, session):  # noqa: F811
    promise()
    as_(cora).post("/reminders/promise", data=SAID)
    at(DUE - timedelta(days=20))
    assert came_near(session) == []
    at(DUE - timedelta(days=14))
    assert came_near(session) == [-14]


def test_what_was_owed_already_is_still_said_after_a_change(promise, at, cora, as_, session):  # noqa: F811
    water = promise()
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=ZONE), tick=False):
        tuning.tune(replace(rule_of(Kind.PROMISE), steps=(-21, -1)), cora)
    at(DUE, 10)
    assert came_near(session) == [-1]
    assert water.next_at > morning_of(DUE)


def test_looking_first_keeps_nothing_and_equals_what_then_went(promise, at, cora, as_, session):  # noqa: F811
    deadlines = [promise(key=f"promise:{number}") for number in range(3)]
    for days in range(-21, 4):
        at(DUE + timedelta(days=days))
        if days == -1:
            deadlines[0].meet()
            deadlines[0].met_on = DUE - timedelta(days=1)
            session.commit()
    until = datetime(DUE.year, DUE.month, DUE.day, 12, tzinfo=ZONE) + timedelta(days=4)
    lines = tuning.would_have_gone(rule_of(Kind.PROMISE), until)
    assert sum(line.times for line in lines) == tuning.went(Kind.PROMISE, until) > 8
    answer = as_(cora).post("/reminders/promise", data=SAID | {"look": "1"})
    assert answer.status_code == 200
    assert "Nothing is saved yet." in answer.text
    assert rule_of(Kind.PROMISE).steps == (-21, -7, 0, 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": "soon"}, {"steps": ""}, {"steps": ",".join(map(str, range(20)))}, {"steps": "9000"},
        {"coordinator": "9", "manager": "3"}, {"deputy": "x"},
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_box_and_nothing_changes(cora, as_, wrong):  # noqa: F811
    answer = as_(cora).post("/reminders/promise", data=SAID | wrong)
    assert answer.status_code == 422
    assert "Error:" in answer.text
    assert rule_of(Kind.PROMISE).steps == (-21, -7, 0, 3)


def test_days_of_the_municipality_are_no_working_days(cora, as_, session):  # noqa: F811
    day = date(2027, 9, 28)
    assert is_working_day(day)
    assert (
        as_(cora).post("/reminders", data={"day": "2027-09-28", "name": "Feast of the town"}).status_code
        == 303
    )
    assert not is_working_day(day)
    assert as_(cora).post("/reminders", data={"day": "2027-09-28", "name": "Again"}).status_code == 409
    assert as_(cora).post("/reminders/days/2027-09-28/removal").status_code == 303
    assert is_working_day(day)


@pytest.mark.parametrize("path", ["/reminders", "/reminders/promise"])
def test_others_do_not_come_here(session, as_, path):  # noqa: F811
    assert as_(somebody("Otto", Duty.OFFICER)).get(path).status_code == 403
    assert as_(somebody("Ada", Duty.ADMINISTRATOR)).get(path).status_code == 200
    assert as_(somebody("Cora", Duty.COORDINATOR)).get("/reminders/nonsense").status_code == 404


@pytest.mark.parametrize("kind", list(Kind))
def test_every_rule_has_its_page(cora, as_, kind):  # noqa: F811
    page = as_(cora).get(f"/reminders/{kind}")
    assert page.status_code == 200
    assert rule_of(kind).act["en"] in page.text


def test_the_history_says_what_was_set_otherwise(cora, as_, session):  # noqa: F811
    as_(cora).post("/reminders/promise", data=SAID)
    page = as_(cora).get("/reminders/promise").text
    assert "on which days: was -21, -7, 0, 3, became -14, -3, 0" in page
    assert "who hears of it later: was the coordinator of the integral team 3, the manager 10" in page
    as_(cora).post("/reminders/promise/standard")
    assert "on which days: was -14, -3, 0, became -21, -7, 0, 3" in as_(cora).get("/reminders/promise").text


def test_a_length_that_is_said_elsewhere_is_not_asked_here(cora, as_):  # noqa: F811
    assert 'name="length"' not in as_(cora).get("/reminders/turn").text
    assert 'name="length"' in as_(cora).get("/reminders/receipt").text


@pytest.mark.parametrize("added", [True, False])
def test_a_day_that_opens_or_closes_loses_no_step(promise, at, cora, session, added):  # noqa: F811
    """Somebody hears of it three working days after the Thursday: on Monday or on Tuesday, and once."""
    day = date(2026, 12, 4)
    promise(date(2026, 12, 2))
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=ZONE), tick=False):
        closing.close(day, "repairs", by=cora)
        if not added:
            closing.open_again(session.get(OwnDay, day), by=cora)
        session.commit()
    climbed = select(func.count()).select_from(Event).where(Event.name == "deadline.climbed")
    at(date(2026, 12, 7), 9)
    assert session.scalar(climbed) == (0 if added else 1)
    at(date(2026, 12, 8), 9)
    assert session.scalar(climbed) == 1


def test_what_the_catalogue_calls_legal_always_goes_at_once():
    assert {kind for kind, rule in standard().items() if rule.legal} == set(LEGAL_KINDS)


def test_a_last_day_on_which_the_municipality_closes_is_the_next_one(case, cora, session):
    day = date(2027, 9, 28)
    with time_machine.travel(datetime(2027, 9, 1, 9, tzinfo=ZONE), tick=False):
        answer = Deadline.start(Kind.ASSESSMENT, "answer", day, subject="garden", case=case)
        session.add(answer)
        closing.close(day, "Feast of the town", by=cora)
        assert answer.due_on == day + timedelta(days=1)
        assert answer.next_at == morning_of(answer.due_on - timedelta(days=14))
        closing.open_again(session.get(OwnDay, day), by=cora)
        assert answer.due_on == day


def test_open_days_follow_when_weekends_begin_to_count(promise, cora, as_):  # noqa: F811
    water = promise(date(2026, 11, 28))
    as_(cora).post("/reminders/promise", data=SAID | {"moves": "y"})
    assert water.due_on == date(2026, 11, 30)
    as_(cora).post("/reminders/promise/standard")
    assert water.due_on == date(2026, 11, 28)


def test_a_larger_agreement_has_a_term_of_its_own_where_the_rule_has_one(cora, as_):  # noqa: F811
    assert 'name="complex_length"' not in as_(cora).get("/reminders/receipt").text
    said = SAID | {"length": "20", "unit": "weeks", "complex_length": "40"}
    assert as_(cora).post("/reminders/neighbourhood_right", data=said).status_code == 303
    rule = rule_of(Kind.NEIGHBOURHOOD_RIGHT)
    assert (rule.length_of("light"), rule.length_of("complex"), rule.length_of("civic")) == (20, 40, 40)
    page = as_(cora).get("/reminders/neighbourhood_right").text
    assert "20 weeks, for a larger agreement 40 weeks" in page
    assert "the term for a larger agreement: was 52, became 40" in page
    for empty in ("length", "complex_length"):
        answer = as_(cora).post("/reminders/neighbourhood_right", data=said | {empty: ""})
        assert (answer.status_code, rule_of(Kind.NEIGHBOURHOOD_RIGHT)) == (422, rule)
    as_(cora).post("/reminders/neighbourhood_right/standard")
    assert rule_of(Kind.NEIGHBOURHOOD_RIGHT).length_of("complex") == 52


def test_some_days_are_only_for_a_larger_agreement(cora, as_):  # noqa: F811
    assert 'name="complex_only"' not in as_(cora).get("/reminders/promise").text
    said = SAID | {"steps": "-200, -90, -7", "complex_only": "-200"}
    assert as_(cora).post("/reminders/term_ends", data=said).status_code == 303
    rule = rule_of(Kind.TERM_ENDS)
    assert (rule.steps_of("light"), rule.steps_of("complex")) == ((-90, -7), (-200, -90, -7))
    for wrong in ("-300", "soon"):
        answer = as_(cora).post("/reminders/term_ends", data=said | {"complex_only": wrong})
        assert (answer.status_code, rule_of(Kind.TERM_ENDS)) == (422, rule)
    as_(cora).post("/reminders/term_ends", data=said | {"complex_only": ""})
    assert rule_of(Kind.TERM_ENDS).steps_of("light") == (-200, -90, -7)
    assert (
        "only for a larger agreement: was -200, became no day" in as_(cora).get("/reminders/term_ends").text
    )
