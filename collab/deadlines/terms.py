"""The arithmetic of terms: units, months that clamp, working days, instants. Days are days in Amsterdam."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _

from collab.clock import ZONE, is_working_day, local, months_after, morning_of

DAY = timedelta(days=1)
A_NIGHT = timedelta(hours=1)  # how much longer or shorter a day is when the clock changes


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    @property
    def label(self):
        return {
            Unit.HOURS: _("hours"),
            Unit.DAYS: _("days"),
            Unit.WORKING_DAYS: _("working days"),
            Unit.WEEKS: _("weeks"),
            Unit.MONTHS: _("months"),
            Unit.YEARS: _("years"),
        }[self]


def day_after(since: date, length: int, unit: Unit) -> date:
    """The last day of a term. The day on which it begins does not count: a term of 31 days is over on day 31
    after it. Months clamp: a month after 31 January is the last of February."""
    if unit == Unit.WORKING_DAYS:
        return working_day(since, length)
    if unit == Unit.MONTHS:
        return months_after(since, length)
    if unit == Unit.YEARS:
        return months_after(since, 12 * length)
    if unit == Unit.HOURS:
        return local(instant_after(midnight(since), length)).date()
    return since + timedelta(weeks=length) if unit == Unit.WEEKS else since + timedelta(days=length)


def instant_after(since: datetime, hours: int) -> datetime:
    """Hours really pass, also in the night on which the clock changes."""
    return since.astimezone(UTC) + timedelta(hours=hours)


def working_day(since: date, count: int) -> date:
    """So many working days later, or earlier when `count` is negative."""
    step = DAY if count > 0 else -DAY
    while count:
        since += step
        count -= (1 if count > 0 else -1) * is_working_day(since)
    return since


def next_working_day(day: date) -> date:
    """What ends on a Saturday, a Sunday or a holiday ends on the next working day."""
    while not is_working_day(day):
        day += DAY
    return day


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE).astimezone(UTC)


def whole_days(elapsed: timedelta) -> int:
    """A pause never costs time: what was begun of a day counts as a day. The hour of the clock does not."""
    return max(0, -(-(elapsed - A_NIGHT) // DAY))


def moment(anchor: date, instant: datetime | None, step: int, unit: Unit) -> datetime:
    """When a step of a deadline comes: at eight on its day, or so many hours from an instant."""
    if unit == Unit.HOURS:
        return instant_after(instant or morning_of(anchor), step)
    return morning_of(day_after(anchor, step, unit))
