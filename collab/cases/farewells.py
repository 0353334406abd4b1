"""What is said when a road ends: why not, what would change it, where to turn; what each side takes along."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.collectives.models import Collective
from collab.db import Model
from collab.people.models import Person
from collab.people.words import Side

from .lifecycle import Stage


class Farewell(Model):
    """Of one way out. Never changed afterwards: who takes the road up again leaves it standing."""

    __tablename__ = "farewell"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    stage: Mapped[Stage]
    reason: Mapped[str]
    would_change: Mapped[str | None]
    turn_to: Mapped[str | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    side: Mapped[Side]
    said_at: Mapped[datetime]

    case: Mapped[Any] = relationship("Case", foreign_keys=case_id, back_populates="farewells")
    successor: Mapped[Any] = relationship("Case", foreign_keys=successor_id)
    person: Mapped[Person] = relationship()
    __table_args__ = (
        CheckConstraint(
            "stage <> 'refused' or (would_change is not null and turn_to is not null)", name="whole"
        ),
        CheckConstraint("(stage = 'superseded') = (successor_id is not null)", name="successor"),
    )


class ClosingWord(Model):
    """What the municipality or one collective takes along from a cooperation that ends. Older words of a
    collective name none: they were said for all of them."""

    __tablename__ = "closing_word"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    side: Mapped[Side]
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))
    text: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]

    case: Mapped[Any] = relationship("Case", back_populates="closing_words")
    collective: Mapped[Collective | None] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("case_id", "side", "collective_id", postgresql_nulls_not_distinct=True),
    )

    def is_of(self, collective: Collective | None) -> bool:
        """None: of the municipality."""
        if collective is None:
            return self.side == Side.MUNICIPALITY
        return self.side == Side.COLLECTIVE and self.collective in {None, collective}
