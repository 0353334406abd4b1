"""Who makes an agreement: the municipality and anyone in the register, each in a role and for a term."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import today
from collab.collectives.models import Collective
from collab.collectives.words import MemberRole
from collab.db import Model
from collab.people.models import Person
from collab.people.words import Side

from . import canonical
from .lifecycle import PartyRole

if TYPE_CHECKING:
    from .models import Agreement


class Party(Model):
    """One of the sides of an agreement: the municipality (no collective) or anyone in the register."""

    __tablename__ = "party"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"), index=True)
    role: Mapped[PartyRole]
    starts_on: Mapped[date | None]  # only when it joins later or leaves earlier than the agreement runs
    ends_on: Mapped[date | None]
    own_name: Mapped[
        str | None
    ]  # of the municipality, when the text knows it under another one: before a merger

    agreement: Mapped["Agreement"] = relationship(back_populates="parties")
    collective: Mapped[Collective | None] = relationship()
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="term"),
        UniqueConstraint("agreement_id", "collective_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("(role = 'municipality') = (collective_id is null)", name="municipality"),
    )

    @property
    def side(self) -> Side:
        return Side.COLLECTIVE if self.collective else Side.MUNICIPALITY

    @property
    def key(self) -> str:
        return self.collective.ref if self.collective else "municipality"

    @property
    def name(self) -> str:
        return self.collective.name if self.collective else self.own_name or canonical.organisation()

    @property
    def is_asked(self) -> bool:
        """Not any more after the last day of a party that left."""
        return self.ends_on is None or self.ends_on >= today()

    @property
    def is_public_body(self) -> bool:
        return self.collective is None or self.collective.kind.is_public_body

    def speaks(self, person: Person) -> bool:
        """A civil servant never speaks for a collective in which they take part: nobody is on two sides."""
        if self.collective is None:
            return person.is_officer
        return not person.is_officer and self.collective.role_of(person) is not None

    def is_represented_by(self, person: Person) -> bool:
        """Whether this person's proposal is the party's yes too: editors only write."""
        if self.collective is None:
            return self.speaks(person)
        return self.speaks(person) and self.collective.role_of(person) == MemberRole.REPRESENTATIVE

    def weight_of(self, person: Person) -> int:
        """How much this person may do for the party: read along, write, or represent it."""
        role = self.collective.role_of(person) if self.collective else None
        return list(MemberRole).index(role) if role else 0
