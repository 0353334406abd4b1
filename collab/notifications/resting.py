"""When no mail goes out: at night, on public holidays, and when somebody wants to be left alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from collab.clock import is_holiday, local, morning_of

NIGHT_BEGINS, NIGHT_ENDS = 22, 7
HOUR, LONGEST = timedelta(hours=1), timedelta(days=21)
MONDAY = 0


class Rest(NamedTuple):
    """Hours (from, until; they may pass midnight) and days of the week on which somebody hears nothing."""

    begins: int | None = None
    ends: int | None = None
    days: frozenset[int] = frozenset()

    def covers(self, at: datetime) -> bool:
        return at.weekday() in self.days or _between(at.hour, self.begins, self.ends)


def calm(moment: datetime, rest: Rest, nights: bool = True) -> datetime:
    """This moment, or the first whole hour after it at which a mail disturbs nobody.

    Somebody whose rest never ends hears of it all the same.
    """
    quiet = _quiet(rest, nights)
    if not quiet(local(moment)):
        return moment
    hour = moment.replace(minute=0, second=0, microsecond=0)
    while hour - moment < LONGEST:
        hour += HOUR
        if not quiet(local(hour)):
            return hour
    return moment


def next_morning(moment: datetime) -> datetime:
    day = local(moment).date()
    this = morning_of(day)
    return this if moment <= this else morning_of(day + timedelta(days=1))


def next_monday(moment: datetime) -> datetime:
    day = local(next_morning(moment)).date()
    return morning_of(day + timedelta(days=(MONDAY - day.weekday()) % 7))


def wakes_daily(rest: Rest) -> bool:
    """Whether at least four hours of some days are left to be heard in."""
    hours = [hour for hour in range(24) if not _between(hour, NIGHT_BEGINS, NIGHT_ENDS)]
    free = [hour for hour in hours if not _between(hour, rest.begins, rest.ends)]
    return len(rest.days) < 7 and len(free) >= 4


def _quiet(rest: Rest, nights: bool) -> Callable[[datetime], bool]:
    def quiet(at: datetime) -> bool:
        sleeps = _between(at.hour, NIGHT_BEGINS, NIGHT_ENDS) or is_holiday(at.date())
        return (nights and sleeps) or rest.covers(at)

    return quiet


def _between(hour: int, begins: int | None, ends: int | None) -> bool:
    if begins is None or ends is None or begins == ends:
        return False
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends
