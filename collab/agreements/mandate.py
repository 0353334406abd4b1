"""Mandates: who may decide and sign for the municipality, which class, up to which amount and term."""

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.clock import today
from collab.errors import NotNow
from collab.people.models import Lasts, Person, Post
from collab.people.words import Duty
from collab.words import money

from .lifecycle import Weight

HEAVIER = list(Weight)


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
    unit: Mapped[str | None]  # "Living Environment"
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"), unique=True)

    person: Mapped[Person] = relationship(backref=backref("mandates", order_by="Mandate.id"))
    replaces: Mapped["Mandate | None"] = relationship(remote_side=id)
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="term"),)

    @classmethod
    def give(cls, person: Person, capacity: str, reference: str, *, by: Person | None, **limits) -> "Mandate":
        """With a mandate comes the post of mandate holder, from the same day."""
        mandate = cls(capacity=capacity, reference=reference, **limits)
        person.mandates.append(mandate)
        person.record("mandated", by, heaviest=mandate.heaviest)
        if not post_of(person):
            person.appoint(Duty.MANDATE_HOLDER, by, starts_on=max(mandate.starts_on, today()))
        return mandate

    def revoke(self, by: Person) -> None:
        """From today; a day on which it was revoked before stays that day."""
        if self.revoked_on:
            raise NotNow(_("This mandate was revoked already."))
        self.revoked_on = today()
        self.person.record("mandate_revoked", by)
        end_post_without_mandate(self.person, by)

    def change(self, capacity: str, reference: str, *, by: Person, **limits) -> "Mandate":
        """Another reach from today: this one is taken back and stays on record, a new one takes its place."""
        if self.revoked_on:
            raise NotNow(_("This mandate was revoked already."))
        self.revoked_on = today()
        self.person.record("mandate_revoked", by)
        return Mandate.give(self.person, capacity, reference, by=by, replaces=self, **limits)

    @property
    def holds(self) -> bool:
        return self.is_current and not self.revoked_on

    @property
    def is_to_come_or_holds(self) -> bool:
        return not self.is_over and not self.revoked_on

    def why_not(self, weight: Weight, months: int | None, amount: int) -> str | None:
        """Why this mandate does not reach as far as an agreement of this weight, length and value."""
        if not self.holds:
            return _("This mandate does not hold today.")
        return self.why_not_reach(weight, months, amount)

    def why_not_reach(self, weight: Weight, months: int | None, amount: int) -> str | None:
        """The same, apart from whether it holds today."""
        if HEAVIER.index(weight) > HEAVIER.index(self.heaviest):
            return _("Your mandate is for %(weight)s agreements.", weight=self.heaviest.label)
        if self.max_months is not None and (months is None or months > self.max_months):
            return _("Your mandate reaches to %(months)d months.", months=self.max_months)
        if self.max_amount is not None and amount > self.max_amount:
            return _(
                "%(amount)s is above your mandate, which reaches to %(most)s.",
                amount=money(amount),
                most=money(self.max_amount),
            )
        return None


def post_of(person: Person) -> Post | None:
    """The post of mandate holder that this person has or will have."""
    return next((p for p in person.posts if p.duty == Duty.MANDATE_HOLDER and not p.is_over), None)


def end_post_without_mandate(person: Person, by: Person | None) -> None:
    """With the last mandate goes the post: who may not sign any more need not see every cooperation."""
    post = post_of(person)
    if post and not any(mandate.is_to_come_or_holds for mandate in person.mandates):
        post.end(today() - timedelta(days=1), by)
