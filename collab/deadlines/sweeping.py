"""Finding what is due: a thousand deadlines at a time, claimed, told and set to their next moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Row, TextClause, select, text

from collab.clock import now
from collab.db import db

from .kinds import Rung
from .models import Deadline
from .rules import Rule, rules
from .schedule import Mark, Shape, first_after, marks

log = structlog.get_logger()
CHUNK = 1000
LATER = timedelta(hours=1)  # when one cannot be worked out, the others need not wait for it


class Note(NamedTuple):
    """One line for the reminders: what was said of a deadline, or left out."""

    deadline: int
    moved: int
    rung: Rung
    step: int
    outcome: str
    last: bool


CLAIM = (
    select(
        Deadline.id, Deadline.kind, Deadline.side, Deadline.data["weight"].as_string().label("weight"),
        Deadline.due_on, Deadline.due_at, Deadline.next_at, Deadline.moved,
    )
    .where(Deadline.met_on.is_(None), Deadline.paused_at.is_(None))
    .order_by(Deadline.next_at, Deadline.id)
    .with_for_update(skip_locked=True)
)  # fmt: skip
# What was noted before is not told again, whatever happened to the clock or to the rule.
TELL = text("""
with told as (
  insert into reminder (deadline_id, moved, rung, step, outcome, noted_at)
  select d, moved, rung, step, outcome, :now
    from unnest(cast(:deadlines as int[]), cast(:moves as int[]), cast(:rungs as text[]),
                cast(:steps as int[]), cast(:outcomes as text[])) as n (d, moved, rung, step, outcome)
  on conflict do nothing
  returning deadline_id, rung, step, outcome)
insert into event (name, happened_at, due_at, attempts, side, case_id, agreement_id, data)
select case rung when 'person' then 'deadline.came_near' else 'deadline.climbed' end, :now, :now, 0,
       d.side, d.case_id, d.agreement_id,
       case rung when 'person' then jsonb_build_object('deadline', d.id, 'step', step)
       else jsonb_build_object('deadline', d.id, 'step', step, 'rung', rung, 'last', d.id = any(:lasts)) end
  from told join deadline d on d.id = told.deadline_id
 where outcome = 'sent' order by d.id, step""")
ADVANCE = text("""
update deadline set next_at = n.at
  from unnest(cast(:ids as int[]), cast(:nexts as timestamptz[])) as n (id, at) where deadline.id = n.id""")


def sweep_chunk(limit: int = CHUNK) -> int:
    """One transaction of one chunk; how many there were. Safe to run twice, at once, or late."""
    moment = now()
    found = db.session.execute(CLAIM.where(Deadline.next_at <= moment).limit(limit)).all()
    if found:
        notes, nexts = plan(found, rules(), moment)
        _tell(notes, moment)
        db.session.execute(ADVANCE, {"ids": list(nexts), "nexts": list(nexts.values())})
    db.session.commit()
    return len(found)


def plan(
    found: Iterable[Row | Any], known: dict[Any, Rule], moment: datetime
) -> tuple[list[Note], dict[int, datetime | None]]:
    """What to note of these rows now, and when each is next. Nothing is asked of the database."""
    memo: dict[Shape, list[Mark]] = {}
    notes: list[Note] = []
    nexts: dict[int, datetime | None] = {}
    for row in found:
        shape = Shape(row.kind, row.side, row.weight, row.due_on, row.due_at)
        try:
            if shape not in memo:
                memo[shape] = marks(known[row.kind], shape)
        except Exception:
            log.exception("no schedule for a deadline", id=row.id)
            nexts[row.id] = moment + LATER
            continue
        due = [mark for mark in memo[shape] if row.next_at <= mark.at <= moment]
        notes += _notes(row, due, known[row.kind])
        nexts[row.id] = first_after(memo[shape], moment)
    return notes, nexts


def _notes(row: Any, due: list[Mark], rule: Rule) -> list[Note]:
    """Of several missed steps only the nearest goes out; of several rungs only the highest."""
    nearest = {mark.rung == Rung.PERSON: mark for mark in due}.values()
    return [
        Note(
            row.id, row.moved, mark.rung, mark.step,
            "sent" if mark in nearest else "skipped", mark.rung == rule.last,
        )
        for mark in due
    ]  # fmt: skip


def _tell(notes: list[Note], moment: datetime) -> None:
    if notes:
        deadlines, moves, rungs, steps, outcomes, lasts = zip(*notes, strict=True)
        ends = [deadline for deadline, last in zip(deadlines, lasts, strict=True) if last]
        given: dict[str, Any] = {
            "deadlines": list(deadlines), "moves": list(moves), "rungs": list(rungs), "steps": list(steps),
            "outcomes": list(outcomes), "lasts": ends, "now": moment,
        }  # fmt: skip
        db.session.execute(TELL, given)


def statements() -> tuple[Any, TextClause, TextClause]:
    """The three of a chunk, for the measurement."""
    return CLAIM, TELL, ADVANCE
