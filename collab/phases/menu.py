"""The menu of support: what is on offer here, in which phases, from whom, and how soon there is an answer."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now
from collab.db import Model, db
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.support.kinds import Detail
from collab.support.words import Sort

from .texts import Told
from .words import Phase, Source


class Offer(Remembers, Model):
    """One line of the menu. Asking for it is a question in the ledger, and nothing has to be asked."""

    __tablename__ = "menu_offer"
    id: Mapped[int] = mapped_column(primary_key=True)
    sort: Mapped[str]  # a kind of support; the ledger owns these words
    sub_sort: Mapped[str | None]
    title_nl: Mapped[str]
    title_en: Mapped[str]
    text_nl: Mapped[str]
    text_en: Mapped[str]
    source: Mapped[Source]
    offered_by: Mapped[str]  # the department, the organisation or the collective
    contact: Mapped[str | None]  # a person or an office, in their own words
    answer_days: Mapped[int]  # working days until there is an answer
    phases: Mapped[list[str]]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    changed_by: Mapped[Person] = relationship()
    __table_args__ = (CheckConstraint("answer_days between 1 and 260", name="answer_days"),)

    @classmethod
    def add(cls, *, by: Person, **facts: Any) -> "Offer":
        offer = cls(changed_by=by, changed_at=now(), **facts)
        offer.record("added", by)
        return offer

    def change(self, *, by: Person, **facts: Any) -> None:
        for name, value in facts.items():
            setattr(self, name, value)
        self.changed_by, self.changed_at = by, now()
        self.record("changed", by)

    def close(self, by: Person) -> None:
        """Not on offer any more; who asked for it before keeps what was promised."""
        if self.closed_at:
            raise NotNow(_("This is not on offer any more."))
        self.closed_at = now()
        self.record("closed", by)

    @property
    def title(self) -> str:
        return str(Told(self.title_nl, self.title_en))

    @property
    def text(self) -> str:
        return str(Told(self.text_nl, self.text_en))

    @property
    def word(self) -> Sort | Detail:
        """What kind it is, as precisely as is known."""
        return Detail(self.sub_sort) if self.sub_sort else Sort(self.sort)

    def fits(self, phase: Phase | None) -> bool:
        return phase is None or phase in self.phases

    def remember(self, event: Event) -> None:
        db.session.add(event)
