"""Reminders are found by their date: at eight, each step once, and after a silence only the nearest."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from collab.clock import ZONE, morning_of
from collab.deadlines import STEPS, Deadline, Kind, Rung
from collab.deadlines.jobs import remind_of_due
from collab.deadlines.rules import RuleTuning
from collab.history import Event
from collab.people.words import Side

DUE = date(2026, 11, 26)
START = datetime(2026, 10, 1, 12, tzinfo=ZONE)


@pytest.fixture
def at(session):
    """The clock of the house stands at this moment, and the worker makes its round."""

    def at(day: date, hour: int = 9, minute: int = 0) -> None:
        with time_machine.travel(
            datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE), tick=False
        ):
            session.commit()
            remind_of_due.run()
            session.expire_all()

    return at


@pytest.fixture
def promise(case, session):
    """A promise with reminders at -21, -7, 0 and 3 days."""

    def make(due_on: date = DUE, kind: Kind = Kind.PROMISE, key: str = "promise:0:0") -> Deadline:
        with time_machine.travel(START, tick=False):
            deadline = Deadline.start(kind, key, due_on, subject="water", side=Side.MUNICIPALITY, case=case)
        session.add(deadline)
        session.commit()
        return deadline

    return make


def came_near(session) -> list[int]:
    events = session.scalars(select(Event).where(Event.name == "deadline.came_near").order_by(Event.id))
    return [event.data["step"] for event in events]


def outcomes(deadline: Deadline) -> dict[int, str | None]:
    """Of the steps for who acts; what climbs is told elsewhere."""
    return {one.step: one.outcome for one in deadline.reminders if one.rung == Rung.PERSON}


def test_each_step_goes_out_on_its_day(promise, at, session):
    promise()
    for step in STEPS[Kind.PROMISE]:
        at(DUE + timedelta(days=step - 1))
        before = came_near(session)
        at(DUE + timedelta(days=step))
        assert came_near(session) == [*before, step]


def test_at_eight_in_the_morning_and_not_before(promise, at, session):
    promise()
    at(DUE - timedelta(days=21), 7, 59)
    assert came_near(session) == []
    at(DUE - timedelta(days=21), 8, 0)
    assert came_near(session) == [-21]


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2026, 3, 28), 7),
        (date(2026, 3, 29), 6),
        (date(2026, 10, 24), 6),
        (date(2026, 10, 25), 7),
        (date(2028, 2, 29), 7),
    ],
)
def test_eight_is_eight_on_the_nights_the_clock_changes(day, utc_hour):
    assert morning_of(day) == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)


def test_a_promise_whose_steps_span_the_change_of_the_clock(promise):
    deadline = promise(date(2026, 11, 14))
    assert {mark.at.astimezone(ZONE).hour for mark in deadline.marks} == {8}
    assert len({mark.at.hour for mark in deadline.marks}) == 2


def test_two_rounds_on_one_day_remind_once(promise, at, session):
    promise()
    at(DUE), at(DUE), at(DUE, 23)
    assert came_near(session) == [0]


def test_after_three_weeks_of_silence_only_the_nearest_goes_out(promise, at, session):
    water, keys = promise(), promise(DUE + timedelta(days=2), key="keys")
    at(DUE - timedelta(days=21))
    at(DUE)
    assert sorted(came_near(session)) == [-21, -7, 0]
    assert outcomes(water) == {-21: "sent", -7: "skipped", 0: "sent"}
    assert outcomes(keys) == {-21: "skipped", -7: "sent"}


def test_a_year_of_silence_ends_in_one_reminder_each(promise, at, session):
    deadlines = [promise(key=f"promise:{number}") for number in range(5)]
    at(DUE + timedelta(days=365))
    assert came_near(session) == [3] * 5
    assert all(list(outcomes(deadline).values()).count("skipped") == 3 for deadline in deadlines)


def test_what_is_done_needs_no_reminder(promise, at, session):
    deadline = promise()
    at(DUE - timedelta(days=21))
    deadline.meet()
    at(DUE + timedelta(days=3))
    assert came_near(session) == [-21]
    assert outcomes(deadline) == {-21: "sent"}


def test_steps_that_are_past_when_it_starts_are_left_out(promise, at):
    deadline = promise(date(2026, 10, 6))
    at(date(2026, 10, 5))
    assert outcomes(deadline) == {}
    at(date(2026, 10, 9))
    assert outcomes(deadline) == {0: "skipped", 3: "sent"}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_reminded_of_by_its_own_steps(promise, at, session, kind):
    deadline = promise(date(2027, 12, 1), kind)
    expected = [mark.step for mark in deadline.marks if mark.rung == Rung.PERSON]
    for moment in sorted({mark.at.astimezone(ZONE) for mark in deadline.marks}):
        at(moment.date(), moment.hour, moment.minute)
    assert came_near(session) == expected
    assert expected == [step for step in STEPS[kind] if step > -365 or kind == Kind.SUPPORT_ENDS]


def test_both_sides_hear_of_what_both_must_do(promise, at, session, case):
    deadline = promise()
    at(DUE)
    (event,) = session.scalars(select(Event).where(Event.name == "deadline.came_near"))
    assert (event.case_id, event.data["deadline"]) == (case.id, deadline.id)


def test_a_rule_that_cannot_be_read_keeps_nobody_waiting(promise, at, session):
    session.add(RuleTuning(code="report", values={"step_unit": "moons"}, changed_at=START))
    promise(), promise(key="keys", kind=Kind.REPORT)
    at(DUE)
    assert came_near(session) == [0, 0]


@pytest.mark.parametrize(
    ("code", "values"),
    [("report", {"steps": ["soon"]}), ("report", {"climbs": [["soon", "deputy"]]}), ("gone", {"on": False})],
)
def test_nor_does_one_that_says_nonsense_or_is_of_a_kind_that_is_gone(promise, at, session, code, values):
    promise(), promise(key="keys", kind=Kind.REPORT)
    session.add(RuleTuning(code=code, values=values, changed_at=START))
    at(DUE)
    assert came_near(session) == [0, 0]
