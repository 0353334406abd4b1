"""Signing: the frozen text, who signed it on what ground, and the municipality's mandates."""

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import today
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Lasts, Person

from .lifecycle import Weight

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


class Mandate(Lasts):
    """What a civil servant may sign for the municipality: which weight, for how long, up to which amount."""

    __tablename__ = "mandate"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    capacity: Mapped[str]  # "head of Living Environment"
    reference: Mapped[str]  # "mandate decision 2025-31"
    heaviest: Mapped[Weight]
    max_months: Mapped[int | None]
    max_amount: Mapped[int | None]  # euros over the whole term
    revoked_on: Mapped[date | None]

    person: Mapped[Person] = relationship(backref="mandates")
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="term"),)

    @classmethod
    def give(cls, person: Person, capacity: str, reference: str, *, by: Person | None, **limits) -> "Mandate":
        mandate = cls(capacity=capacity, reference=reference, **limits)
        person.mandates.append(mandate)
        person.record("mandated", by, heaviest=mandate.heaviest)
        return mandate

    def revoke(self, by: Person) -> None:
        """From today; a day on which it was revoked before stays that day."""
        if self.revoked_on:
            raise NotNow(_("This mandate was revoked already."))
        self.revoked_on = today()
        self.person.record("mandate_revoked", by)

    def why_not(self, weight: Weight, months: int | None, amount: int) -> str | None:
        """Why this mandate does not reach as far as an agreement of this weight, length and value."""
        if self.revoked_on or not self.is_current:
            return _("This mandate does not hold today.")
        if weight == Weight.COMPLEX and self.heaviest == Weight.LIGHT:
            return _("Your mandate is for light agreements.")
        if self.max_months is not None and (months is None or months > self.max_months):
            return _("Your mandate reaches to %(months)d months.", months=self.max_months)
        if self.max_amount is not None and amount > self.max_amount:
            return _("Your mandate reaches to € %(amount)d.", amount=self.max_amount)
        return None


def text_changed() -> str:
    return _("The text changed after you opened this page. Please read it again before you sign.")
