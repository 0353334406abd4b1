"""The dates of a mail go along as a calendar."""

from collab.db import db
from collab.notifications import digests
from collab.notifications.letters import Letter, letter_for
from collab.notifications.mail import goes_along
from collab.notifications.models import Notice

from .dates import entry_of, has_date
from .writing import Entry, calendar_of


@goes_along
def dates_of(notice: Notice, letter: Letter) -> bytes | None:
    entries = _of_digest(notice) if notice.is_digest else [entry_of(notice, letter)]
    known: dict[str, Entry] = {entry.uid: entry for entry in reversed(entries) if entry}
    return calendar_of(list(known.values())) if known else None


def _of_digest(digest: Notice) -> list[Entry | None]:
    """Newest first, so the last word on a day counts."""
    held = db.session.scalars(digests.held_by(digest)).all()
    dated = (notice for notice in held if has_date(notice))
    return [entry_of(notice, letter_for(notice, {"key": "-"})) for notice in dated]
