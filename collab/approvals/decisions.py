"""Decisions that belong to an agreement: of the council, a permit, a grant, each with its own end."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.beginning import term_of
from collab.agreements.models import Agreement
from collab.clock import now, today
from collab.db import Model
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

from .words import DecisionKind


class LinkedDecision(Remembers, Model):
    """As it was written down once. A correction is a new version; the earlier one stays."""

    __tablename__ = "linked_decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    version: Mapped[int]
    kind: Mapped[DecisionKind]
    title: Mapped[str]
    reference: Mapped[str]  # the number the decision is known by
    decided_on: Mapped[date | None]
    holder: Mapped[str | None]
    ends_on: Mapped[date | None]
    legal_basis: Mapped[str | None]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str | None]

    agreement: Mapped[Agreement] = relationship(backref=backref("decisions", order_by="LinkedDecision.id"))
    written_by: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("agreement_id", "number", "version"),
        CheckConstraint("ends_on >= decided_on", name="term"),
    )

    if TYPE_CHECKING:
        events: Any

    @classmethod
    def link(cls, agreement: Agreement, *, by: Person, **facts) -> "LinkedDecision":
        number = max((decision.number for decision in agreement.decisions), default=0) + 1
        decision = cls._write(agreement, number, 1, by, facts)
        decision.record("linked", by, decision=number)
        return decision

    def correct(self, *, by: Person, **facts) -> "LinkedDecision":
        self._expect_current()
        self._meet()
        newer = self._write(self.agreement, self.number, self.version + 1, by, facts)
        newer.record("corrected", by, decision=self.number)
        return newer

    def withdraw(self, why: str, by: Person) -> None:
        """It does not hold (any more), or never belonged here."""
        self._expect_current()
        self.withdrawn_at, self.withdrawn_why = now(), why
        self._meet()
        self.record("withdrawn", by, decision=self.number)

    @property
    def is_current(self) -> bool:
        return self.withdrawn_at is None and self.is_latest

    @property
    def is_latest(self) -> bool:
        return self.version == len([d for d in self.agreement.decisions if d.number == self.number])

    @property
    def ends_early(self) -> bool:
        """Before the agreement does."""
        last = self.agreement.ends_on or term_of(self.agreement)[1]
        return self.ends_on is not None and (last is None or self.ends_on < last)

    def remember(self, event: Event) -> None:
        self.agreement.remember(event)

    @classmethod
    def _write(cls, agreement: Agreement, number: int, version: int, by: Person, facts: dict) -> Any:
        decision = cls(number=number, version=version, written_at=now(), written_by=by, **facts)
        agreement.decisions.append(decision)
        if decision.ends_on and decision.ends_on >= today():
            deadline = Deadline.start(
                Kind.PERMIT_ENDS, decision._key, decision.ends_on, subject=decision.title
            )
            agreement.add_deadline(deadline)
        return decision

    @property
    def _key(self) -> str:
        return f"decision:{self.agreement.ref}:{self.number}:{self.version}"

    def _meet(self) -> None:
        for deadline in self.agreement.deadlines:
            if deadline.key == self._key:
                deadline.meet()

    def _expect_current(self) -> None:
        if not self.is_current:
            raise NotNow(_("This decision was changed or withdrawn already."))
