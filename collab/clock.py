"""The only place that asks what time it is."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
from dateutil.relativedelta import relativedelta

ZONE = ZoneInfo("Europe/Amsterdam")
Closed = Callable[[], Collection[date]]
_closed: list[Closed] = []


_elsewhere: ContextVar[datetime | None] = ContextVar("elsewhere", default=None)


def now() -> datetime:
    """This instant, in UTC."""
    return _elsewhere.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Be at another moment for the while: to tell a past as it went, never within a request."""
    before = _elsewhere.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _elsewhere.reset(before)


def today() -> date:
    """The day it is for the people: in Amsterdam, also when it is still yesterday in UTC."""
    return now().astimezone(ZONE).date()


def local(instant: datetime) -> datetime:
    return instant.astimezone(ZONE)


def morning_of(day: date) -> datetime:
    """The instant at which messages of this day go out: eight o'clock, never at night."""
    return datetime.combine(day, time(8), ZONE).astimezone(UTC)


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last day of that month. Always count from the start date."""
    return start + relativedelta(months=months)


def working_days_after(start: date, days: int) -> date:
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`."""
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day) and not any(day in days() for days in _closed)


def also_closed(days: Closed) -> Closed:
    """A later slice knows more days on which nobody works."""
    _closed.append(days)
    return days


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday in the Netherlands."""
    return day in _dutch_holidays


_dutch_holidays = holidays.country_holidays("NL")
