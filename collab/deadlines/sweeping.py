"""Finding what is due: a thousand deadlines at a time, claimed, told and set to their next moment."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import structlog
from sqlalchemy import ColumnElement, Row, select, text

from collab.clock import now
from collab.db import db

from .kinds import Rung
from .models import Deadline
from .rules import Rule, rules
from .schedule import Mark, Shape, first_after, marks

log = structlog.get_logger()
CHUNK = 1000
LATER = timedelta(hours=1)  # when one cannot be worked out, the others need not wait for it


class Plan(NamedTuple):
    """What to say and when next, for all deadlines of one shape that stand at the same moment."""

    number: int
    due: list[Mark]
    next_at: datetime | None
    last: Rung | None


class Note(NamedTuple):
    """One line of a plan: a step or a rung that is said, or left out."""

    plan: int
    rung: Rung
    step: int
    outcome: str
    last: bool


CLAIM = (
    select(
        Deadline.id, Deadline.kind, Deadline.side, Deadline.data["weight"].as_string().label("weight"),
        Deadline.due_on, Deadline.due_at, Deadline.next_at,
    )
    .where(Deadline.met_on.is_(None), Deadline.paused_at.is_(None))
    .order_by(Deadline.next_at, Deadline.id)
    .with_for_update(skip_locked=True)
)  # fmt: skip
# What was noted before is not told again, whatever happened to the clock or to the rule.
TELL = text("""
with claimed as (select * from unnest(cast(:ids as int[]), cast(:plans as int[])) as c (id, plan)),
planned as (select * from unnest(cast(:numbers as int[]), cast(:nexts as timestamptz[])) as p (plan, at)),
noted as (
  select * from unnest(cast(:of as int[]), cast(:rungs as text[]), cast(:steps as int[]),
                       cast(:outcomes as text[]), cast(:lasts as bool[]))
    as n (plan, rung, step, outcome, last)),
gone_on as (
  update deadline d set next_at = p.at from claimed c join planned p on p.plan = c.plan where d.id = c.id
  returning d.id, d.moved, d.side, d.case_id, d.agreement_id, c.plan),
due as (
  select g.*, n.rung, n.step, n.outcome, n.last from gone_on g join noted n on n.plan = g.plan
   where not exists (select from reminder r where r.deadline_id = g.id and r.moved = g.moved
                     and r.rung = n.rung and r.step = n.step)),
told as (
  insert into reminder (deadline_id, moved, rung, step, outcome, noted_at)
  select id, moved, rung, step, outcome, :now from due)
insert into event (name, happened_at, due_at, attempts, side, case_id, agreement_id, data)
select case rung when 'person' then 'deadline.came_near' else 'deadline.climbed' end, :now, :now, 0,
       side, case_id, agreement_id,
       jsonb_build_object('deadline', id, 'step', step, 'moved', moved)
       || case rung when 'person' then '{}' else jsonb_build_object('rung', rung, 'last', last) end
  from due where outcome = 'sent'""")


def sweep_chunk(limit: int = CHUNK) -> int:
    """One transaction of one chunk; how many there were. Safe to run twice, at once, or late."""
    found = sweep(limit)
    db.session.commit()
    return found


def sweep(limit: int, *which: ColumnElement[bool]) -> int:
    """Without ending the transaction, which is somebody else's."""
    moment = now()
    found = db.session.execute(CLAIM.where(Deadline.next_at <= moment, *which).limit(limit)).all()
    if found:
        db.session.execute(TELL, _given(found, planned(found, rules(), moment), moment))
    return len(found)


def planned(found: Iterable[Row | Any], known: dict[Any, Rule], moment: datetime) -> list[Plan]:
    """The plan of each of these rows; many share one. Nothing is asked of the database."""
    memo: dict[tuple, Plan] = {}
    plans = []
    for row in found:
        key = tuple(row)[1:]
        if key not in memo:
            memo[key] = _plan(len(memo), row, known, moment)
        plans.append(memo[key])
    return plans


def _plan(number: int, row: Any, known: dict[Any, Rule], moment: datetime) -> Plan:
    try:
        rule = known[row.kind]
        found = marks(rule, Shape(row.kind, row.side, row.weight, row.due_on, row.due_at))
    except Exception:
        log.exception("no schedule for a deadline", id=row.id)
        return Plan(number, [], moment + LATER, None)
    due = [mark for mark in found if row.next_at <= mark.at <= moment]
    return Plan(number, due, first_after(found, moment), rule.last)


def _notes(plan: Plan) -> list[Note]:
    """Of several missed steps only the nearest goes out; of several rungs only the highest."""
    nearest = {mark.rung == Rung.PERSON: mark for mark in plan.due}.values()
    return [
        Note(
            plan.number, mark.rung, mark.step,
            "sent" if mark in nearest else "skipped", mark.rung == plan.last,
        )
        for mark in plan.due
    ]  # fmt: skip


def _given(found: Sequence[Any], plans: list[Plan], moment: datetime) -> dict[str, Any]:
    own = {plan.number: plan for plan in plans}.values()
    notes = [note for plan in own for note in _notes(plan)]
    names = ("of", "rungs", "steps", "outcomes", "lasts")
    columns = zip(*notes, strict=True) if notes else ([] for _name in names)
    return {
        "ids": _numbers(row.id for row in found),
        "plans": _numbers(plan.number for plan in plans),
        "numbers": [plan.number for plan in own],
        "nexts": [plan.next_at for plan in own],
        "now": moment,
        **{name: list(column) for name, column in zip(names, columns, strict=True)},
    }


def _numbers(numbers: Iterable[int]) -> str:
    """An array as Postgres writes one: a thousand numbers in one word."""
    return "{" + ",".join(map(str, numbers)) + "}"
