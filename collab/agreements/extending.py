"""A longer term: decided while the agreement ran, beside the text that was signed and that stays as it is."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.db import Model
from collab.deadlines import Deadline, Kind, shifting
from collab.people.models import Person

if TYPE_CHECKING:
    from .models import Agreement


HANGS_ON_THE_END = {
    Kind.SUPPORT_ENDS, Kind.BUDGET_CYCLE, Kind.HANDOVER, Kind.RESTORATION, Kind.FINAL_REPORT,
}  # fmt: skip


class Extension(Model):
    """One extension: until when it ran before, and the decision on which it rests."""

    __tablename__ = "extension"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    ended_on: Mapped[date]  # the last day before this extension
    ground: Mapped[str]  # "managerial decision of 27 February 2025"
    agreed_on: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    agreement: Mapped["Agreement"] = relationship(back_populates="extensions")
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)


def dependent(agreement: "Agreement") -> list[Deadline]:
    """Open deadlines that were set on the last day of the agreement, or are counted after it."""
    last = agreement.ends_on
    return [
        deadline
        for deadline in shifting.open_of(agreement)
        if last and deadline.kind in HANGS_ON_THE_END and deadline.counted_on >= last
    ]


def follow_the_end(agreement: "Agreement", ends_on: date, by: Person) -> None:
    later = ends_on - agreement.ends_on if agreement.ends_on else timedelta(0)
    for deadline in dependent(agreement):
        shifting.move(deadline, deadline.due_on + later, by)
