"""What the parties did with an article, step by step: rows are only added, and where it stands follows."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.db import Model
from collab.people.models import Person

from .lifecycle import StepKind

if TYPE_CHECKING:
    from .articles import Article, Wording
    from .parties import Party

PUT_ON_THE_TABLE = {StepKind.PROPOSED, StepKind.TAKEN_OVER}


class Step(Model):
    """One step of one party; `yes` says that it binds the party to the wording: editors only write."""

    __tablename__ = "step"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    kind: Mapped[StepKind]
    wording_id: Mapped[int] = mapped_column(ForeignKey("wording.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    yes: Mapped[bool]
    reason: Mapped[str]
    undoes: Mapped[int | None]  # the number of the step that this one takes away again
    taken_at: Mapped[datetime]

    article: Mapped["Article"] = relationship(back_populates="steps")
    wording: Mapped["Wording"] = relationship()
    party: Mapped["Party"] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("article_id", "number"), UniqueConstraint("article_id", "undoes"))


class Stand:
    """Where an article stands after these steps, in their order."""

    def __init__(self, steps: Iterable[Step]):
        taken = list(steps)
        undone = {step.undoes for step in taken}
        self.steps = [step for step in taken if step.kind != StepKind.UNDONE and step.number not in undone]

    @property
    def table(self) -> list["Wording"]:
        """The wordings that were not withdrawn, the one that is discussed last."""
        gone = {step.wording for step in self.steps if step.kind == StepKind.WITHDRAWN}
        put = (step.wording for step in self.steps if step.kind in PUT_ON_THE_TABLE)
        return list(dict.fromkeys(wording for wording in put if wording not in gone))

    @property
    def latest(self) -> "Wording | None":
        return next(reversed(self.table), None)

    def agreeing(self, wording: "Wording | None") -> set["Party"]:
        return {step.party for step in self.steps if step.yes and step.wording is wording}

    def rejections(self, wording: "Wording | None") -> list[Step]:
        """Who said no, with the reason; a later yes to the same wording takes its place."""
        agreeing = self.agreeing(wording)
        return [
            step
            for step in self.steps
            if step.kind == StepKind.REJECTED and step.wording is wording and step.party not in agreeing
        ]
