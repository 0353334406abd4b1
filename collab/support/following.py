"""What stands in the ledger moves along with the clock of its deadline, for example after a pause."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from collab.cases.beside import runs_on
from collab.clock import now
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.deadlines.shifting import follows
from collab.deadlines.terms import midnight, whole_days

from .models import Promise


@follows(Kind.PROMISE)
@follows(Kind.REPORT)
def move_along(deadline: Deadline, _by: Any) -> None:
    """The next rounds count from the first day, so that one moves as well."""
    promise = _of(deadline.key.split(":")[1])
    if promise is None or promise.key != deadline.key or promise.due_on is None:
        return
    later: timedelta = deadline.due_on - promise.due_on
    promise.due_on = deadline.due_on
    if promise.first_due_on:
        promise.first_due_on += later


@follows(Kind.SUPPORT_ENDS)
def last_longer(deadline: Deadline, _by: Any) -> None:
    """Of what was promised beside the agreement; the text itself says how long its own promises last."""
    ref = deadline.key.partition("support:")[2]
    if deadline.agreement_id is None and (promise := _of(ref)):
        promise.until = deadline.due_on


@runs_on
def answer_later(case: Any, paused: Any) -> None:
    """What was asked or offered waits so much longer for its answer."""
    for promise in case.promises:
        if promise.waits_for_answer_of and promise.answer_due_on and promise.asked_on:
            since = max(paused.starts_at, midnight(promise.asked_on))
            promise.answer_due_on += timedelta(days=whole_days(now() - since))


def _of(ref: str) -> Promise | None:
    return db.session.scalar(select(Promise).where(Promise.ref == ref))
