"""Getting to know who is new: a talk with a date, done when both sides say so. And rounds of them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.models import Case
from collab.clock import now, today
from collab.db import Model, db
from collab.deadlines import Deadline, Kind, shifting
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Side

from .words import Meeting

if TYPE_CHECKING:
    from .models import Relay


class CouncilRound(Remembers, Model):
    """A new council, alderman or executive: every running cooperation gets to know them."""

    __tablename__ = "council_round"
    id: Mapped[int] = mapped_column(primary_key=True)
    changed_on: Mapped[date]
    what: Mapped[str]  # "new council after the elections", "another alderman for green"
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]

    recorded_by: Mapped[Person] = relationship()
    introductions: Mapped[list["Introduction"]] = relationship(
        back_populates="round", order_by="Introduction.id"
    )

    @classmethod
    def start(cls, changed_on: date, what: str, cases: list[Case], by: Person) -> "CouncilRound":
        round = cls(changed_on=changed_on, what=what, recorded_by=by, recorded_at=now())
        db.session.add(round)
        db.session.flush()
        for case in cases:
            Introduction.ask(case, round, subject=what)
            case.record("council_changed", by, on=changed_on.isoformat(), round=round.id)
        return round

    def count(self, *states: Meeting) -> int:
        return sum(one.state in states for one in self.introductions)


class Introduction(Remembers, Model):
    """Either side proposes a day; when one says "we met", the other confirms it."""

    __tablename__ = "introduction"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    relay_id: Mapped[int | None] = mapped_column(ForeignKey("relay.id"), unique=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("council_round.id"), index=True)
    due_on: Mapped[date]
    planned_on: Mapped[date | None]
    planned_side: Mapped[Side | None]
    met_on: Mapped[date | None]
    said_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    said_side: Mapped[Side | None]
    confirmed_on: Mapped[date | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    case: Mapped[Case] = relationship(backref=backref("introductions", order_by="Introduction.id"))
    relay: Mapped["Relay | None"] = relationship(back_populates="introduction")
    round: Mapped[CouncilRound | None] = relationship(back_populates="introductions")
    said_by: Mapped[Person | None] = relationship(foreign_keys=said_by_id)
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=confirmed_by_id)
    __table_args__ = (
        UniqueConstraint("round_id", "case_id"),
        CheckConstraint("(relay_id is null) <> (round_id is null)", name="occasion"),
    )

    @classmethod
    def ask(cls, case: Case, occasion: Any, subject: str) -> "Introduction":
        """After a hand-over or a new council. Both sides do it together, so both are reminded."""
        for earlier in [one for one in case.introductions if one.is_overtaken_by(occasion)]:
            earlier.drop()
        of_round = isinstance(occasion, CouncilRound)
        first = max(occasion.changed_on, today()) if of_round else today()
        kind = Kind.COUNCIL_CHANGES if of_round else Kind.INTRODUCTION
        number = occasion.id if of_round else occasion.number
        key = f"introduction:{case.ref}:{'round' if of_round else 'relay'}:{number}"
        party = None if of_round else occasion.collective
        whose = {"collective": party.ref} if party else {}
        deadline = Deadline.count(kind, key, subject=subject, since=first, data=whose)
        one = cls(due_on=deadline.due_on, **{"round" if of_round else "relay": occasion})
        case.introductions.append(one)
        case.deadlines.append(deadline)
        return one

    def propose(self, day: date, by: Person) -> None:
        """The last day that was named is the one that counts."""
        self._expect_open()
        self.planned_on, self.planned_side = day, by.side
        self.record("proposed", by, on=day.isoformat())

    def say_met(self, day: date, by: Person) -> None:
        self._expect_open()
        if day > today():
            raise NotNow(_("Choose a day that has been."))
        self.met_on, self.said_by, self.said_side = day, by, by.side
        self.record("said_met", by, on=day.isoformat())

    def confirm(self, by: Person) -> None:
        """Yes, says the other side: we met."""
        if self.met_on is None or self.confirmed_on:
            raise NotNow(_("There is nothing to confirm here."))
        if by.side == self.said_side:
            raise NotNow(_("The other side confirms that you met."))
        self.confirmed_on, self.confirmed_by = today(), by
        self._meet()
        self.record("confirmed", by, on=self.met_on.isoformat())
        if self.relay:
            self.relay.be_introduced()

    def deny(self, by: Person) -> None:
        """Not yet, says the other side."""
        if self.met_on is None or self.confirmed_on or by.side == self.said_side:
            raise NotNow(_("There is nothing to confirm here."))
        self.met_on = self.said_by = self.said_side = None
        self.record("denied", by)

    def is_overtaken_by(self, occasion: Any) -> bool:
        """Who was to be introduced hands over already."""
        leaver = None if isinstance(occasion, CouncilRound) else occasion.leaver
        return self.confirmed_on is None and self.relay is not None and self.relay.successor is leaver

    def drop(self) -> None:
        self._meet()
        self.case.introductions.remove(self)
        db.session.delete(self)

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "introduction": self.id}
        self.case.events.append(event)

    @property
    def whose(self) -> Any:
        """The collective whose new person is introduced; None: all meet somebody of the municipality."""
        return self.relay.collective if self.relay else None

    @property
    def state(self) -> Meeting:
        if self.confirmed_on:
            return Meeting.DONE
        if self.met_on:
            return Meeting.SAID
        return Meeting.PLANNED if self.planned_on else Meeting.NOT_YET

    @property
    def _key(self) -> str:
        tail = f"relay:{self.relay.number}" if self.relay else f"round:{self.round_id}"
        return f"introduction:{self.case.ref}:{tail}"

    def _meet(self) -> None:
        for deadline in self.case.deadlines:
            if deadline.key == self._key:
                deadline.meet()

    def _expect_open(self) -> None:
        if self.confirmed_on:
            raise NotNow(_("You have met already, say both sides."))
        if self.met_on:
            raise NotNow(_("The other side says that you met. Confirm it, or say that you have not."))


@shifting.follows(Kind.INTRODUCTION)
@shifting.follows(Kind.COUNCIL_CHANGES)
def comes_later(deadline: Deadline, _by: Any) -> None:
    """After a pause there is so much longer to meet."""
    for one in deadline.case.introductions:
        if one._key == deadline.key:
            one.due_on = deadline.due_on
