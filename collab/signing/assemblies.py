"""An assembly: the members of a collective consent, object or abstain on the frozen text, each by a link."""

import secrets
from datetime import date, datetime
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.parties import Party
from collab.agreements.policy import is_being_signed
from collab.agreements.signing import Frozen
from collab.clock import now, today
from collab.collectives.words import Ground, Named
from collab.db import Model
from collab.errors import NotNow
from collab.keys import Keys
from collab.people.models import Person

from .signatories import members_of

KEYS = Keys("vote of a member")


class Choice(Named):
    CONSENT = "consent", lazy_gettext("I consent")
    OBJECT = "object", lazy_gettext("I object, and say why")
    ABSTAIN = "abstain", lazy_gettext("I abstain")


class Count(NamedTuple):
    consent: int
    object: int
    abstain: int
    members: int

    @property
    def voted(self) -> int:
        return self.consent + self.object + self.abstain


class Assembly(Model):
    """Own business of one collective, until it shares the counts."""

    __tablename__ = "assembly"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    quorum: Mapped[int]
    ends_on: Mapped[date]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]
    minutes: Mapped[str | None]
    adopted_on: Mapped[date | None]

    frozen: Mapped[Frozen] = relationship(backref=backref("assemblies", order_by="Assembly.id"))
    party: Mapped[Party] = relationship()
    opened_by: Mapped[Person] = relationship()
    ballots: Mapped[list["Ballot"]] = relationship(back_populates="assembly", order_by="Ballot.id")
    __table_args__ = (
        UniqueConstraint("frozen_id", "party_id"),
        CheckConstraint("quorum > 0", name="quorum"),
    )

    @classmethod
    def call(
        cls, frozen: Frozen, party: Party, quorum: int, ends_on: date | None, *, by: Person
    ) -> "Assembly":
        """Every member gets one vote, until the end of a day."""
        if any(assembly.party is party for assembly in frozen.assemblies):
            raise NotNow(_("The members were asked about this text already."))
        if ends_on is None or ends_on < today():
            raise NotNow(_("This day has gone by already."))
        assembly = cls(party=party, quorum=quorum, ends_on=ends_on, opened_by=by, opened_at=now())
        members = members_of(party)
        if quorum > len(members):
            raise NotNow(too_many(len(members)))
        assembly.ballots = [Ballot(person=person, nonce=secrets.token_urlsafe(16)) for person in members]
        frozen.assemblies.append(assembly)
        frozen.agreement.record("asked_members", by, party=party.key)
        return assembly

    def close(self, minutes: str, by: Person) -> None:
        """Nobody votes any more; what was said is written down."""
        if self.closed_at:
            raise NotNow(_("The vote of the members is closed already."))
        self.closed_at, self.minutes = now(), minutes
        self.frozen.agreement.record("counted_members", by, party=self.party.key)

    def adopt(self, minutes: str, signatories: list[Person], reference: str, *, by: Person) -> None:
        """The minutes become the authority of those who sign."""
        if not self.is_carried:
            raise NotNow(_("The members did not agree to this text, so it gives nobody authority."))
        if self.adopted_on:
            raise NotNow(_("These minutes were adopted already."))
        if not self.is_about_the_text:
            raise NotNow(_("This vote was about an earlier text. It gives nobody authority for another one."))
        self.minutes, self.adopted_on = minutes, today()
        for person in signatories:
            self.party.collective.give_authority(
                person, Ground.MINUTES, reference=reference, by=by, starts_on=today()
            )
        self.frozen.agreement.record("adopted_minutes", by, party=self.party.key)

    def share(self, by: Person) -> None:
        """The other parties see the counts from now on; never who voted what, nor the objections."""
        if not self.closed_at or self.shared_at:
            raise NotNow(_("The counts can be shared once, when the vote is closed."))
        self.shared_at = now()
        self.frozen.agreement.record("shared_counts", by, party=self.party.key)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and today() <= self.ends_on and self.is_about_the_text

    @property
    def is_about_the_text(self) -> bool:
        """Not once the text went back to the table, was signed by all, or its cooperation stopped."""
        agreement = self.frozen.agreement
        return is_being_signed(agreement) and agreement.text is self.frozen

    @property
    def count(self) -> Count:
        cast = [ballot.choice for ballot in self.ballots]
        said = (cast.count(choice) for choice in (Choice.CONSENT, Choice.OBJECT, Choice.ABSTAIN))
        return Count._make((*said, len(cast)))

    @property
    def is_carried(self) -> bool:
        """Enough members took part, and more of them consent than object."""
        count = self.count
        enough = count.voted >= self.quorum and count.consent > count.object
        return bool(self.closed_at) and enough

    @property
    def objections(self) -> list["Ballot"]:
        return [ballot for ballot in self.ballots if ballot.choice == Choice.OBJECT]


class Ballot(Model):
    """The one vote of one member, which can change until the end."""

    __tablename__ = "ballot"
    id: Mapped[int] = mapped_column(primary_key=True)
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assembly.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    nonce: Mapped[str] = mapped_column(unique=True)
    choice: Mapped[Choice | None]
    argument: Mapped[str | None]
    cast_at: Mapped[datetime | None]

    assembly: Mapped[Assembly] = relationship(back_populates="ballots")
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("assembly_id", "person_id"),)

    @property
    def is_open(self) -> bool:
        """Whoever left the collective votes no more; a vote from before counts."""
        return self.assembly.is_open and self.person in members_of(self.assembly.party)

    def cast(self, choice: Choice, argument: str) -> None:
        if not self.is_open:
            raise NotNow(_("The vote of the members is closed already."))
        self.choice, self.argument, self.cast_at = choice, argument, now()
        self.assembly.frozen.agreement.record("voted", None, party=self.assembly.party.key)

    @property
    def key(self) -> str:
        return KEYS.sign(self.nonce)


def too_many(members: int) -> str:
    return ngettext("There is one member who can vote.", "There are %(num)s members who can vote.", members)
