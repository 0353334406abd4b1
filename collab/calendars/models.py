"""Feeds: secret addresses at which a calendar reads the dates of one person."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.addresses import address_of
from collab.cases.models import Case
from collab.clock import now
from collab.db import Model, db
from collab.history.telling import quiet
from collab.keys import Keys
from collab.people.models import Person

quiet("person.feed_made", "person.feed_ended")
KEYS = Keys("calendar feed")


class Feed(Model):
    """Of one cooperation, or of all of a person. Its key is never stored: it is signed over the nonce."""

    __tablename__ = "calendar_feed"
    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    case: Mapped[Case | None] = relationship()
    __table_args__ = (
        Index(
            "ix_calendar_feed_open", "person_id", text("coalesce(case_id, 0)"), unique=True,
            postgresql_where=text("revoked_at is null"),
        ),
    )  # fmt: skip

    @classmethod
    def make(cls, person: Person, case: Case | None) -> "Feed":
        feed = cls(nonce=secrets.token_urlsafe(16), person=person, case=case, made_at=now())
        person.record("feed_made", person, **({"case": case.id} if case else {}))
        db.session.add(feed)
        return feed

    def revoke(self) -> None:
        """The address is dead from now on, also for calendars that read it already."""
        if self.revoked_at is None:
            self.revoked_at = now()
            self.person.record("feed_ended", self.person, feed=self.id)

    @property
    def address(self) -> str:
        return address_of("calendars.feed", key=KEYS.sign(self.nonce))

    @property
    def name(self) -> Any:
        return self.case.title if self.case else None


class Change(Model):
    """How often a deadline changed since it was made, and when last. Written by the database alone, so that
    no way of moving a day, one by one or thousands at once, leaves calendars with the old one."""

    __tablename__ = "calendar_change"
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id", ondelete="cascade"), primary_key=True)
    sequence: Mapped[int]
    changed_at: Mapped[datetime]
