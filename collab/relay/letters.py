"""The relay letter: what the next one should know. What is sensitive is kept apart from the rest."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now
from collab.db import Model, db
from collab.people.models import Person
from collab.people.words import Side

from .words import Readers

if TYPE_CHECKING:
    from .models import Relay


class Letter(Model):
    """Both sides read this part. `drawn` is what the record said on the day it was written."""

    __tablename__ = "relay_letter"
    relay_id: Mapped[int] = mapped_column(ForeignKey("relay.id"), primary_key=True)
    going: Mapped[str]  # how the contact goes, in own words
    drawn: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    relay: Mapped["Relay"] = relationship(back_populates="letter")
    written_by: Mapped[Person] = relationship()

    @classmethod
    def write(cls, relay: "Relay", going: str, drawn: dict[str, Any], by: Person) -> "Letter":
        letter = relay.letter or cls(relay=relay)
        letter.going, letter.drawn, letter.written_at, letter.written_by = going, drawn, now(), by
        relay.complete(by)
        return letter


class Confidence(Model):
    """What is sensitive, in own words. Read it by `queries.confidences_for`, never along the letter."""

    __tablename__ = "relay_confidence"
    relay_id: Mapped[int] = mapped_column(ForeignKey("relay.id"), primary_key=True)
    text: Mapped[str]
    readers: Mapped[Readers]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    relay: Mapped["Relay"] = relationship()
    written_by: Mapped[Person] = relationship()

    @classmethod
    def entrust(cls, relay: "Relay", text: str, readers: Readers, by: Person) -> None:
        """For the successor alone, unless the writer says both sides."""
        kept = db.session.get(cls, relay.id) or cls(relay=relay)
        kept.text, kept.readers, kept.written_by = text, readers, by
        db.session.add(kept)

    @classmethod
    def is_of_another(cls, relay: "Relay", read: "Confidence | None") -> bool:
        """Something was entrusted that this reader may not read, and so may not write over."""
        return read is None and db.session.get(cls, relay.id) is not None


class Addition(Model):
    """A paragraph of somebody else on the case, mostly of the other side. Everyone on the case reads it."""

    __tablename__ = "relay_addition"
    id: Mapped[int] = mapped_column(primary_key=True)
    relay_id: Mapped[int] = mapped_column(ForeignKey("relay.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    side: Mapped[Side]
    text: Mapped[str]
    added_at: Mapped[datetime]

    relay: Mapped["Relay"] = relationship()
    person: Mapped[Person] = relationship()
