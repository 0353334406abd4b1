"""The ledger: what each side asked, offered, promised, delivered, and the other confirmed."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.answering import answer_days
from collab.cases.models import Case
from collab.clock import today, working_days_after, working_days_between
from collab.collectives.models import Collective
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Side

from .amounts import Measured, PromiseUse
from .clocks import Clocked
from .keeping import Kept
from .kinds import Detail, Measure, Role
from .moving import Movable, PromiseProposal
from .parting import Parted
from .remarks import PromiseRemark, Remarked
from .words import FILLED, MOVES, OWED, CarriesOn, Rhythm, Sort, State

URGENCY = {
    State.CONTESTED: 0, State.DELIVERED: 0, State.ASKED: 1, State.OFFERED: 1,
    State.PROMISED: 2, State.UNDER_WAY: 2,
}  # fmt: skip


class Promise(Kept, Movable, Parted, Measured, Remarked, Clocked, Remembers, Model):
    """Something one party does for the others. A repeating one comes round again once it is confirmed."""

    __tablename__ = "promise"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    side: Mapped[Side]  # who does it
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"), index=True)
    sort: Mapped[Sort]
    detail: Mapped[Detail | None]
    role: Mapped[Role | None]  # in which role the municipality does it
    what: Mapped[str]
    amount: Mapped[str | None]  # as the agreement says it
    unit: Mapped[str | None]
    quantity: Mapped[Decimal | None]
    measure: Mapped[Measure | None]
    every: Mapped[Rhythm]
    state: Mapped[State]
    asked_on: Mapped[date | None]
    answer_due_on: Mapped[date | None]
    first_due_on: Mapped[date | None]
    due_on: Mapped[date | None]
    moved_from: Mapped[date | None]  # the day that was promised first, when both agreed on another
    moves: Mapped[int]
    starts_on: Mapped[date | None]
    until: Mapped[date | None]
    budget_line: Mapped[str | None]
    budget_holder: Mapped[str | None]
    successor: Mapped[str | None]  # who carries on after `until`
    carries_on: Mapped[CarriesOn | None]
    decided_on: Mapped[date | None]
    round: Mapped[int]
    delivered_on: Mapped[date | None]
    delivered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    contested_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    if TYPE_CHECKING:  # declared by the slice of agreements
        agreement: Any

    case: Mapped[Case] = relationship(backref=backref("promises", order_by="Promise.id"))
    collective: Mapped[Collective | None] = relationship()
    delivered_by: Mapped[Person | None] = relationship(foreign_keys=delivered_by_id)
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=confirmed_by_id)
    remarks: Mapped[list[PromiseRemark]] = relationship(order_by=PromiseRemark.id)
    proposals: Mapped[list[PromiseProposal]] = relationship(order_by=PromiseProposal.id)
    uses: Mapped[list[PromiseUse]] = relationship(order_by=PromiseUse.id)
    __table_args__ = (
        CheckConstraint("side = 'municipality' or collective_id is not null", name="party"),
        CheckConstraint("(quantity is null) = (measure is null)", name="quantity"),
    )

    @classmethod
    def write(cls, case: Case, state: State, what: str, *, by: Person | None, **facts: Any) -> "Promise":
        """A line in the ledger. `by=None`: the agreement itself makes the promise, on the day it begins.

        `answer_days`: within how many working days a question is answered, when the menu says so.
        """
        number = len(case.promises) + 1
        facts = {"every": Rhythm.ONCE, "sort": Sort.ACT} | facts
        agreement, days = facts.pop("agreement", None), facts.pop("answer_days", None)
        promise = cls(ref=f"{case.ref}-T{number}", state=state, what=what, round=0, moves=0, **facts)
        case.promises.append(promise)
        promise.agreement = agreement  # a relationship that the slice of agreements declares
        promise.first_due_on = promise.due_on
        promise.count()
        if state in {State.ASKED, State.OFFERED}:
            promise._wait_for_answer(days)
        promise.record("asked" if state == State.ASKED else state, by)
        if state == State.PROMISED:
            promise._begin()
        return promise

    def offer(self, by: Person) -> None:
        self._move(State.OFFERED)
        self._wait_for_answer(None)
        self.record("offered", by)

    def promise(self, due_on: date | None, by: Person, **facts: Any) -> None:
        """Say yes to what was asked, or take up what was offered; `facts` are what goes with it."""
        self._move(State.PROMISED)
        self.due_on = self.first_due_on = due_on
        for name, value in facts.items():
            setattr(self, name, value)
        self.record("promised", by)
        self._begin()

    @property
    def waits_for_answer_of(self) -> Side | None:
        return {State.ASKED: self.side, State.OFFERED: self.side.other}.get(self.state)

    @property
    def waiting_days(self) -> int:
        """Working days since it was asked or offered, while nobody answered."""
        waits = self.waits_for_answer_of and self.asked_on
        return working_days_between(self.asked_on, today()) if waits and self.asked_on else 0

    @property
    def answer_days_late(self) -> int:
        late = self.waits_for_answer_of and self.answer_due_on and self.answer_due_on < today()
        if self.case.is_paused:
            return 0
        return working_days_between(self.answer_due_on, today()) if late and self.answer_due_on else 0

    @property
    def is_late(self) -> bool:
        return self.state in OWED and self.due_on is not None and self.due_on < self.case.clock_day

    @property
    def days_late(self) -> int:
        """Working days since the promised one, without those of a pause."""
        here = self.case.clock_day
        return working_days_between(self.due_on, here) if self.is_late and self.due_on else 0

    @property
    def urgency(self) -> tuple[int, date, int]:
        """For sorting: what waits for somebody first, then by day, what is over last."""
        return URGENCY.get(self.state, 3), self.due_on or date.max, self.id or 0

    @property
    def shapes(self) -> int:
        return FILLED[self.state]

    @property
    def party_name(self) -> str | None:
        """None for the municipality, whose name is a setting."""
        return self.collective.name if self.collective else None

    def people(self, side: Side | None = None) -> list[Person]:
        """Who hears of it; of several collectives only the one that does it."""
        party = self.collective
        return [it for it in self.case.people(side) if it.is_officer or not party or party.role_of(it)]

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "promise": self.ref}
        self.case.events.append(event)
        event.agreement = self.agreement

    def _begin(self) -> None:
        self.start_deadline()
        self.start_end()

    def _wait_for_answer(self, days: int | None) -> None:
        self.asked_on = today()
        asked = self.waits_for_answer_of or self.side
        self.answer_due_on = working_days_after(today(), days or answer_days(asked))

    def _move(self, to: State) -> None:
        if to not in MOVES[self.state]:
            raise NotNow(_("This is %(state)s now, so this step cannot be taken.", state=self.state.label))
        self.state = to
