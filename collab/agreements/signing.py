"""Signing: the frozen text, what may still be signed under it, and who signed on what ground."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.db import Model
from collab.people.models import Person

from .mandate import Mandate as Mandate  # known here to older modules
from .plan import HandOver, Named, Plan, Share

if TYPE_CHECKING:
    from .models import Agreement
    from .parties import Party


class Authorised(NamedTuple):
    """On what a signature rests, in words that stay true when the register changes."""

    capacity: str  # "representative", "head of Living Environment"
    ground: str  # "minutes: members' meeting of 1 October 2026, from 2026-10-01"


class Proof(StrEnum):
    """How we knew that it was them: a session begun just before, a code by mail, or their hand on paper."""

    SESSION = "session"
    CODE = "code"
    PAPER = "paper"


class Frozen(Model):
    """A text as it was laid down for signing: canonical JSON and its SHA-256, and the plan of this round."""

    __tablename__ = "frozen"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    text: Mapped[str]
    digest: Mapped[str]
    frozen_at: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    plan: Mapped[dict[str, Any]]

    if TYPE_CHECKING:  # declared by the slice of signing
        invitations: Any
        scans: Any
        assemblies: Any

    agreement: Mapped["Agreement"] = relationship(back_populates="frozen")
    person: Mapped[Person] = relationship()
    signatures: Mapped[list["Signature"]] = relationship(back_populates="frozen", order_by="Signature.id")
    hand_overs: Mapped[list[HandOver]] = relationship(order_by=HandOver.id)
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    def share_of(self, party: "Party") -> Share:
        return Plan.read(self.plan).share_of(party.key)

    def signatures_of(self, party: "Party") -> list["Signature"]:
        return [signature for signature in self.signatures if signature.party is party]

    def is_complete(self, party: "Party") -> bool:
        return len(self.signatures_of(party)) >= self.share_of(party).quorum

    def has_signed(self, party: "Party", person: Person, minor: str | None = None) -> bool:
        return any(s.person is person and s.minor == minor for s in self.signatures_of(party))

    @property
    def on_turn(self) -> list["Party"]:
        """Who is asked to sign now: everyone who did not, or in order the next of them."""
        waiting = [party for party in self.agreement.present_parties if not self.is_complete(party)]
        if not Plan.read(self.plan).in_order:
            return waiting
        first = min((self.share_of(party).place for party in waiting), default=0)
        return [party for party in waiting if self.share_of(party).place == first]

    def named_of(self, party: "Party") -> list[Named]:
        """Whom the plan names, with those who took over in the place of those who gave."""
        named = list(self.share_of(party).named)
        for step in self._steps_of(party):
            named = [Named(step.taker_id) if one == Named(step.giver_id) else one for one in named]
        return named

    def is_asked_by_name(self, party: "Party", person: Person) -> bool:
        return Named(person.id) in self.named_of(party)

    def why_not_sign(self, party: "Party", person: Person, minor: str | None = None) -> str | None:
        """Why this person cannot sign for that party now, apart from the ground on which they may."""
        if why_not := self.why_not_asked(party, person, minor):
            return why_not
        if party not in self.on_turn:
            first = ", ".join(one.name for one in self.on_turn)
            return _("%(first)s signs first. You get a message when it is your turn.", first=first)
        return None

    def why_not_asked(self, party: "Party", person: Person, minor: str | None = None) -> str | None:
        """Why nobody waits for this person in this round, also not when the others have signed."""
        if self.has_signed(party, person, minor) or self.is_complete(party):
            return _("%(party)s has signed already.", party=party.name)
        if not party.is_asked:
            return _("%(party)s takes part no longer.", party=party.name)
        if any(s.person is person and s.party.side != party.side for s in self.signatures):
            return _("Nobody signs for the municipality and for a collective.")
        named = self.named_of(party)
        if named and Named(person.id, minor) not in named:
            return _("Others sign for %(party)s: the plan for signing names them.", party=party.name)
        if self._gave_away(party, person):
            return _("You handed your signature over to somebody else.")
        return None

    def _gave_away(self, party: "Party", person: Person) -> bool:
        mine = [step for step in self._steps_of(party) if person in (step.giver, step.taker)]
        return bool(mine) and mine[-1].giver is person and not self.named_of(party)

    def _steps_of(self, party: "Party") -> list[HandOver]:
        return [step for step in self.hand_overs if step.party is party]


class Signature(Model):
    """A typed name under one text for one party, with the ground on which this person may."""

    __tablename__ = "signature"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    minor: Mapped[str | None]  # in whose place a guardian signed
    typed_name: Mapped[str]
    capacity: Mapped[str]
    ground: Mapped[str]
    signed_at: Mapped[datetime]
    proof: Mapped[Proof]
    on_paper_on: Mapped[date | None]

    frozen: Mapped[Frozen] = relationship(back_populates="signatures")
    party: Mapped["Party"] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("frozen_id", "party_id", "person_id", "minor", postgresql_nulls_not_distinct=True),
    )


def text_changed() -> str:
    return _("The text changed after you opened this page. Please read it again before you sign.")
