"""Weighing: what size fits a cooperation. Both sides may ask for another; it changes when all agree."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.models import Case
from collab.clock import now
from collab.collectives.models import Collective
from collab.collectives.words import Named
from collab.conversations.parties import Party, parties_of, party_for
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

from .lifecycle import Status, Weight
from .proportion import QUESTIONS, Answers, Grade, proposal

if TYPE_CHECKING:
    from .models import Agreement


class Standing(Named):
    """What became of a weighing."""

    STANDS = "stands", lazy_gettext("stands")
    ASKED = "asked", lazy_gettext("waits for an answer")
    DECLINED = "declined", lazy_gettext("not agreed")
    REPLACED = "replaced", lazy_gettext("taken back")


class Weighing(Remembers, Model):
    """One time that somebody answered the four questions or asked for another size. All of them stay."""

    __tablename__ = "weighing"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    number: Mapped[int]
    value: Mapped[Grade | None]
    risk: Mapped[Grade | None]
    duration: Mapped[Grade | None]
    effect: Mapped[Grade | None]
    proposed: Mapped[Weight | None]  # by the answers; None when nobody gave them yet
    asked: Mapped[Weight]
    reason: Mapped[str]
    standing: Mapped[Standing]
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))  # None: municipality
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    weighed_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship(backref=backref("weighings", order_by="Weighing.number"))
    agreement: Mapped["Agreement | None"] = relationship()
    collective: Mapped[Collective | None] = relationship()
    person: Mapped[Person] = relationship()
    replies: Mapped[list["Reply"]] = relationship(back_populates="weighing", order_by="Reply.id")
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    @classmethod
    def weigh(cls, case: Case, answers: Answers, reason: str = "", *, by: Person) -> "Weighing":
        """Answer the four questions. What they propose stands, unless it would change a size that stands."""
        proposed = proposal(answers)
        changes = weight_of(case) not in {None, proposed}
        weighing = cls._add(case, proposed, reason, by, changes=changes, proposed=proposed, **answers)
        weighing.record("asked" if changes else "proposed", by, asked=proposed)
        return weighing

    @classmethod
    def ask(cls, case: Case, weight: Weight, reason: str, *, by: Person) -> "Weighing":
        """Ask the others for another size than the one that stands."""
        if weight_of(case) == weight:
            raise NotNow(_("It has this size already."))
        last = last_answers(case)
        proposed = last.proposed if last else None
        weighing = cls._add(case, weight, reason, by, changes=True, proposed=proposed)
        weighing.record("asked", by, asked=weight)
        return weighing

    def agree(self, *, by: Person) -> None:
        """Yes, for your party. With the last yes the size changes; what was agreed in the text stays."""
        self._reply(True, "", by)
        self.record("agreed", by, asked=self.asked)
        if self.waiting_parties:
            return
        self._settle(Standing.STANDS)
        self.agreement = text_on_the_table(self.case)
        if self.agreement:
            self.agreement.weigh(self.asked, by=by)

    def decline(self, reason: str, *, by: Person) -> None:
        """No, and why. Everything stays as it is."""
        self._reply(False, reason, by)
        self._settle(Standing.DECLINED)
        self.record("declined", by, asked=self.asked)

    def take_back(self, by: Person) -> None:
        """Whoever asked does not ask any more."""
        self._expect_asked()
        if not self.is_from(by):
            raise NotNow(_("Only who asked can take the question back."))
        self._settle(Standing.REPLACED)
        self.record("taken_back", by, asked=self.asked)

    def remember(self, event: Event) -> None:
        self.case.events.append(event)
        event.agreement = self.agreement

    @property
    def party(self) -> Party:
        return Party(self.collective)

    @property
    def answers(self) -> Answers:
        given = {name: getattr(self, name) for name in QUESTIONS}
        return {name: grade for name, grade in given.items() if grade}

    @property
    def waiting_parties(self) -> list[Party]:
        """Who still has to say yes or no."""
        if self.standing != Standing.ASKED:
            return []
        heard = {reply.party.key for reply in self.replies}
        return [party for party in parties_in(self.case) if party.key not in heard]

    def awaits(self, person: Person) -> bool:
        """Whether this person's party still has to answer."""
        mine = party_for(person, self.case)
        return mine is not None and mine.key in {party.key for party in self.waiting_parties}

    def is_from(self, person: Person) -> bool:
        mine = party_for(person, self.case)
        return mine is not None and mine.key == self.party.key

    @classmethod
    def _add(cls, case: Case, asked: Weight, reason: str, by: Person, **facts: Any) -> "Weighing":
        changes = facts.pop("changes")
        party = party_for(by, case)
        if earlier := open_ask(case):
            if earlier.party.key != party.key:
                raise NotNow(_("There is a question about the size already. Please answer that one first."))
            earlier._settle(Standing.REPLACED)
        if changes and not reason:
            raise NotNow(_("Say why, so that the other side can follow it."))
        weighing = cls(
            number=len(case.weighings) + 1, asked=asked, reason=reason, person=by, weighed_at=now(),
            collective=party.collective, standing=Standing.ASKED if changes else Standing.STANDS,
            settled_at=None if changes else now(), **facts,
        )  # fmt: skip
        weighing.agreement = text_on_the_table(case)
        weighing.replies = [Reply(collective=party.collective, person=by, agrees=True, reason="", at=now())]
        case.weighings.append(weighing)
        return weighing

    def _reply(self, agrees: bool, reason: str, by: Person) -> None:
        self._expect_asked()
        party = party_for(by, self.case)
        if party.key not in {waiting.key for waiting in self.waiting_parties}:
            raise NotNow(_("%(party)s has answered this already.", party=party.name))
        self.replies.append(
            Reply(collective=party.collective, person=by, agrees=agrees, reason=reason, at=now())
        )

    def _settle(self, standing: Standing) -> None:
        self.standing, self.settled_at = standing, now()

    def _expect_asked(self) -> None:
        if self.standing != Standing.ASKED:
            raise NotNow(_("This question about the size has been answered or taken back."))


class Reply(Model):
    """A party's yes or no to another size."""

    __tablename__ = "weighing_reply"
    id: Mapped[int] = mapped_column(primary_key=True)
    weighing_id: Mapped[int] = mapped_column(ForeignKey("weighing.id"))
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agrees: Mapped[bool]
    reason: Mapped[str]
    at: Mapped[datetime]

    weighing: Mapped[Weighing] = relationship(back_populates="replies")
    collective: Mapped[Collective | None] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("weighing_id", "collective_id", postgresql_nulls_not_distinct=True),)

    @property
    def party(self) -> Party:
        return Party(self.collective)


def text_on_the_table(case: Case) -> "Agreement | None":
    last = case.agreement
    return last if last and last.status == Status.NEGOTIATING else None


def weight_of(case: Case) -> Weight | None:
    """The size that stands: of the text on the table, else the one last weighed."""
    if text := text_on_the_table(case):
        return text.weight
    stands = [weighing for weighing in case.weighings if weighing.standing == Standing.STANDS]
    return stands[-1].asked if stands else None


def open_ask(case: Case) -> Weighing | None:
    return next((weighing for weighing in case.weighings if weighing.standing == Standing.ASKED), None)


def last_answers(case: Case) -> Weighing | None:
    """Where the four questions were answered last."""
    return next((weighing for weighing in reversed(case.weighings) if weighing.answers), None)


def parties_in(case: Case) -> list[Party]:
    text = text_on_the_table(case)
    return [Party(party.collective) for party in text.present_parties] if text else parties_of(case)
