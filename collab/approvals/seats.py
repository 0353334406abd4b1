"""One place in a round of approval: who is asked, and what they said."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now
from collab.collectives.words import MemberRole
from collab.db import Model
from collab.people.models import Person
from collab.people.words import Duty

from .words import SeatKind, SeatState

if TYPE_CHECKING:
    from .rounds import ApprovalRound


class ApprovalSeat(Model):
    """A person, or whoever holds a post: then the first of them who answers."""

    __tablename__ = "approval_seat"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("approval_round.id"))
    number: Mapped[int]
    step: Mapped[int]
    kind: Mapped[SeatKind]
    duty: Mapped[Duty | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    capacity: Mapped[str | None]  # in which function a mandate holder is asked
    days: Mapped[int]
    state: Mapped[SeatState]
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    comment: Mapped[str | None]  # what has to change: both sides read it
    reason: Mapped[str | None]  # why somebody else was asked

    round: Mapped["ApprovalRound"] = relationship(back_populates="seats")
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    def is_for(self, person: Person) -> bool:
        """Whether this person may answer here. Nobody answers for a side they do not speak for."""
        if not self.round.party.speaks(person):
            return False
        if self.person_id or self.person:
            return self.person is person
        if self.kind == SeatKind.DUTY:
            return self.duty is not None and person.has(self.duty)
        if self.kind == SeatKind.BOARD:
            return self.round.party.collective.role_of(person) == MemberRole.REPRESENTATIVE
        return self.kind == SeatKind.COLLEAGUE

    def close(self, state: SeatState, by: Person | None) -> None:
        self.state, self.answered_at, self.answered_by = state, now(), by

    @property
    def is_open(self) -> bool:
        return self.state in {SeatState.WAITING, SeatState.ASKED}
