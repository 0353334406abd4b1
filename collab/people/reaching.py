"""How and when somebody likes to be reached."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.db import Model, db

from .words import Channel

__all__ = ["Channel", "ContactWay"]


class ContactWay(Model):
    """What somebody wants the people they work with to know; without it, messages in the cooperation."""

    __tablename__ = "contact_way"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    channel: Mapped[Channel]
    hours: Mapped[str | None]  # "Tuesday evenings, not on Fridays"

    person: Mapped[Any] = relationship("Person", backref=backref("way", uselist=False))

    @classmethod
    def choose(cls, person: Any, channel: Channel, hours: str | None, by: Any) -> "ContactWay":
        way = person.way or cls(person=person)
        way.channel, way.hours = channel, hours
        db.session.add(way)
        person.record("chose_way", by, channel=channel)
        return way

    @property
    def address(self) -> str | None:
        """Only what somebody chose to be reached by."""
        return {Channel.MAIL: self.person.email, Channel.PHONE: self.person.phone}.get(self.channel)
