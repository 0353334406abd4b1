"""Setting a rule otherwise, and looking first at what it would have said last month."""

from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select

from collab.clock import local, now
from collab.db import db
from collab.history import Event
from collab.people.words import Side

from . import shifting
from .kinds import Kind, Rung
from .models import Deadline, Reminder
from .recounting import WEIGHT, recount
from .rules import Rule, RuleTuning, rule_of, standard
from .schedule import Mark, Shape, marks
from .terms import midnight

MONTH = timedelta(days=30)
SETTABLE = ("on", "length", "complex_length", "unit", "steps", "complex_only", "climbs", "moves", "pauses")
LISTED = 60


class Line(NamedTuple):
    """So many messages of one step on one day."""

    day: date
    step: int
    rung: Rung
    side: Side | None
    times: int


def tune(rule: Rule, by: Any) -> None:
    """From now on this; its open deadlines hear of it at once. Only what differs is written down."""
    was, own = rule_of(rule.kind), differing(rule)
    RuleTuning.tune(rule.kind, own, by, was=_set(was, rule), set=_set(rule, was))
    db.session.flush()
    if was.moves != rule.moves:
        shifting.land(Deadline.kind == rule.kind, by=by)
        db.session.flush()
    recount(now(), Deadline.kind == rule.kind)


def back_to_standard(kind: Kind, by: Any) -> None:
    tune(standard()[kind], by)


def differing(rule: Rule) -> dict[str, Any]:
    return _set(rule, standard()[rule.kind])


def _set(rule: Rule, other: Rule) -> dict[str, Any]:
    """What this rule says where the other says something else."""
    names = (name for name in SETTABLE if getattr(rule, name) != getattr(other, name))
    return {name: _plain(getattr(rule, name)) for name in names}


def would_have_gone(rule: Rule, until: datetime | None = None) -> list[Line]:
    """The messages of the last month by this rule, from the deadlines there really were. Nothing is kept.
    Days that moved meanwhile count as they stand now."""
    until = until or now()
    since = until - MONTH
    found = db.session.execute(_shapes(rule.kind, since))
    lines: dict[tuple, int] = {}
    memo: dict[Shape, list[Mark]] = {}
    for *facts, starts_on, met_on, paused_at, times in found:
        shape = Shape(*facts)
        if shape not in memo:
            memo[shape] = [mark for mark in marks(rule, shape) if since < mark.at <= until]
        for mark in memo[shape]:
            if _went(mark, starts_on, met_on, paused_at):
                key = (local(mark.at).date(), mark.step, mark.rung, shape.side)
                lines[key] = lines.get(key, 0) + times
    told = [Line(day, step, rung, side, times) for (day, step, rung, side), times in lines.items()]
    return sorted(told, key=lambda line: line[:3], reverse=True)


def went(kind: Kind, until: datetime | None = None) -> int:
    """How many messages of this kind really went in the last month."""
    until = until or now()
    sent = (Reminder.outcome == "sent", Reminder.noted_at > until - MONTH, Reminder.noted_at <= until)
    query = select(func.count()).select_from(Reminder).join(Deadline).where(Deadline.kind == kind, *sent)
    return db.session.scalar(query) or 0


def changes(kind: Kind) -> list[Event]:
    """When this rule was set otherwise, and by whom, newest first."""
    tuned = (Event.name == "rule_tuning.tuned", Event.data["code"].as_string() == kind)
    return list(db.session.scalars(select(Event).where(*tuned).order_by(Event.id.desc()).limit(20)))


def by_day(lines: list[Line]) -> list[tuple[date, list[Line]]]:
    shown = groupby(lines[:LISTED], key=lambda line: line.day)
    return [(day, list(same)) for day, same in shown]


def _shapes(kind: Kind, since: datetime):
    facts = (
        Deadline.kind, Deadline.side, WEIGHT, Deadline.due_on, Deadline.due_at, Deadline.starts_on,
        Deadline.met_on, Deadline.paused_at,
    )  # fmt: skip
    there = or_(Deadline.met_on.is_(None), Deadline.met_on >= local(since).date())
    return select(*facts, func.count()).where(Deadline.kind == kind, there).group_by(*facts)


def _went(mark: Mark, starts_on: date, met_on: date | None, paused_at: datetime | None) -> bool:
    on_time = met_on is None or local(mark.at).date() < met_on
    return on_time and mark.at >= midnight(starts_on) and (paused_at is None or mark.at < paused_at)


def _plain(value: Any) -> Any:
    return [_plain(part) for part in value] if isinstance(value, tuple) else value
