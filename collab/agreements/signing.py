"""Signing: the frozen text, and who signed it on what ground."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.db import Model
from collab.people.models import Person

from .mandate import Mandate as Mandate  # known here to older modules

if TYPE_CHECKING:
    from .models import Agreement
    from .parties import Party


class Authorised(NamedTuple):
    """On what a signature rests, in words that stay true when the register changes."""

    capacity: str  # "representative", "head of Living Environment"
    ground: str  # "minutes: members' meeting of 1 October 2026, from 2026-10-01"


class Frozen(Model):
    """A text as it was laid down for signing: canonical JSON and its SHA-256."""

    __tablename__ = "frozen"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    text: Mapped[str]
    digest: Mapped[str]
    frozen_at: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    agreement: Mapped["Agreement"] = relationship(back_populates="frozen")
    person: Mapped[Person] = relationship()
    signatures: Mapped[list["Signature"]] = relationship(back_populates="frozen", order_by="Signature.id")
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)


class Signature(Model):
    """A typed name under one text for one party, with the ground on which this person may."""

    __tablename__ = "signature"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    typed_name: Mapped[str]
    capacity: Mapped[str]
    ground: Mapped[str]
    signed_at: Mapped[datetime]

    frozen: Mapped[Frozen] = relationship(back_populates="signatures")
    party: Mapped["Party"] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("frozen_id", "party_id"), UniqueConstraint("frozen_id", "person_id"))


def text_changed() -> str:
    return _("The text changed after you opened this page. Please read it again before you sign.")
