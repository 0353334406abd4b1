"""When people hear of a deadline: computed from its day and its rule, never planned ahead."""

from datetime import date, datetime
from typing import NamedTuple

from collab.people.words import Side

from .kinds import Rung
from .rules import Rule
from .terms import moment


class Shape(NamedTuple):
    """What of a deadline decides when its steps come; many deadlines have the same."""

    kind: str
    side: Side | None
    weight: str | None
    due_on: date
    due_at: datetime | None


class Mark(NamedTuple):
    """One moment: a step for who acts, or a rung that hears of it."""

    at: datetime
    step: int
    rung: Rung


def marks(rule: Rule, shape: Shape) -> list[Mark]:
    """In the order of time. A rule that is switched off has none but what the other side waits for."""
    steps = [(step, Rung.PERSON, rule.step_unit) for step in rule.steps_of(shape.weight)]
    climbs = [(climb.step, climb.rung, rule.climb_unit) for climb in rule.climbs_of(shape.side) if rule.on]
    found = [
        Mark(moment(shape.due_on, shape.due_at, step, unit), step, rung)
        for step, rung, unit in steps + climbs
    ]
    return sorted(found)


def first_from(found: list[Mark], since: datetime) -> datetime | None:
    return next((mark.at for mark in found if mark.at >= since), None)


def first_after(found: list[Mark], since: datetime) -> datetime | None:
    return next((mark.at for mark in found if mark.at > since), None)
