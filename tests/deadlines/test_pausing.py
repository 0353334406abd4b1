"""A clock that stands still gives back the time that passed, as often as it does; a new day begins anew."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from collab.clock import ZONE
from collab.clock import now as session_now
from collab.deadlines import Deadline, Kind, shifting
from collab.people.words import Side

from .test_reminders import DUE, at, came_near, outcomes, promise  # noqa: F401  fixtures


@pytest.fixture
def on():
    def on(day: date, hour: int = 10):
        return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=ZONE), tick=False)

    return on


def test_what_waits_says_nothing_and_then_goes_on_where_it_was(promise, at, on, session):  # noqa: F811
    water = promise()
    at(DUE - timedelta(days=21))
    with on(DUE - timedelta(days=10)):
        shifting.hold([water])
    at(DUE)
    assert came_near(session) == [-21]
    with on(DUE):
        assert not water.is_late
        shifting.release([water])
    assert water.due_on == DUE + timedelta(days=10)
    at(DUE + timedelta(days=2))
    assert came_near(session) == [-21]
    at(DUE + timedelta(days=3))
    assert came_near(session) == [-21, -7]


def test_many_pauses_add_up(promise, on, session):  # noqa: F811
    water = promise()
    for begun, days in ((40, 3), (30, 5), (20, 1)):
        with on(DUE - timedelta(days=begun)):
            shifting.hold([water])
        with on(DUE - timedelta(days=begun - days)):
            shifting.release([water])
    assert water.due_on == DUE + timedelta(days=9)
    assert water.counted_on == DUE


@pytest.mark.parametrize("sunday", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_weekend_in_which_the_clock_changes_is_two_days(promise, on, sunday):  # noqa: F811
    water = promise(sunday + timedelta(days=20), key="promise:0:clock")
    with on(sunday - timedelta(days=1)):
        shifting.hold([water])
    with on(sunday + timedelta(days=1)):
        shifting.release([water])
    assert water.due_on == sunday + timedelta(days=22)


def test_what_was_said_before_a_pause_is_not_said_again(promise, at, on, session):  # noqa: F811
    water = promise()
    for days in (21, 7):
        at(DUE - timedelta(days=days))
    with on(DUE - timedelta(days=7), 12):
        shifting.hold([water])
    with on(DUE - timedelta(days=5), 12):
        shifting.release([water])
    for days in range(-7, 4):
        at(DUE + timedelta(days=days))
    assert came_near(session) == [-21, -7, 0]


def test_a_term_of_hours_gets_back_its_hours(case, session, on):
    with on(date(2026, 11, 2), 15):
        stop = Deadline.count(Kind.SUSPENSION, "stop", subject="fire", case=case, side=Side.COLLECTIVE)
    session.add(stop)
    assert stop.due_at == datetime(2026, 11, 4, 15, tzinfo=ZONE)
    assert [mark.at for mark in stop.marks if mark.rung == "person"] == [
        datetime(2026, 11, 2, 15, tzinfo=ZONE),
        datetime(2026, 11, 3, 15, tzinfo=ZONE),
    ]
    stop.wait(timedelta(hours=3))
    assert stop.due_at == datetime(2026, 11, 4, 18, tzinfo=ZONE)


def test_what_ends_by_law_does_not_wait_for_a_pause(promise, on):  # noqa: F811
    leaves = promise(kind=Kind.WITHDRAWAL_TAKES_EFFECT)
    with on(DUE - timedelta(days=9)):
        shifting.hold([leaves])
    assert leaves.paused_at is None


def test_a_legal_last_day_in_a_weekend_lands_on_monday_also_after_a_pause(case, on, session):
    with on(date(2026, 10, 1)):
        answer = Deadline.start(Kind.ASSESSMENT, "answer", date(2026, 11, 7), subject="garden", case=case)
    assert answer.due_on == date(2026, 11, 9)
    answer.wait(timedelta(days=1))
    assert answer.due_on == date(2026, 11, 9)
    answer.wait(timedelta(days=2))
    assert answer.due_on == date(2026, 11, 10)


def test_another_day_is_reminded_of_anew_and_who_follows_hears_it(promise, at, on, session):  # noqa: F811
    water, heard = promise(), []
    for days in (21, 7):
        at(DUE - timedelta(days=days))
    follower = shifting.follows(Kind.PROMISE, lambda deadline, by: heard.append((deadline.due_on, by)))
    with on(DUE - timedelta(days=5)):
        shifting.move(water, DUE + timedelta(days=60), "Ana")
    shifting._followers[Kind.PROMISE].remove(follower)
    assert heard == [(DUE + timedelta(days=60), "Ana")]
    at(DUE + timedelta(days=53))
    assert came_near(session) == [-21, -7, -7]


def test_what_is_reopened_goes_on_with_the_steps_to_come(promise, at, on, session):  # noqa: F811
    water = promise()
    at(DUE - timedelta(days=21))
    with on(DUE - timedelta(days=15)):
        water.meet()
    with on(DUE - timedelta(days=3)):
        water.reopen()
    at(DUE)
    assert came_near(session) == [-21, 0]


def test_what_was_done_in_a_pause_and_opened_again_gets_back_the_time(promise, at, on, session):  # noqa: F811
    water = promise()
    with on(DUE - timedelta(days=40)):
        shifting.hold([water])
    with on(DUE - timedelta(days=36)):
        water.meet()
    with on(DUE - timedelta(days=30)):
        shifting.release([water])
    with on(DUE - timedelta(days=28)):
        water.reopen()
    session.commit()
    assert (water.paused_at, water.due_on) == (None, DUE + timedelta(days=10))
    at(DUE + timedelta(days=10))
    assert came_near(session) == [0]


def test_a_day_agreed_on_in_a_pause_moves_only_by_the_rest_of_it(promise, on):  # noqa: F811
    water = promise()
    with on(DUE - timedelta(days=60)):
        shifting.hold([water])
    with on(DUE - timedelta(days=20)):
        shifting.move(water, DUE)
    with on(DUE - timedelta(days=18)):
        shifting.release([water])
    assert water.due_on == DUE + timedelta(days=2)


def test_what_was_said_stays_said_where_steps_change_places(promise, on, session):  # noqa: F811
    """Three working days after a Monday are a Thursday, after a Thursday a Tuesday: its step comes first."""
    water = promise(date(2026, 11, 23))
    with on(date(2026, 11, 26), 12):
        said = {(mark.step, mark.rung) for mark in water.marks if mark.at < session_now()}
        water.next_at = next((mark.at for mark in water.marks if mark.at > session_now()), None)
        shifting.shift([water], timedelta(days=3))
    to_come = [(mark.step, mark.rung) for mark in water.marks if mark.at >= water.next_at]
    assert not said & set(to_come)
