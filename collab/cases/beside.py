"""What is true beside a stage, from an instant on: a clock that stands still, a suspension, a dispute."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import local, now, today
from collab.collectives.models import Collective
from collab.collectives.words import Named
from collab.db import Model
from collab.deadlines import Deadline, Kind, shifting
from collab.deadlines.rules import rule_of
from collab.deadlines.terms import instant_after, whole_days
from collab.errors import NotNow
from collab.people.models import Person
from collab.people.words import Side

from . import terms

_agreed: list[Callable[[Any], int | None]] = []
_running_on: list[Callable[[Any, Any], None]] = []


class BesideKind(Named):
    PAUSED = "paused", lazy_gettext("the clock stands still")
    SUSPENDED = "suspended", lazy_gettext("suspended")
    DISPUTED = "disputed", lazy_gettext("in dispute")
    NOT_STARTED = "not_started", lazy_gettext("work not begun")
    UNPUBLISHED = "unpublished", lazy_gettext("to be published")
    AMENDING = "amending", lazy_gettext("a change is being prepared")
    REVIEW_DUE = "review_due", lazy_gettext("evaluation is due")
    DEPUTY = "deputy", lazy_gettext("the deputy acts")


OF_AGREEMENT = (
    BesideKind.SUSPENDED, BesideKind.NOT_STARTED, BesideKind.UNPUBLISHED, BesideKind.AMENDING,
    BesideKind.REVIEW_DUE,
)  # fmt: skip


def agreed_notice(function: Callable[[Any], int | None]) -> Callable[[Any], int | None]:
    """A later slice knows how many hours before a suspension was agreed in this cooperation, or None."""
    _agreed.append(function)
    return function


def runs_on(function: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A later slice has days of its own beside the deadlines: called with the pause that is over."""
    _running_on.append(function)
    return function


def notice_hours(case: Any) -> int:
    """As agreed; else as the rule of this municipality says."""
    agreed = (hours for function in _agreed if (hours := function(case)))
    return next(agreed, None) or rule_of(Kind.SUSPENSION).length or 0


