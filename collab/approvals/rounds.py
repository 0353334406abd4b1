"""Approval before the text is frozen: a round of people who say yes to one exact text, in steps."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements import canonical
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.cases.lifecycle import Stage
from collab.clock import now, today, working_days_after
from collab.collectives.models import Collective
from collab.db import Model
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Duty

from .seats import ApprovalSeat
from .words import RoundState, SeatKind, SeatState


class ApprovalRule(Model):
    """One line of the settings: who approves a text of this class, and when. Copied when a round starts."""

    __tablename__ = "approval_rule"
    id: Mapped[int] = mapped_column(primary_key=True)
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"), index=True)
    weight: Mapped[str | None]  # none: every class
    step: Mapped[int]
    kind: Mapped[SeatKind]
    duty: Mapped[Duty | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    days: Mapped[int]  # working days to answer in
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    collective: Mapped[Collective | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    made_by: Mapped[Person | None] = relationship(foreign_keys=made_by_id)
    __table_args__ = (
        CheckConstraint("(kind = 'duty') = (duty is not null)", name="duty_of_kind"),
        CheckConstraint("(kind = 'person') = (person_id is not null)", name="person_of_kind"),
    )

    def remove(self) -> None:
        self.removed_at = now()


class ApprovalRound(Remembers, Model):
    """One text laid before one side's own people. Another text needs another round."""

    __tablename__ = "approval_round"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    number: Mapped[int]
    digest: Mapped[str]
    state: Mapped[RoundState]
    started_at: Mapped[datetime]
    started_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]

    agreement: Mapped[Agreement] = relationship(backref=backref("rounds", order_by="ApprovalRound.id"))
    party: Mapped[Party] = relationship()
    started_by: Mapped[Person] = relationship()
    seats: Mapped[list[ApprovalSeat]] = relationship(back_populates="round", order_by=ApprovalSeat.number)
    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        Index(
            "uq_approval_round_running", "party_id", unique=True, postgresql_where=text("state = 'running'")
        ),
    )

    if TYPE_CHECKING:
        events: Any

    @classmethod
    def start(
        cls, agreement: Agreement, party: Party, seats: Iterable[ApprovalSeat], by: Person
    ) -> "ApprovalRound":
        """Lay the text before these people. What the settings say later does not change this round."""
        if agreement.missing() or agreement.open_articles:
            raise NotNow(_("First everything that is needed is agreed, and no proposal is open."))
        digest = canonical.digest(canonical.text_of(agreement))
        running = [r for r in agreement.rounds if r.party is party and r.state == RoundState.RUNNING]
        if any(round.digest == digest for round in running):
            raise NotNow(_("This text lies before them already."))
        round = cls(
            number=len(agreement.rounds) + 1, party=party, digest=digest, state=RoundState.RUNNING,
            started_at=now(), started_by=by, seats=[],
        )  # fmt: skip
        for earlier in running:
            earlier.lapse()
        agreement.rounds.append(round)
        for seat in seats:
            round._add(seat)
        round.record("started", by, round=round.number)
        round._go_on()
        return round

    def approve(self, seat: ApprovalSeat, digest: str, by: Person) -> None:
        """Yes to the text that was read: the page carries its digest."""
        self._expect_asked(seat, digest)
        seat.close(SeatState.APPROVED, by)
        self._meet(seat)
        self.record("approved", by, round=self.number)
        self._go_on()

    def ask_change(self, seat: ApprovalSeat, comment: str, digest: str, by: Person) -> None:
        """Not like this: all read why, and the text is open for a proposal. What others said stays."""
        self._expect_asked(seat, digest)
        seat.comment = comment
        seat.close(SeatState.CHANGE, by)
        self._end(RoundState.CHANGE)
        self.record("change_asked", by, round=self.number)
        case = self.agreement.case
        if self.agreement.status == Status.SIGNING:
            self.agreement.reopen(comment, by)
        elif case.stage in {Stage.INTERNAL_REVIEW, Stage.DECISION_PENDING}:
            case.step(Stage.DRAFTING, comment, by)
        else:
            case.say(comment, by)

    def replace(self, seat: ApprovalSeat, fresh: ApprovalSeat, reason: str, by: Person | None) -> None:
        """Somebody else who may, because the one who was asked is away."""
        if self.state != RoundState.RUNNING or not seat.is_open:
            raise NotNow(_("Nobody is asked for this any more."))
        was_asked = seat.state == SeatState.ASKED
        self._meet(seat)
        seat.reason = reason
        seat.close(SeatState.REPLACED, by)
        self._add(fresh)
        self.record("replaced", by, round=self.number)
        if was_asked:
            self._ask(fresh)

    def lapse(self) -> None:
        """The text is not this one any more."""
        self._end(RoundState.LAPSED)
        self.record("lapsed", None, round=self.number).side = self.party.side

    def remember(self, event: Event) -> None:
        self.agreement.remember(event)

    @property
    def is_valid(self) -> bool:
        return self.state in {RoundState.RUNNING, RoundState.COMPLETE}

    @property
    def approvers(self) -> set[Person]:
        yes = (seat.answered_by for seat in self.seats if seat.state == SeatState.APPROVED)
        return {person for person in yes if person}

    @property
    def asked(self) -> list[ApprovalSeat]:
        return [seat for seat in self.seats if seat.state == SeatState.ASKED]

    def seat(self, number: int) -> ApprovalSeat | None:
        return next((seat for seat in self.seats if seat.number == number), None)

    def _add(self, seat: ApprovalSeat) -> None:
        seat.number, seat.state = len(self.seats) + 1, SeatState.WAITING
        self.seats.append(seat)

    def _go_on(self) -> None:
        """Ask the next step once everyone in this one said yes."""
        if self.asked:
            return
        waiting = [seat for seat in self.seats if seat.state == SeatState.WAITING]
        step = min((seat.step for seat in waiting), default=None)
        for seat in waiting:
            if seat.step == step:
                self._ask(seat)
        if step is None:
            self._end(RoundState.COMPLETE)
            self.record("completed", None, round=self.number).side = self.party.side

    def _ask(self, seat: ApprovalSeat) -> None:
        seat.state, seat.asked_at = SeatState.ASKED, now()
        due, subject = working_days_after(today(), seat.days), self.agreement.title
        about: dict[str, Any] = {"side": self.party.side, "data": {"round": self.number, "seat": seat.number}}
        self.agreement.add_deadline(
            Deadline.start(Kind.APPROVAL, self.key_of(seat), due, subject=subject, **about)
        )
        self.record("asked", None, round=self.number, seat=seat.number).side = self.party.side

    def _end(self, state: RoundState) -> None:
        self.state, self.ended_at = state, now()
        for seat in self.seats:
            self._meet(seat)
            if seat.is_open:
                seat.state = SeatState.DROPPED

    def _expect_asked(self, seat: ApprovalSeat, digest: str) -> None:
        stands = canonical.digest(canonical.text_of(self.agreement))
        if digest != self.digest or stands != self.digest:
            raise NotNow(_("The text changed after this round began. It needs a new round."))
        if self.state != RoundState.RUNNING or seat.state != SeatState.ASKED:
            raise NotNow(_("Nobody is asked for this any more."))

    def key_of(self, seat: ApprovalSeat) -> str:
        return f"approval:{self.agreement.ref}:{self.number}:{seat.number}"

    def _meet(self, seat: ApprovalSeat) -> None:
        for deadline in self.agreement.deadlines:
            if deadline.key == self.key_of(seat):
                deadline.meet()


class ApprovalNote(Model):
    """What an approver wrote for the own side only."""

    __tablename__ = "approval_note"
    seat_id: Mapped[int] = mapped_column(ForeignKey("approval_seat.id"), primary_key=True)
    text: Mapped[str]

    seat: Mapped[ApprovalSeat] = relationship()
