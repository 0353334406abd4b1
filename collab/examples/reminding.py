"""What the examples call late was said to whom it concerns, step by step, until it climbed."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from collab.db import db
from collab.deadlines import Deadline
from collab.deadlines.sweeping import CHUNK, sweep

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road


def remind(road: "Road") -> Story:
    late = road.spec.get("late", [])
    if not road.signed or not late:
        return
    yield road.ago(road.signed - 3, 9, 30)
    which = (Deadline.case_id == road.case.id, Deadline.subject.in_(late), Deadline.met_on.is_(None))
    soonest = select(Deadline.next_at).where(*which, Deadline.next_at.is_not(None)).order_by(Deadline.next_at)
    while moment := db.session.scalar(soonest.limit(1)):
        yield moment
        sweep(CHUNK, *which)
        db.session.scalars(select(Deadline).where(*which).execution_options(populate_existing=True)).all()
