"""The ledger: what each side asked, offered, promised, delivered, and the other confirmed."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.cases.models import Case
from collab.clock import months_after, today, working_days_between
from collab.collectives.models import Collective
from collab.db import Model
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Side

from .words import FILLED, MOVES, Rhythm, Sort, State

CONFIRMATION_DAYS = 14  # for either side to say that it received what was delivered


class Promise(Remembers, Model):
    """Something one party does for the others. A repeating one comes round again once it is confirmed."""

    __tablename__ = "promise"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    side: Mapped[Side]  # who does it
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"), index=True)
    sort: Mapped[Sort]
    what: Mapped[str]
    amount: Mapped[str | None]
    unit: Mapped[str | None]
    every: Mapped[Rhythm]
    state: Mapped[State]
    first_due_on: Mapped[date | None]
    due_on: Mapped[date | None]
    until: Mapped[date | None]
    successor: Mapped[str | None]  # who carries on after `until`
    round: Mapped[int]
    delivered_on: Mapped[date | None]
    delivered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_on: Mapped[date | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    if TYPE_CHECKING:  # declared by the slice of agreements
        agreement: Any

    case: Mapped[Case] = relationship(backref="promises")
    collective: Mapped[Collective | None] = relationship()
    delivered_by: Mapped[Person | None] = relationship(foreign_keys=delivered_by_id)
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=confirmed_by_id)
    __table_args__ = (CheckConstraint("side = 'municipality' or collective_id is not null", name="party"),)

    @classmethod
    def write(cls, case: Case, state: State, what: str, *, by: Person | None, **facts: Any) -> "Promise":
        """A line in the ledger. `by=None`: the agreement itself makes the promise, on the day it begins."""
        number = len(case.promises) + 1
        facts = {"every": Rhythm.ONCE, "sort": Sort.ACT} | facts
        agreement = facts.pop("agreement", None)
        promise = cls(ref=f"{case.ref}-T{number}", state=state, what=what, round=0, **facts)
        case.promises.append(promise)
        promise.agreement = agreement  # a relationship that the slice of agreements declares
        promise.first_due_on = promise.due_on
        promise.record("asked" if state == State.ASKED else state, by)
        if state == State.PROMISED:
            promise._start_deadline()
        return promise

    def offer(self, by: Person) -> None:
        self._move(State.OFFERED)
        self.record("offered", by)

    def promise(self, due_on: date | None, by: Person) -> None:
        """Say yes to what was asked, or take up what was offered."""
        self._move(State.PROMISED)
        self.due_on = self.first_due_on = due_on
        self.record("promised", by)
        self._start_deadline()

    def deliver(self, by: Person | None) -> None:
        """Done, says who promised it; the other side confirms. `by=None`: a later slice tells of it."""
        self._move(State.DELIVERED)
        self.delivered_on, self.delivered_by = today(), by
        self._meet()
        if self.sort != Sort.REPORT:  # a report is answered, within the days of the agreement
            due = today() + timedelta(CONFIRMATION_DAYS)
            key = f"confirmation:{self._key}:{len(self._deadlines)}"
            self._add_deadline(Kind.CONFIRMATION, key, due, self.side.other)
        self.record("delivered", by)

    def take_back(self, by: Person | None) -> None:
        """Said too early, says who delivered it: it is promised still, by the same day."""
        self._undeliver()
        self.record("taken_back", by)

    def confirm(self, by: Person | None) -> None:
        """Received, says the other side; a repeating promise comes round again."""
        self._move(State.CONFIRMED)
        self.confirmed_on, self.confirmed_by = today(), by
        self._meet()
        self.record("confirmed", by)
        if self.next_due_on:
            self._come_round()

    def send_back(self, by: Person) -> None:
        """Not received, says the other side: it is promised still, by the same day."""
        self._undeliver()
        self.record("sent_back", by)

    def end(self, by: Person | None, **because: Any) -> None:
        self._move(State.ENDED)
        self._meet()
        self.record("ended", by, **because)

    @property
    def is_late(self) -> bool:
        return self.state == State.PROMISED and self.due_on is not None and self.due_on < today()

    @property
    def days_late(self) -> int:
        """Working days since the promised one."""
        return working_days_between(self.due_on, today()) if self.is_late and self.due_on else 0

    @property
    def urgency(self) -> tuple[int, date, int]:
        """For sorting: what waits for somebody first, then by day, what is over last."""
        waits = {State.DELIVERED: 0, State.ASKED: 1, State.OFFERED: 1, State.PROMISED: 2}
        return waits.get(self.state, 3), self.due_on or date.max, self.id or 0

    @property
    def shapes(self) -> int:
        return FILLED[self.state]

    @property
    def party_name(self) -> str | None:
        """None for the municipality, whose name is a setting."""
        return self.collective.name if self.collective else None

    @property
    def next_due_on(self) -> date | None:
        """Counted from the first day, never from the last one, so that months do not shrink."""
        if not self.every.months or not self.first_due_on:
            return None
        due = months_after(self.first_due_on, self.every.months * (self.round + 1))
        return due if self.until is None or due <= self.until else None

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "promise": self.ref}
        self.case.events.append(event)
        event.agreement = self.agreement

    def _come_round(self) -> None:
        due = self.next_due_on
        self._move(State.PROMISED)
        self.round += 1
        self.due_on = due
        self._start_deadline()

    def _undeliver(self) -> None:
        self._move(State.PROMISED)
        self.delivered_on = self.delivered_by = None
        self._meet()
        for deadline in self._deadlines:
            if deadline.key == self._key:
                deadline.reopen()

    def _start_deadline(self) -> None:
        if self.due_on is None:
            return
        kind = Kind.REPORT if self.sort == Sort.REPORT else Kind.PROMISE
        self._add_deadline(kind, self._key, self.due_on, self.side)

    def _add_deadline(self, kind: Kind, key: str, due_on: date, side: Side) -> None:
        deadline = Deadline.start(kind, key, due_on, subject=self.what, side=side)
        if self.collective and side == self.side:
            deadline.data = {"collective": self.collective.ref}
        self.case.deadlines.append(deadline)
        deadline.agreement = self.agreement

    @property
    def _key(self) -> str:
        return f"promise:{self.ref}:{self.round}"

    @property
    def _deadlines(self) -> list[Deadline]:
        """Of this round: to keep the promise, and for the other side to confirm it."""
        mine = (self._key, f"confirmation:{self._key}:")
        return [d for d in self.case.deadlines if d.key == mine[0] or d.key.startswith(mine[1])]

    def _meet(self) -> None:
        for deadline in self._deadlines:
            deadline.meet()

    def _move(self, to: State) -> None:
        if to not in MOVES[self.state]:
            raise NotNow(_("This is %(state)s now, so this step cannot be taken.", state=self.state.label))
        self.state = to
