"""Days on which the municipality is closed: the public holidays, and its own."""

from datetime import date

from flask import has_app_context
from flask_babel import gettext as _
from sqlalchemy import event, select

from collab.clock import also_closed
from collab.db import db
from collab.errors import NotNow
from collab.history import Event

from .models import OwnDay

MEMO = "own days"


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
    _forget()


def open_again(own: OwnDay, by) -> None:
    db.session.add(Event.happened("own_day.removed", by, data=_about(own.day)))
    db.session.delete(own)
    _forget()


def _about(day: date) -> dict[str, str]:
    return {"day": day.isoformat()}


def _forget() -> None:
    db.session.flush()
    db.session().info.pop(MEMO, None)


@event.listens_for(db.session, "after_transaction_end")
def forget(session, transaction) -> None:
    if transaction.parent is None:
        session.info.pop(MEMO, None)
