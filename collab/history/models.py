"""What happened: one row is audit, timeline and outbox at once."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.chores import Chore
from collab.clock import now
from collab.db import Model, db


class Event(Chore, Model):
    """One thing that happened. Its facts are never changed or deleted: the database refuses it.

    `data` holds numbers, dates and words of the field; names and texts of people stay in their own tables.
    """

    __tablename__ = "event"
    owed_since = "happened_at"
    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str]  # "agreement.signed"
    happened_at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: time itself
    side: Mapped[str | None]  # whose act it was: "collective", "municipality", or None for both or nobody
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    data: Mapped[dict[str, Any]]

    if TYPE_CHECKING:  # declared by the slices that come later in the story
        person: Any
        collective: Any
        case: Any
        agreement: Any

    # Named, not imported: who acts is a later chapter of the story.
    actor = relationship("Person", foreign_keys=actor_id)

    @classmethod
    def happened(cls, name: str, by=None, *, data: dict | None = None, **about) -> "Event":
        """One thing that happened just now; `about` names its subjects and, for time's own acts, the side."""
        side = about.pop("side", by and by.side)
        return cls(
            name=name, actor=by, side=side, data=data or {}, happened_at=now(), due_at=now(), attempts=0,
            **about,
        )  # fmt: skip


class Seal(Model):
    """The place of an event in the chain: each seal holds the hash of the one before. Written by the database
    alone, at commit, so that appending never makes two writers wait for each other in a circle."""

    __tablename__ = "event_seal"
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), unique=True)
    before: Mapped[str]
    hash: Mapped[str]


class Remembers:
    """Mixin for things with a past; `events` is declared by each slice, beside its column on Event."""

    if TYPE_CHECKING:
        __tablename__: str
        events: Any

    def record(self, what: str, by, **data) -> Event:
        """Write what happened in the transaction in which it happens; `by=None` is time itself."""
        event = Event.happened(f"{self.__tablename__}.{what}", by, data=data)
        # Written in one piece: the database refuses to add the case to an event that is there already.
        with db.session.no_autoflush:
            self.remember(event)
        return event

    def remember(self, event: Event) -> None:
        self.events.append(event)
