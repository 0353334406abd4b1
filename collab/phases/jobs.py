"""What time itself finds: signs in the record, and signs that are not so any more."""

from celery import shared_task
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from collab.clock import today
from collab.db import db

from .talking import FINDERS, Found, Reason
from .words import Cause

CHUNK = 1000


@shared_task(name="phases.look")
def look() -> None:
    """Each cause by itself, so that one that fails does not hide the others."""
    for cause in FINDERS:
        look_for(cause)
        db.session.commit()


def look_for(cause: Cause) -> None:
    found = {(it.case_id, it.occasion): it for finder in FINDERS[cause] for it in finder()}
    note(cause, list(found.values()))
    let_go(cause, set(found))


def note(cause: Cause, found: list[Found]) -> None:
    """What was found before stays as it was answered."""
    rows = [{"cause": cause, "found_on": today(), **it._asdict()} for it in found]
    for start in range(0, len(rows), CHUNK):
        db.session.execute(insert(Reason).values(rows[start : start + CHUNK]).on_conflict_do_nothing())


def let_go(cause: Cause, found: set[tuple[int, str]]) -> None:
    """What is not so any more asks for nothing; when it comes back it asks again."""
    unanswered = select(Reason).where(Reason.cause == cause, Reason.talked_on.is_(None))
    for reason in db.session.scalars(unanswered.with_for_update(skip_locked=True)):
        is_so = (reason.case_id, reason.occasion) in found
        if is_so and reason.gone_on:
            reason.gone_on = None
        elif not is_so and reason.gone_on is None:
            reason.gone_on = today()
