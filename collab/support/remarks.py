"""What people say with a step in the ledger. The words stand in no event and in no mail of another."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now
from collab.db import Model
from collab.people.models import Person
from collab.people.words import Side

from .words import About


class PromiseRemark(Model):
    """Words that both sides read; they are never changed."""

    __tablename__ = "promise_remark"
    id: Mapped[int] = mapped_column(primary_key=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"), index=True)
    about: Mapped[About]
    text: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    side: Mapped[Side]
    said_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


class Remarked:
    """A promise with words beside it."""

    if TYPE_CHECKING:
        remarks: Any

    def remark(self, about: About, text: str | None, by: Person) -> None:
        if text:
            self.remarks.append(PromiseRemark(about=about, text=text, person=by, side=by.side, said_at=now()))

    def last_remark(self, *kinds: About) -> PromiseRemark | None:
        return next((remark for remark in reversed(self.remarks) if remark.about in kinds), None)
