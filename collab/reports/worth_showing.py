"""What the pages of values and hours show: a line through time, with the table beside it."""

from decimal import Decimal
from typing import Any, NamedTuple

from babel.numbers import format_decimal
from flask_babel import get_locale

from collab.cases.models import Case
from collab.web import me

from . import policy
from .worth import Measurement, Value, VolunteerHours

WIDE, HIGH, EDGE = 420, 120, 12


class Point(NamedTuple):
    x: float
    y: float
    measurement: Measurement


def of_case(case: Case) -> dict[str, Any]:
    """In the order in which they were written down: nothing sorts by how much something is worth."""
    may_read = policy.read_worth(me(), case) is None
    hours = [one for one in case.volunteer_hours if one.removed_at is None] if may_read else []
    return {
        "may_read_worth": may_read,
        "values": case.own_values if may_read else [],
        "hours": hours,
        "hours_together": together(hours),
        "may_value": may_read and policy.value(me(), case) is None,
        "may_give_hours": policy.give_hours(me(), case) is None,
        "line_of": line_of,
    }


def value(it: Value) -> dict[str, Any]:
    mine = {one for one in it.standing if policy.take_out(me(), one) is None}
    may_end = policy.end_value(me(), it) is None
    return {"value": it, "points": line_of(it), "line_of": line_of, "mine": mine, "may_end": may_end}


def together(hours: list[VolunteerHours]) -> tuple[Decimal, bool] | None:
    """Of this cooperation alone; with one estimate in it the whole is an estimate."""
    if not hours:
        return None
    return sum((one.hours for one in hours), Decimal()), any(one.is_estimate for one in hours)


def plain_number(amount: Decimal) -> str:
    """2.400 or 2.400,5 as people write it: no zeros that say nothing."""
    return format_decimal(amount.normalize(), "#,##0.##", get_locale())


def line_of(it: Value) -> list[Point]:
    """Where the numbers stand in the picture; stories without a number are in the table."""
    counted = [(one, float(one.amount)) for one in it.standing if one.amount is not None]
    if len(counted) < 2:
        return []
    days = [one.day.toordinal() for one, _amount in counted]
    amounts = [amount for _one, amount in counted]
    low, high = min(0.0, *amounts), max(amounts)
    return [
        Point(
            _between(day, days[0], days[-1], EDGE, WIDE - EDGE),
            _between(amount, low, high, HIGH - EDGE, EDGE),
            one,
        )
        for (one, amount), day in zip(counted, days, strict=True)
    ]


def _between(value: float, low: float, high: float, first: float, last: float) -> float:
    share = (value - low) / (high - low) if high != low else 0.5
    return round(first + share * (last - first), 1)
