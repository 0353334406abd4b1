"""By when: deadlines of either side, and what was said of them as they came near."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import local, now, today
from collab.db import Model
from collab.people.words import Side

from .kinds import Kind, Rung
from .rules import rule_of
from .schedule import Mark, Shape, first_from, marks
from .terms import Unit, day_after, instant_after, midnight, next_working_day, whole_days

LONG_AGO = datetime.min.replace(tzinfo=UTC)
WAITS = text("met_on is null and paused_at is null")


class Deadline(Model):
    """`key` names the occasion ("promise:7:0"), so that it exists once. `side` acts; None is both.

    `counted_on` is the day that was counted or agreed, before pauses and weekends moved it to `due_on`.
    """

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
    counted_on: Mapped[date]
    due_on: Mapped[date]
    due_at: Mapped[datetime | None]  # for terms in hours: the instant itself
    met_on: Mapped[date | None]
    paused_at: Mapped[datetime | None]
    shift: Mapped[timedelta]  # how long its clock stood still, all pauses together
    moved: Mapped[int]  # how often people agreed on another day
    next_at: Mapped[datetime | None]  # when somebody hears of it next

    if TYPE_CHECKING:  # declared by the slices that come later in the story
        case: Any
        agreement: Any

    reminders: Mapped[list["Reminder"]] = relationship(
        back_populates="deadline", order_by="(Reminder.step, Reminder.rung, Reminder.moved)"
    )
    __table_args__ = (
        Index("ix_deadline_open", "due_on", "id", postgresql_where=text("met_on is null")),
        Index("ix_deadline_next", "next_at", "id", postgresql_where=WAITS),
    )

    @classmethod
    def start(
        cls, kind: Kind, key: str, due_on: date, *, subject: str, side: Side | None = None, **about
    ) -> "Deadline":
        """On a day that is known; `about` names the case and the agreement, and `due_at` for an instant.
        Steps that are past already are left out; where hours count, the nearest of them comes at once."""
        deadline = cls(
            kind=kind, key=key, counted_on=due_on, subject=subject, side=side, starts_on=today(),
            data=about.pop("data", {}), shift=timedelta(0), moved=0, **about,
        )  # fmt: skip
        deadline.due_on = deadline._landed(due_on)
        deadline.next_at = first_from(deadline.marks, LONG_AGO if deadline.due_at else midnight(today()))
        return deadline

    @classmethod
    def count(cls, kind: Kind, key: str, *, subject: str, since: date | datetime | None = None, **about):
        """After the length its rule has here; `since` is a day, or an instant where hours count."""
        rule = rule_of(kind)
        if rule.length is None:
            raise ValueError(f"{kind} has no length of its own")
        if rule.unit == Unit.HOURS:
            about["due_at"] = instant_after(since if isinstance(since, datetime) else now(), rule.length)
            return cls.start(kind, key, local(about["due_at"]).date(), subject=subject, **about)
        begun = local(since).date() if isinstance(since, datetime) else since or today()
        return cls.start(kind, key, day_after(begun, rule.length, rule.unit), subject=subject, **about)

    @property
    def is_late(self) -> bool:
        return self.met_on is None and self.paused_at is None and self.due_on < today()

    @property
    def days_left(self) -> int:
        return (self.due_on - today()).days

    @property
    def marks(self) -> list[Mark]:
        weight = (self.data or {}).get("weight")
        return marks(rule_of(self.kind), Shape(self.kind, self.side, weight, self.due_on, self.due_at))

    def still_waits(self, told: dict[str, Any]) -> bool:
        """Whether what was found about it holds: not done, no clock stopped, no other day agreed since."""
        return self.met_on is None and self.paused_at is None and told.get("moved", self.moved) == self.moved

    def say_now(self) -> None:
        """Another mail says what its reminders would say at this moment."""
        said = {"moved": self.moved, "outcome": "sent", "noted_at": now()}
        here = (mark for mark in self.marks if mark.rung == Rung.PERSON and mark.at <= now())
        self.reminders += [Reminder(rung=mark.rung, step=mark.step, **said) for mark in here]

    def reopen(self) -> None:
        """Not done after all: the steps that are still to come go out again."""
        self.met_on = None
        noted = {(one.rung, one.step) for one in self.reminders if one.moved == self.moved}
        to_come = [mark for mark in self.marks if (mark.rung, mark.step) not in noted]
        self.next_at = first_from(to_come, midnight(today()))
        if self.case.is_paused:
            self.hold()

    def meet(self) -> None:
        """Done: no reminder goes out any more."""
        self.met_on = self.met_on or today()

    def hold(self) -> None:
        """Its clock stands still from now."""
        if self.paused_at is None and self.met_on is None and self.stands_still:
            self.paused_at = now()

    @property
    def stands_still(self) -> bool:
        """Whether a pause makes it later. The last day that a signed text gives to support stays that day."""
        signed = self.kind == Kind.SUPPORT_ENDS and self.agreement_id is not None
        return rule_of(self.kind).pauses and not signed

    def release(self) -> None:
        """Its clock runs on, with all the time that passed."""
        if self.paused_at:
            elapsed, self.paused_at = now() - self.paused_at, None
            self.wait(elapsed)

    def wait(self, elapsed: timedelta) -> None:
        """So much later; what was said already is not said again."""
        past = (mark for mark in self.marks if self.next_at is None or mark.at < self.next_at)
        said = {(mark.rung, mark.step) for mark in past}
        self.shift += elapsed
        if self.due_at:
            self.due_at = self.due_at.astimezone(UTC) + elapsed
            self.due_on = local(self.due_at).date()
        else:
            self.due_on = self.lands_on
        self.next_at = next((mark.at for mark in self.marks if (mark.rung, mark.step) not in said), None)

    def agree_on(self, day: date) -> None:
        """The people chose another day: the steps towards it go out as for a new one. While the clock stands
        still, that day moves only by what is still to pass."""
        pause = timedelta(days=whole_days(self.shift))
        self.counted_on, self.moved = day - pause, self.moved + 1
        self.paused_at = now() if self.paused_at else None
        if self.due_at:
            self.due_at = self.due_at.astimezone(UTC) + (midnight(day) - midnight(self.due_on))
        self.due_on = self._landed(day)
        self.next_at = first_from(self.marks, midnight(today()))

    @property
    def stood(self) -> timedelta:
        """How long its clock stood still up to now."""
        return self.shift + (now() - self.paused_at if self.paused_at else timedelta(0))

    @property
    def comes_on(self) -> date:
        """The day that was counted with all that its clock stood still, also in a pause that goes on."""
        return self.counted_on + timedelta(days=whole_days(self.stood))

    @property
    def lands_on(self) -> date:
        """The day that was counted, after all pauses and on a working day where that matters."""
        return self._landed(self.counted_on + timedelta(days=whole_days(self.shift)))

    def _landed(self, day: date) -> date:
        return next_working_day(day) if rule_of(self.kind).moves and not self.due_at else day


class Reminder(Model):
    """That a step was said, or left out as a later one was due too. Once for each day that was agreed."""

    __tablename__ = "reminder"
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id", ondelete="cascade"), primary_key=True)
    moved: Mapped[int] = mapped_column(primary_key=True)
    rung: Mapped[Rung] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)  # from the due day, in the unit of its rule
    outcome: Mapped[str]  # "sent" or "skipped"
    noted_at: Mapped[datetime]

    deadline: Mapped[Deadline] = relationship(back_populates="reminders")


class OwnDay(Model):
    """A day on which the municipality is closed, beside the public holidays."""

    __tablename__ = "own_day"
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
