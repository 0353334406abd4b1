"""What a digest holds: each message that it replaces, newest first, grouped per cooperation."""

from datetime import datetime
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Select, select

from collab.db import db

from .choices import way_of
from .letters import at_delivery, glance_at, late_facts
from .models import DIGEST, Notice
from .topics import Way

log = structlog.get_logger()


class Told(NamedTuple):
    notice: Notice
    subject: str
    written_at: datetime
    address: str


class Group(NamedTuple):
    title: str
    told: list[Told]


def held_by(digest: Notice) -> Select:
    query = select(Notice).where(Notice.digest_id == digest.id)
    return query.order_by(Notice.written_at.desc(), Notice.id.desc())


@at_delivery(DIGEST)
def contents(digest: Notice) -> dict[str, Any] | None:
    """None: nothing is left to tell, so no mail goes."""
    notices = db.session.scalars(held_by(digest)).all()
    found = [_told(notice, digest) for notice in notices]
    told = [one for one in found if one]
    left_out = sum(notice.done_at is None for notice in notices)
    return {"groups": _grouped(told), "left_out": left_out} if told else None


def _told(notice: Notice, digest: Notice) -> Told | None:
    """One that fails stays owed by itself and never stops the others; one not needed any more is dropped."""
    if way_of(notice.person, notice.topic) == Way.IN_APP:
        notice.way, notice.digest_id = Way.IN_APP, None
        return None
    try:
        with db.session.begin_nested():
            facts = late_facts(notice)
            glance = glance_at(notice, digest.person.language, facts) if facts is not None else None
    except Exception:
        log.exception("a message was left out of a digest", id=notice.id)
        notice.leave_digest()
        return None
    if glance is None:
        notice.digest_id = None
        return None
    return Told(notice, glance.subject, notice.written_at, glance.address)


def _grouped(told: list[Told]) -> list[Group]:
    groups: dict[int | None, list[Told]] = {}
    for one in told:
        groups.setdefault(one.notice.case_id, []).append(one)
    return [Group(_title(items[0].notice), items) for items in groups.values()]


def _title(notice: Notice) -> str:
    return " ".join(notice.case.title.split()) if notice.case else ""
