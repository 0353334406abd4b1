"""One party in one values conversation: who writes for it, since when, and whether it is ready."""

from datetime import datetime
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now
from collab.collectives.models import Collective
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person

from .statements import Statement, Words, check_seen
from .words import Value

if TYPE_CHECKING:
    from .models import Conversation


class Voice(Model):
    """All that the others may see of a party before everyone is ready: who writes or is ready, since when."""

    __tablename__ = "voice"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"))
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"), index=True)
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ready_at: Mapped[datetime | None]
    ready_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    conversation: Mapped["Conversation"] = relationship(back_populates="voices")
    collective: Mapped[Collective | None] = relationship()
    begun_by: Mapped[Person] = relationship(foreign_keys=begun_by_id)
    ready_by: Mapped[Person | None] = relationship(foreign_keys=ready_by_id)
    # For the verbs alone; pages ask queries.statements_visible_to, which knows who may read them.
    statements: Mapped[list[Statement]] = relationship(
        back_populates="voice", order_by=(Statement.number, Statement.id)
    )
    __table_args__ = (
        UniqueConstraint("conversation_id", "collective_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("(ready_at is null) = (ready_by_id is null)", name="ready"),
    )

    def write(self, value: Value, words: Words, seen: int, by: Person) -> Statement | None:
        latest = self.latest(value)
        check_seen(latest, seen)
        if words == (latest.words if latest else Words()):
            return None
        statement = Statement(value=value, number=seen + 1, person=by, written_at=now(), **words._asdict())
        self.statements.append(statement)
        return statement

    def set_ready(self, seen: dict[Value, int], by: Person) -> None:
        self.expect_open()
        if seen != {value: it.number for value in Value if (it := self.latest(value))}:
            raise NotNow(
                _("Somebody of your own side wrote on while you were reading. Please read it once more.")
            )
        self.ready_at, self.ready_by = now(), by

    def expect_open(self) -> None:
        if self.ready_at:
            raise NotNow(_("Your text was set ready. Take it back first if you want to write on."))

    def latest(self, value: Value) -> Statement | None:
        return next((it for it in reversed(self.statements) if it.value == value), None)
