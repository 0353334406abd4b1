"""Reasons to talk: moments at which a collective decides something, and signs found in the record.

Each is told to both sides in the same words, and can wait. None of them blocks anything or counts.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.models import Case
from collab.clock import today
from collab.collectives.models import Collective
from collab.db import Model, db
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Side

from .words import OWN_AFFAIR, TALK, Cause, Turning


class Found(NamedTuple):
    """A sign in one cooperation. `occasion` names it, so that it is asked about once."""

    case_id: int
    occasion: str
    subject: str = ""  # in the words of people: the permit, the support, the collective


Finder = Callable[[], Iterable[Found]]
FINDERS: dict[Cause, list[Finder]] = {}


def sign(cause: Cause) -> Callable[[Finder], Finder]:
    """A function that finds this sign in all cooperations that go on, in a fixed number of statements."""

    def register(function: Finder) -> Finder:
        FINDERS.setdefault(cause, []).append(function)
        return function

    return register


class Moment(Remembers, Model):
    """A decision in the life of a collective, marked by either side."""

    __tablename__ = "turning_point"
    id: Mapped[int] = mapped_column(primary_key=True)
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[Turning]
    on: Mapped[date]
    note: Mapped[str | None]
    side: Mapped[Side]
    marked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    collective: Mapped[Collective] = relationship(
        backref=backref("moments", order_by="(Moment.on, Moment.id)")
    )
    case: Mapped[Case] = relationship()
    marked_by: Mapped[Person] = relationship()

    @classmethod
    def mark(cls, case: Case, collective: Collective, kind: Turning, *, on: date, by: Person) -> "Moment":
        """It calls for a conversation, so both sides are asked to talk about it."""
        if any(it.kind == kind and it.on == on for it in collective.moments):
            raise NotNow(_("This moment stands in the list already."))
        moment = cls(collective=collective, case=case, kind=kind, on=on, side=by.side, marked_by=by)
        occasion = f"{collective.id}:{kind}:{on.isoformat()}"
        reason = Reason(case=case, cause=Cause.MOMENT, occasion=occasion, subject=kind, found_on=today())
        db.session.add_all([moment, reason])
        moment.record("marked", by, kind=kind)
        return moment

    def remember(self, event: Event) -> None:
        event.collective_id = self.collective.id
        self.case.events.append(event)


class Reason(Remembers, Model):
    """Something to talk about, until both did, one side put it off, or it is not so any more."""

    __tablename__ = "reason_to_talk"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    cause: Mapped[Cause]
    occasion: Mapped[str]
    subject: Mapped[str]
    found_on: Mapped[date]
    gone_on: Mapped[date | None]
    talked_on: Mapped[date | None]
    line: Mapped[str | None]  # what came out of it, for both sides
    later_until: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    case: Mapped[Case] = relationship()
    answered_by: Mapped[Person | None] = relationship()
    __table_args__ = (
        UniqueConstraint("case_id", "cause", "occasion"),
        Index(
            "ix_reason_to_talk_open", "case_id",
            postgresql_where=text("talked_on is null and gone_on is null"),
        ),
    )  # fmt: skip

    @classmethod
    def say(cls, case: Case, collective: Collective, cause: Cause, *, by: Person) -> "Reason":
        """What no record shows, and only the collective can say of itself."""
        told = select(cls).where(cls.case_id == case.id, cls.cause == cause)
        earlier = db.session.scalars(told.where(cls.occasion.startswith(f"{collective.id}:"))).all()
        if any(it.is_open for it in earlier):
            raise NotNow(_("You said this already. It stands in the list until you talked about it."))
        occasion = f"{collective.id}:{len(earlier) + 1}"
        reason = cls(
            case=case, cause=cause, occasion=occasion, subject=collective.name, found_on=today()
        )  # fmt: skip
        db.session.add(reason)
        reason.record("said", by, cause=cause).collective = collective
        return reason

    def talk(self, line: str, on: date, by: Person) -> None:
        """We talked about it."""
        self._still_open()
        self.talked_on, self.line, self.answered_by = on, line or None, by
        self.record("talked", by, cause=self.cause)

    def put_off(self, until: date, by: Person) -> None:
        """Not now: nobody is asked before that day."""
        self._still_open()
        self.later_until, self.answered_by = until, by
        self.record("put_off", by, cause=self.cause, until=until.isoformat())

    @property
    def is_open(self) -> bool:
        return self.talked_on is None and self.gone_on is None

    @property
    def is_asked_now(self) -> bool:
        return self.is_open and (self.later_until is None or self.later_until <= today())

    @property
    def whose(self) -> int | None:
        """The collective that it is about; another one in the same cooperation does not read it."""
        number = self.occasion.partition(":")[0]
        return int(number) if self.cause in OWN_AFFAIR and number.isdigit() else None

    def concerns(self, person: Person) -> bool:
        own = {it.id for it in self.case.collectives if it.role_of(person)}
        return person.is_officer or self.whose is None or self.whose in own

    @property
    def title(self) -> str:
        about = str(Turning(self.subject).label) if self.cause == Cause.MOMENT else self.subject
        return f"{self.cause.label}: {about}" if about else str(self.cause.label)

    @property
    def invitation(self) -> str:
        return str(TALK[self.cause])

    def remember(self, event: Event) -> None:
        self.case.events.append(event)

    def _still_open(self) -> None:
        if not self.is_open:
            raise NotNow(_("This was answered already, or it is not so any more."))