class Beside(Model):
    """`reason` is there wherever a person began it; without an end it still holds."""

    __tablename__ = "beside"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[BesideKind]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    side: Mapped[Side | None]
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))  # whose deputy acts
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: time itself
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]

    case: Mapped[Any] = relationship("Case", back_populates="besides")
    collective: Mapped[Collective | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    ended_by: Mapped[Person | None] = relationship(foreign_keys=ended_by_id)
    __table_args__ = (
        CheckConstraint("ends_at >= starts_at", name="term"),
        Index(
            "uq_beside_open", "case_id", "kind", "collective_id", unique=True,
            postgresql_where=text("ends_at is null"), postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip

    @property
    def is_open(self) -> bool:
        """Announced or going on."""
        return self.ends_at is None or self.ends_at > max(now(), self.starts_at)

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= now()

    def words_for(self, side: Side) -> Side:
        """Whose words this side reads. While the deputy of a collective acts, the two change places."""
        return side.other if self.collective else side

    def end(self, by: Person | None) -> None:
        """One that had only been announced never was."""
        self.ends_at, self.ended_by = max(now(), self.starts_at), by


class Besides:
    """The verbs of a cooperation for what is true beside its stage."""

    __tablename__ = "case"

    if TYPE_CHECKING:
        ref: Any
        title: Any
        besides: Any
        deadlines: Any
        turn_stood: Any
        turn_stopped_at: Any
        record: Any
        say: Any

    def pause(self, reason: str, by: Person) -> None:
        """The clocks of both sides stand still; nobody is reminded until somebody goes on."""
        self.note(BesideKind.PAUSED, by, reason)
        self.turn_stopped_at = now()
        shifting.hold(self)
        self.say(reason, by, announced=True)
        self.record("paused", by)

    def resume(self, by: Person | None) -> None:
        """Every date moves by the time that really passed."""
        paused = self._expect_beside(BesideKind.PAUSED)
        paused.end(by)
        self.turn_stopped_at = None
        shifting.release(self, by)
        for function in _running_on:
            function(self, paused)
        terms.keep_still(self)
        self.record("resumed", by, days=whole_days(now() - paused.starts_at))

    def suspend(self, reason: str, starts_at: datetime | None, by: Person) -> None:
        """Stop the work for a while; the other side knows it as many hours before as was agreed."""
        hours = notice_hours(self)
        earliest = instant_after(now(), hours)
        starts_at = starts_at or earliest
        if starts_at < earliest:
            raise NotNow(
                _("A suspension begins %(hours)s hours after it is announced, or later.", hours=hours)
            )
        self.note(BesideKind.SUSPENDED, by, reason, starts_at)
        day = local(starts_at).date()
        for kind, side, when in (
            (Kind.SUSPENSION, by.side.other, {"due_at": starts_at}), (Kind.SUSPENDED, by.side, {}),
        ):  # fmt: skip
            key = terms.next_key(kind, self)
            deadline = Deadline.start(kind, key, day, subject=self.title, side=side, **when)
            deadline.say_now()
            self.deadlines.append(deadline)
        self.say(reason, by, announced=True)
        self.record("suspended", by, starts_at=starts_at.isoformat())

    def end_suspension(self, by: Person) -> None:
        self._expect_beside(BesideKind.SUSPENDED).end(by)
        self.meet(Kind.SUSPENSION, Kind.SUSPENDED)
        self.record("suspension_ended", by)

    def dispute(self, reason: str, by: Person) -> None:
        """Say that the sides do not agree on something. It stops nothing."""
        self.note(BesideKind.DISPUTED, by, reason)
        self.say(reason, by, announced=True)
        self.record("disputed", by)

    def settle(self, by: Person) -> None:
        """Either side may say that it is over."""
        self._expect_beside(BesideKind.DISPUTED).end(by)
        self.record("settled", by)

    def note(
        self,
        kind: BesideKind,
        by: Person | None,
        reason: str | None = None,
        starts_at: datetime | None = None,
        of: Collective | None = None,
    ) -> Beside:
        """From now or from then on this is true too."""
        if self.beside(kind, of):
            raise NotNow(_("This holds for the cooperation already: %(what)s.", what=kind.label))
        row = Beside(
            kind=kind, starts_at=starts_at or now(), reason=reason, person=by, side=by and by.side,
            collective=of, noted_at=now(),
        )  # fmt: skip
        self.besides.append(row)
        return row

    def over(self, kind: BesideKind, by: Person | None, of: Collective | None = None) -> None:
        """It holds no more, if it did."""
        if row := self.beside(kind, of):
            row.end(by)

    def publish(self, by: Person) -> None:
        """The agreement that was signed can be read by everyone now."""
        self._expect_beside(BesideKind.UNPUBLISHED).end(by)
        self.meet(Kind.PUBLICATION)
        self.record("published", by)

    def begin_work(self, by: Person) -> None:
        self._expect_beside(BesideKind.NOT_STARTED).end(by)
        self.meet(Kind.START)
        self.record("work_begun", by)

    def end_besides(self, by: Person | None) -> None:
        """The agreement runs no more, and with it what was true while it ran."""
        for kind in OF_AGREEMENT:
            self.over(kind, by)
        self.meet(Kind.SUSPENSION, Kind.SUSPENDED)

    def meet(self, *kinds: Kind) -> None:
        terms.meet([deadline for deadline in shifting.open_of(self) if deadline.kind in kinds])

    def beside(self, kind: BesideKind, of: Collective | None = None) -> Beside | None:
        rows = (row for row in self.open_besides if row.kind == kind and row.collective is of)
        return next(rows, None)

    @property
    def open_besides(self) -> list[Beside]:
        return [row for row in self.besides if row.is_open]

    @property
    def is_paused(self) -> bool:
        return self.turn_stopped_at is not None

    @property
    def clock_day(self) -> date:
        """Today, or the day on which the clock of both sides stopped: nothing comes late after it."""
        paused = self.beside(BesideKind.PAUSED) if self.is_paused else None
        return local(paused.starts_at).date() if paused else today()

    def _expect_beside(self, kind: BesideKind) -> Beside:
        row = self.beside(kind)
        if row is None:
            raise NotNow(_("This does not hold for the cooperation now: %(what)s.", what=kind.label))
        return row


@shifting.follows(Kind.TURN)
def turn_moves_along(deadline: Deadline, _by: Any) -> None:
    deadline.case.turn_stood = (deadline.due_on - deadline.counted_on).days
