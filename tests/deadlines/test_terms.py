"""The arithmetic of terms holds on every day: clamped months, weekends, holidays, the night of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab.clock import ZONE, is_working_day, months_after
from collab.deadlines.kinds import Kind
from collab.deadlines.rules import standard
from collab.deadlines.schedule import Shape, marks
from collab.deadlines.terms import (
    Unit,
    day_after,
    instant_after,
    midnight,
    moment,
    next_working_day,
    whole_days,
    working_day,
)  # fmt: skip

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
LENGTHS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("since", "length", "unit", "until"),
    [
        (date(2027, 1, 31), 1, Unit.MONTHS, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, Unit.MONTHS, date(2028, 2, 29)),
        (date(2028, 2, 29), 1, Unit.YEARS, date(2029, 2, 28)),
        (date(2028, 2, 29), 4, Unit.YEARS, date(2032, 2, 29)),
        (date(2027, 3, 1), 31, Unit.DAYS, date(2027, 4, 1)),  # day 31 after receipt
        (date(2026, 12, 23), 3, Unit.WORKING_DAYS, date(2026, 12, 29)),  # over Christmas and a weekend
        (date(2027, 5, 4), 2, Unit.WORKING_DAYS, date(2027, 5, 7)),  # over Ascension Day
        (date(2026, 11, 2), 26, Unit.WEEKS, date(2027, 5, 3)),
    ],
)
def test_terms_that_people_can_check_on_a_calendar(since, length, unit, until):
    assert day_after(since, length, unit) == until


@pytest.mark.parametrize(
    "evening", [datetime(2027, 3, 27, 18, tzinfo=ZONE), datetime(2026, 10, 24, 18, tzinfo=ZONE)]
)
def test_forty_eight_hours_are_forty_eight_hours_in_the_night_of_the_clock(evening):
    after = instant_after(evening, 48)
    assert after - evening.astimezone(UTC) == timedelta(hours=48)
    assert after.astimezone(ZONE).hour in {17, 19}


@given(DAYS, LENGTHS, st.sampled_from([unit for unit in Unit if unit != Unit.HOURS]))
def test_a_longer_term_never_ends_earlier(since, length, unit):
    assert since < day_after(since, length, unit) <= day_after(since, length + 1, unit)


@given(DAYS, LENGTHS)
def test_so_many_months_later_is_in_that_month(since, months):
    end = day_after(since, months, Unit.MONTHS)
    assert (end.year * 12 + end.month) - (since.year * 12 + since.month) == months
    assert end.day == since.day or (end.day < since.day and (end + timedelta(days=1)).day == 1)
    assert day_after(since, 12, Unit.MONTHS) == day_after(since, 1, Unit.YEARS) == months_after(since, 12)


@given(DAYS, LENGTHS)
def test_working_days_there_and_back(since, count):
    there = working_day(since, count)
    assert is_working_day(there)
    assert sum(is_working_day(since + timedelta(days=n + 1)) for n in range((there - since).days)) == count
    assert working_day(next_working_day(since), 0) == next_working_day(since)
    assert working_day(working_day(next_working_day(since), count), -count) == next_working_day(since)


@given(DAYS)
def test_a_last_day_moves_to_the_first_working_day_and_never_back(last):
    landed = next_working_day(last)
    assert last <= landed
    assert is_working_day(landed)
    assert not any(is_working_day(last + timedelta(days=n)) for n in range((landed - last).days))


@given(DAYS, st.integers(-60, 60))
def test_a_step_in_days_comes_at_eight_whatever_the_clock_did(due_on, step):
    at = moment(due_on, None, step, Unit.DAYS).astimezone(ZONE)
    assert (at.date(), at.hour, at.minute) == (due_on + timedelta(days=step), 8, 0)


@given(DAYS, LENGTHS)
def test_a_pause_of_whole_days_is_that_many_days_over_the_night_of_the_clock(begun, days):
    elapsed = midnight(begun + timedelta(days=days)) - midnight(begun)
    assert whole_days(elapsed) == days


@given(st.lists(st.integers(0, 72), max_size=6))
def test_pauses_add_up_and_never_cost_time(hours):
    together = timedelta(hours=sum(hours))
    assert timedelta(days=whole_days(together)) >= together - timedelta(hours=1)


@given(DAYS, st.sampled_from(list(Kind)))
def test_marks_come_in_order_and_silence_of_a_collective_climbs_nowhere(due_on, kind):
    rule = standard()[kind]
    for side in ("collective", "municipality", None):
        found = marks(rule, Shape(kind, side, None, due_on, None))
        assert found == sorted(found)
        rungs = {mark.rung for mark in found}
        assert side != "collective" or rungs <= {"person", "call"}
