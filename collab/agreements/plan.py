"""How a text is signed: in which order, how many of each party, and who. Copied when the text is frozen."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.clock import now
from collab.db import Model
from collab.people.models import Person

if TYPE_CHECKING:
    from .models import Agreement
    from .parties import Party


@dataclass(frozen=True)
class Named:
    """Somebody who signs; with `minor` in the place of a minor of that name, as its guardian."""

    person: int
    minor: str | None = None


@dataclass(frozen=True)
class Share:
    """The part of one party. Without names anybody signs who may sign for it."""

    party: str
    place: int = 1
    quorum: int = 1
    named: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Plan:
    in_order: bool = False
    shares: tuple[Share, ...] = ()

    @classmethod
    def read(cls, written: dict[str, Any]) -> "Plan":
        shares = (
            Share(**{**share, "named": tuple(Named(**one) for one in share["named"])})
            for share in written.get("shares", ())
        )
        return cls(written.get("in_order", False), tuple(shares))

    def written(self) -> dict[str, Any]:
        return asdict(self)

    def share_of(self, key: str) -> Share:
        """What was not laid down is one signature, by anybody who may."""
        return next((share for share in self.shares if share.party == key), Share(key))

    def with_share(self, share: Share) -> "Plan":
        others = tuple(other for other in self.shares if other.party != share.party)
        return replace(self, shares=(*others, share))


class SigningPlan(Model):
    """The plan for the next round. A round that runs has its own copy, which nobody can change."""

    __tablename__ = "signing_plan"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    written: Mapped[dict[str, Any]]

    agreement: Mapped["Agreement"] = relationship(backref=backref("signing_plan", uselist=False))


class HandOver(Model):
    """Somebody passed their signature in one round on to another person of the same party."""

    __tablename__ = "hand_over"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    taker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    ground: Mapped[str]  # on what the taker may sign, as it was checked on that day
    handed_at: Mapped[datetime]

    party: Mapped["Party"] = relationship()
    giver: Mapped[Person] = relationship(foreign_keys=giver_id)
    taker: Mapped[Person] = relationship(foreign_keys=taker_id)

    @classmethod
    def make(cls, party: Any, giver: Person, taker: Person, **why: str) -> "HandOver":
        return cls(party=party, giver=giver, taker=taker, handed_at=now(), **why)
