"""What both sides must agree on beside the text: a later day, or a way to settle what is contested."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now, today
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person
from collab.people.words import Side

from .words import OWED, Matter, Outcome, State


class PromiseProposal(Model):
    """Said by one side, answered by the other. `from_on` is the day it would no longer be."""

    __tablename__ = "promise_proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"), index=True)
    matter: Mapped[Matter]
    outcome: Mapped[Outcome]
    words: Mapped[str | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    side: Mapped[Side]
    proposed_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)
    __table_args__ = (CheckConstraint("(matter = 'new_day') = (to_on is not null)", name="day"),)

    def close(self, outcome: Outcome, by: Person | None) -> None:
        self.outcome, self.answered_by, self.answered_at = outcome, by, now()


class Movable:
    """The verbs of what both sides agree on."""

    __tablename__ = "promise"

    if TYPE_CHECKING:
        state: Any
        due_on: Any
        until: Any
        moved_from: Any
        moves: Any
        proposals: Any
        record: Any
        settle: Any
        _move: Any
        meet_round: Any
        start_deadline: Any

    def ask_new_day(self, to_on: date, words: str | None, *, by: Person) -> None:
        """Can it be another day? Nothing changes until the other side says yes."""
        if self.state not in OWED or self.due_on is None:
            raise NotNow(_("There is no day to move at this moment."))
        if to_on == self.due_on or to_on < today():
            raise NotNow(_("Choose another day than the one that was promised, today or later."))
        if self.until and to_on > self.until:
            raise NotNow(_("That lies after its last day."))
        self._propose(Matter.NEW_DAY, words, by, from_on=self.due_on, to_on=to_on)
        self.record("new_day_asked", by, to_on=to_on.isoformat())

    def ask_settlement(self, words: str, *, by: Person) -> None:
        """A way out of what is contested, in words."""
        if self.state != State.CONTESTED:
            raise NotNow(_("There is nothing to settle at this moment."))
        self._propose(Matter.SETTLEMENT, words, by)
        self.record("settlement_asked", by)

    def respond(self, agreed: bool, *, by: Person) -> None:
        """The other side's yes or no."""
        proposal = self.open_proposal
        if proposal is None:
            raise NotNow(_("There is nothing to answer at this moment."))
        if proposal.side == by.side:
            raise NotNow(_("The other side answers this."))
        proposal.close(Outcome.AGREED if agreed else Outcome.REFUSED, by)
        if not agreed:
            self.record("proposal_refused", by)
        elif proposal.matter == Matter.SETTLEMENT:
            self.settle(by)
        else:
            self._take_new_day(proposal, by)

    def lapse(self) -> None:
        """What was asked is overtaken by a step."""
        if proposal := self.open_proposal:
            proposal.close(Outcome.LAPSED, None)

    @property
    def open_proposal(self) -> PromiseProposal | None:
        return next((one for one in self.proposals if one.outcome == Outcome.OPEN), None)

    def _propose(self, matter: Matter, words: str | None, by: Person, **days: date) -> None:
        if self.open_proposal:
            raise NotNow(_("Another question about this waits for an answer. Answer that one first."))
        proposal = PromiseProposal(
            matter=matter, outcome=Outcome.OPEN, words=words or None, person=by, side=by.side,
            proposed_at=now(), **days,
        )  # fmt: skip
        self.proposals.append(proposal)

    def _take_new_day(self, proposal: PromiseProposal, by: Person) -> None:
        if proposal.to_on and proposal.to_on < today():
            raise NotNow(_("That day has passed by now. Say no to it, and ask for another day."))
        self.meet_round()
        self.moved_from, self.due_on = self.moved_from or self.due_on, proposal.to_on
        self.moves += 1
        if self.state == State.CONTESTED:
            self._move(State.PROMISED)
        self.start_deadline()
        self.record("moved", by, to_on=proposal.to_on.isoformat())
