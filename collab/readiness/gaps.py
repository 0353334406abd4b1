"""Gaps: what is still missing, and the help that was offered or promised for it."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.models import Case
from collab.clock import today
from collab.collectives.models import Collective
from collab.conversations.parties import Party
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.words import State

from .conditions import Condition
from .models import Readiness
from .words import Progress


class Gap(Remembers, Model):
    """A condition that is not met yet, seen by either side. Nothing waits for it."""

    __tablename__ = "gap"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    readiness_id: Mapped[int] = mapped_column(ForeignKey("readiness.id"), index=True)
    condition: Mapped[Condition]
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))  # None: municipality
    what: Mapped[str]
    side: Mapped[Side]  # who saw it
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    marked_on: Mapped[date]
    settled_on: Mapped[date | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    case: Mapped[Case] = relationship(backref=backref("gaps", order_by="Gap.id"))
    readiness: Mapped[Readiness] = relationship()
    collective: Mapped[Collective | None] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    settled_by: Mapped[Person | None] = relationship(foreign_keys=settled_by_id)
    helps: Mapped[list["Help"]] = relationship(back_populates="gap", order_by="Help.id")
    __table_args__ = (CheckConstraint("(left(condition, 2) = 'rm') = (collective_id is null)", name="whose"),)

    @classmethod
    def mark(
        cls, readiness: Readiness, condition: Condition, whose: Party, what: str, *, by: Person
    ) -> "Gap":
        if not readiness.shared_at:
            raise NotNow(_("First all parties share their view. Then you name the gaps together."))
        if condition.side != whose.side:
            raise NotNow(_("This condition belongs to the other side."))
        case = readiness.case
        if any(gap.is_open and gap.subject == (condition, whose.collective_id) for gap in case.gaps):
            raise NotNow(_("This gap is written down already."))
        gap = cls(
            ref=f"{case.ref}-G{len(case.gaps) + 1}", readiness=readiness, condition=condition,
            collective=whose.collective, what=what, side=by.side, person=by, marked_on=today(),
        )  # fmt: skip
        case.gaps.append(gap)
        gap.record("marked", by)
        return gap

    def help(self, what: str, owner: Person, due_on: date, helper: Party, *, by: Person) -> Promise:
        """The other side offers it, who lacks it promises it: with somebody who looks after it, and a day."""
        self._expect_open()
        if self.help_now:
            raise NotNow(_("There is help on the way for this already."))
        state = State.PROMISED if helper.key == self.whose.key else State.OFFERED
        facts = {"side": helper.side, "collective": helper.collective, "due_on": due_on}
        promise = Promise.write(self.case, state, what, by=by, **facts)
        self.helps.append(Help(promise=promise, owner=owner))
        self.record("helped", by, state=state)
        return promise

    def settle(self, by: Person) -> None:
        """It is there now, or it is not needed any more."""
        self._expect_open()
        self.settled_on, self.settled_by = today(), by
        self.record("settled", by)

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "condition": self.condition, "gap": self.ref}
        self.case.events.append(event)

    @property
    def whose(self) -> Party:
        return Party(self.collective)

    @property
    def subject(self) -> tuple[Condition, int | None]:
        return self.condition, self.whose.collective_id

    @property
    def help_now(self) -> "Help | None":
        """The last help that was not turned down or let go."""
        return next((help for help in reversed(self.helps) if not help.promise.is_over), None)

    @property
    def progress(self) -> Progress:
        """What became of it, as the ledger says."""
        if self.settled_on or (self.help_now and self.help_now.promise.state == State.CONFIRMED):
            return Progress.THERE
        return Progress.COMING if self.help_now else Progress.NEEDED

    @property
    def is_open(self) -> bool:
        return self.progress != Progress.THERE

    def _expect_open(self) -> None:
        if not self.is_open:
            raise NotNow(_("This gap is closed already."))


class Help(Model):
    """A line in the ledger that closes a gap, and the person who looks after it."""

    __tablename__ = "gap_help"
    id: Mapped[int] = mapped_column(primary_key=True)
    gap_id: Mapped[int] = mapped_column(ForeignKey("gap.id"), index=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    gap: Mapped[Gap] = relationship(back_populates="helps")
    promise: Mapped[Promise] = relationship(backref=backref("gap_help", order_by="Help.id"))
    owner: Mapped[Person] = relationship()
