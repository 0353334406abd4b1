"""When a rule changed or a past was told: the next moment of open deadlines, in one statement."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, text

from collab.db import db

from .models import Deadline
from .rules import rules
from .schedule import Shape, marks

WEIGHT = Deadline.data["weight"].as_string()
# `from` is the moment from which steps count; one that is owed already stays owed.
RECOUNT = text("""
with m as (select * from unnest(cast(:kinds as text[]), cast(:sides as text[]), cast(:weights as text[]),
    cast(:days as date[]), cast(:instants as timestamptz[]), cast(:ats as timestamptz[]))
    as m (kind, side, weight, due_on, due_at, at)),
n as (select d.id, min(m.at) as at from deadline d left join m
    on m.kind = d.kind and m.side is not distinct from d.side
   and m.weight is not distinct from d.data->>'weight'
   and m.due_on = d.due_on and m.due_at is not distinct from d.due_at
   and m.at >= case when :keep then least(coalesce(d.next_at, :since), :since) else :since end
 where d.id = any(:ids) group by d.id)
update deadline set next_at = n.at from n where deadline.id = n.id""")


def recount(since: datetime, *which: ColumnElement[bool], keep: bool = True) -> None:
    """`keep`: what should have been said already is still said. Otherwise all before `since` is past."""
    # Locked before anything of them is read: a day that moves meanwhile would have no line here.
    open_ones = select(Deadline.id).where(Deadline.met_on.is_(None), *which).order_by(Deadline.id)
    ids = list(db.session.scalars(open_ones.with_for_update()))
    shapes = select(Deadline.kind, Deadline.side, WEIGHT, Deadline.due_on, Deadline.due_at)
    found = db.session.execute(shapes.where(Deadline.id == func.any(ids)).distinct())
    lines = list(_lines(Shape(*row) for row in found))
    names = ("kinds", "sides", "weights", "days", "instants", "ats")
    columns = dict(zip(names, map(list, zip(*lines, strict=True)) if lines else [[]] * 6, strict=True))
    db.session.execute(RECOUNT, columns | {"since": since, "keep": keep, "ids": ids})
    db.session.expire_all()


def _lines(shapes: Iterable[Shape]) -> Iterable[tuple[Any, ...]]:
    known = rules()
    for shape in shapes:
        for mark in marks(known[shape.kind], shape):  # type: ignore[index]
            yield (*shape, mark.at)
