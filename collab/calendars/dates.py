"""Deadlines and mails as entries of a calendar."""

import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _

from collab.addresses import address_of
from collab.clock import local, morning_of
from collab.db import db
from collab.deadlines import Deadline
from collab.notifications.letters import Letter
from collab.notifications.models import Notice
from collab.people.models import Person

from . import queries
from .models import Change, Feed
from .writing import Entry

INSTANTS = ("due_at", "starts_at")
# Under these names a mail holds its day: asked or agreed, to be done, to meet, of a rest or a vote.
DAYS = ("to_on", "due_on", "on", "until")
OF_DEADLINE = re.compile(r"deadline:(\d+):")


def entries_of(feed: Feed) -> list[Entry]:
    found = db.session.execute(queries.dates_of(feed.person, feed.case)).all()
    return [_entry(deadline, change, feed.person) for deadline, change in found]


def has_date(notice: Notice) -> bool:
    return _named(notice.data) is not None


def entry_of(notice: Notice, letter: Letter) -> Entry | None:
    """The date that a mail names; the reminder of a deadline is the same entry as in a feed."""
    at = _named(notice.data)
    if at is None or _is_past(at, notice):
        return None
    number = _deadline_of(notice)
    change = db.session.scalar(queries.change_of(number)) if number else None
    uid = _uid(f"deadline-{number}" if number else notice.message_id)
    when = change.changed_at if change else notice.written_at
    return Entry(uid, at, letter.subject, when, change.sequence if change else 0, address=letter.address)


def _entry(deadline: Deadline, change: Change | None, person: Person) -> Entry:
    lines = [_("Cooperation: %(title)s", title=deadline.case.title)]
    if deadline.side:
        yours = deadline.side == person.side
        lines.append(_("Your side does this.") if yours else _("The other side does this."))
    if deadline.paused_at:
        lines.append(_("The clock stands still now: this day will move."))
    return Entry(
        _uid(f"deadline-{deadline.id}"), deadline.due_at or deadline.due_on, _summary(deadline),
        change.changed_at if change else morning_of(deadline.starts_on), change.sequence if change else 0,
        "\n".join(lines), address_of("cases.show", ref=deadline.case.ref), deadline.paused_at is not None,
    )  # fmt: skip


def _deadline_of(notice: Notice) -> int | None:
    """Which deadline it is about, whatever it says of it."""
    found = OF_DEADLINE.match(notice.key)
    return int(found[1]) if found else notice.data.get("deadline")


def _summary(deadline: Deadline) -> str:
    what, subject, title = str(deadline.kind.label), deadline.subject, deadline.case.title
    where = f" ({title})" if subject != title else ""
    kind = f"{what[:1].upper()}{what[1:]}"
    return f"{kind}{where}" if subject == kind else f"{kind}: {subject}{where}"


def _is_past(at: date | datetime, notice: Notice) -> bool:
    """Nobody puts a day in an agenda that had gone by when the mail was written."""
    day = local(at).date() if isinstance(at, datetime) else at
    return day < local(notice.written_at).date()


def _named(data: dict[str, Any]) -> date | datetime | None:
    try:
        if instant := next(filter(None, map(data.get, INSTANTS)), None):
            return datetime.fromisoformat(instant)
        day = next(filter(None, map(data.get, DAYS)), None)
        return date.fromisoformat(day) if day else None
    except (ValueError, TypeError):
        return None


def _uid(name: str) -> str:
    return f"{name}@{urlsplit(current_app.config['SETTINGS'].base_url).hostname}"
