"""By when: deadlines of either side, and the reminders that lead up to them."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.chores import Chore, owed_index
from collab.clock import morning_of, now, today
from collab.db import Model
from collab.people.words import Side

from .kinds import STEPS, Kind


class Deadline(Model):
    """`key` names the occasion ("promise:7:0"), so that it exists once. `side` acts; None is both."""

    __tablename__ = "deadline"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[Kind]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    side: Mapped[Side | None]
    subject: Mapped[str]  # what it is about, in the words of the people: "water at the greenhouse"
    data: Mapped[dict[str, Any]]
    starts_on: Mapped[date]
    due_on: Mapped[date]
    met_on: Mapped[date | None]

    if TYPE_CHECKING:  # declared by the slices that come later in the story
        case: Any
        agreement: Any

    reminders: Mapped[list["Reminder"]] = relationship(back_populates="deadline", order_by="Reminder.step")
    __table_args__ = (Index("ix_deadline_open", "due_on", "id", postgresql_where=text("met_on is null")),)

    @classmethod
    def start(
        cls, kind: Kind, key: str, due_on: date, *, subject: str, side: Side | None = None, **about
    ) -> "Deadline":
        """With the reminders of its kind that are still to come; `about` names the case and the agreement."""
        deadline = cls(
            kind=kind, key=key, due_on=due_on, subject=subject, side=side, starts_on=today(),
            data=about.pop("data", {}), **about,
        )  # fmt: skip
        days = {step: due_on + timedelta(days=step) for step in STEPS[kind]}
        to_come = {step: morning_of(day) for step, day in days.items() if day >= today()}
        deadline.reminders = [Reminder(step=step, due_at=at, attempts=0) for step, at in to_come.items()]
        return deadline

    @property
    def is_late(self) -> bool:
        return self.met_on is None and self.due_on < today()

    @property
    def days_left(self) -> int:
        return (self.due_on - today()).days

    def reopen(self) -> None:
        """Not done after all: the steps that are still to come go out again."""
        self.met_on = None
        for reminder in self.reminders:
            if (
                reminder.outcome == "met"
                and reminder.deadline.due_on + timedelta(days=reminder.step) >= today()
            ):
                reminder.outcome = reminder.done_at = None

    def meet(self) -> None:
        """Done: no reminder goes out any more."""
        self.met_on = self.met_on or today()


class Reminder(Chore, Model):
    """One step of a deadline. Found by `due_at <= now`, so a missed night is made up; of several missed steps
    only the nearest goes out, the others are noted as skipped."""

    __tablename__ = "reminder"
    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id", ondelete="cascade"))
    step: Mapped[int]  # days from the due day
    outcome: Mapped[str | None]  # "sent", "skipped" (a later step was due too), "met" (nothing left to say)

    deadline: Mapped[Deadline] = relationship(back_populates="reminders")
    __table_args__ = (UniqueConstraint("deadline_id", "step"), owed_index("reminder"))

    @property
    def moment(self) -> datetime:
        """When it is meant to go out. `due_at` begins as this, and moves when an attempt fails."""
        return morning_of(self.deadline.due_on + timedelta(days=self.step))


def overtaken(reminder: Reminder) -> bool:
    """Whether a later step of the same deadline is due as well."""
    later = (other for other in reminder.deadline.reminders if other.step > reminder.step)
    return any(other.moment <= now() for other in later)
