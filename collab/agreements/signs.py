"""Signs in an agreement that call for a conversation. Never a gate, and nobody is counted by them."""

from collections.abc import Iterator

from sqlalchemy import exists, or_, select

from collab.clock import months_after, today
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.phases.talking import Found, sign
from collab.phases.words import Cause
from collab.support.models import Promise

from .lifecycle import Status
from .models import Agreement

SLOW_MONTHS = 6


@sign(Cause.PERMIT_FIRST)
def permit_ends_first() -> Iterator[Found]:
    query = select(Deadline.case_id, Deadline.key, Deadline.subject)
    query = query.join(Agreement, Agreement.id == Deadline.agreement_id)
    permit = (Deadline.kind == Kind.PERMIT_ENDS, Deadline.met_on.is_(None))
    sooner = (Agreement.status == Status.ACTIVE, Deadline.due_on < Agreement.ends_on)
    for case_id, key, subject in db.session.execute(query.where(*permit, *sooner)):
        yield Found(case_id, key, subject)


@sign(Cause.NO_START)
def not_begun() -> Iterator[Found]:
    """Half a year in force, and nothing of what was promised came yet, from either side."""
    mine = Promise.agreement_id == Agreement.id
    came = exists().where(mine, or_(Promise.delivered_on.is_not(None), Promise.confirmed_on.is_not(None)))
    since = months_after(today(), -SLOW_MONTHS)
    query = select(Agreement.case_id, Agreement.ref).where(
        Agreement.status == Status.ACTIVE, Agreement.starts_on <= since, exists().where(mine), ~came
    )
    for case_id, ref in db.session.execute(query):
        yield Found(case_id, ref)
