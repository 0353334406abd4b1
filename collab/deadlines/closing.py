"""Days on which the municipality is closed: the public holidays, and its own."""

from datetime import date, timedelta

from flask import has_app_context
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, event, select

from collab.clock import also_closed, now
from collab.db import db
from collab.errors import NotNow
from collab.history import Event

from . import shifting
from .models import Deadline, OwnDay
from .recounting import recount
from .rules import rules
from .terms import Unit

MEMO = "own days"
LONGEST_FEAST = timedelta(days=14)  # so many closed days in a row, and more


@also_closed
def own_days() -> frozenset[date]:
    """Asked once in a transaction."""
    if not has_app_context():
        return frozenset()
    memo = db.session().info
    if MEMO not in memo:
        with db.session.no_autoflush:
            memo[MEMO] = frozenset(db.session.scalars(select(OwnDay.day)))
    return memo[MEMO]


def close(day: date, name: str, by) -> None:
    if db.session.get(OwnDay, day):
        raise NotNow(_("This day stands in the list already."))
    db.session.add_all([OwnDay(day=day, name=name), Event.happened("own_day.added", by, data=_about(day))])
    _count_anew(Deadline.due_on == day, by=by)


def open_again(own: OwnDay, by) -> None:
    db.session.add(Event.happened("own_day.removed", by, data=_about(own.day)))
    db.session.delete(own)
    _count_anew(Deadline.due_on.between(own.day, own.day + LONGEST_FEAST), by=by)


def _about(day: date) -> dict[str, str]:
    return {"day": day.isoformat()}


def _count_anew(*near: ColumnElement[bool], by) -> None:
    """Last days near it and steps in working days come a day sooner or later now."""
    db.session.flush()
    db.session().info.pop(MEMO, None)
    shifting.land(*near, by=by)
    db.session.flush()
    counted = [
        kind for kind, rule in rules().items() if Unit.WORKING_DAYS in {rule.step_unit, rule.climb_unit}
    ]
    recount(now(), Deadline.kind.in_(counted))


@event.listens_for(db.session, "after_transaction_end")
def forget(session, transaction) -> None:
    if transaction.parent is None:
        session.info.pop(MEMO, None)
