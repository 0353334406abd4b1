"""A neutral question to whoever is late with an answer, in the same words for every side."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.db import Model
from collab.people.models import Person
from collab.people.words import Side

if TYPE_CHECKING:
    from .models import Agreement

PAUSE_DAYS = 5  # working days between two of them


class Nudge(Model):
    """Who was asked when an answer comes, and since when their turn lasted."""

    __tablename__ = "nudge"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    side: Mapped[Side]  # the side that is asked
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    turn_since: Mapped[date]
    sent_on: Mapped[date]

    agreement: Mapped["Agreement"] = relationship(back_populates="nudges")
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)
