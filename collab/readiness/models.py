"""Are both ready: rounds in which each party writes about itself and the other, and opens it together."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.models import Case
from collab.clock import now
from collab.collectives.models import Collective
from collab.conversations.parties import MUNICIPALITY, Party, parties_of
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

from .conditions import CONDITIONS, Condition

Subject = tuple[Condition, int | None]  # a condition, and of which collective; None is the municipality


class Overtaken(NotNow):
    """Somebody of the same party kept another text while this person was writing."""

    def __init__(self) -> None:
        super().__init__(_("Somebody of your own side changed this while your page was open."))


class Readiness(Remembers, Model):
    """One round. What was written in it stays as it was; a later round begins anew."""

    __tablename__ = "readiness"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    opened_at: Mapped[datetime]
    shared_at: Mapped[datetime | None]  # when the last party shared: from then on everyone reads everything

    case: Mapped[Case] = relationship(backref=backref("readiness_rounds", order_by="Readiness.id"))
    views: Mapped[list["View"]] = relationship(back_populates="readiness", order_by="View.id")
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    @classmethod
    def open(cls, case: Case, *, by: Person) -> "Readiness":
        """Begin a round with everyone who takes part now."""
        earlier = latest_of(case)
        if earlier and not earlier.shared_at:
            raise NotNow(_("This round is not finished yet. Go on with it first."))
        number = earlier.number + 1 if earlier else 1
        readiness = cls(number=number, opened_at=now())
        case.readiness_rounds.append(readiness)
        readiness.views = [View.empty(party) for party in parties_of(case)]
        readiness.record("opened", by, number=number)
        return readiness

    def write(self, party: Party, texts: dict[Subject, str], *, seen: int, by: Person) -> None:
        """Keep what this party says so far. Nobody else reads it yet."""
        view = self.view_of(party)
        if view.shared_at:
            raise NotNow(_("Your view is ready already. Take it back first if you want to change it."))
        if seen != view.edition:
            raise Overtaken if view.began_at else NotNow(_("This page belongs to an earlier round."))
        if view.began_at is None:
            view.began_at = now()
            self.record("begun", by, number=self.number)
        view.keep(texts, by)

    def share(self, party: Party, by: Person) -> None:
        """Ready. It can be read by everyone once all parties are ready."""
        view = self.view_of(party)
        if view.began_at is None:
            raise NotNow(_("There is nothing to share yet. Write your view first."))
        if view.shared_at:
            raise NotNow(_("Your view is ready already."))
        view.shared_at = now()
        self.record("shared", by, number=self.number)
        if not self.waiting:
            self.shared_at = now()
            self.record("compared", by=None, number=self.number)

    def take_back(self, party: Party, by: Person) -> None:
        """Not ready after all, as long as nobody has read it."""
        view = self.view_of(party)
        if self.shared_at:
            raise NotNow(_("Everyone has read it by now. For another view you begin a new round."))
        if view.shared_at is None:
            raise NotNow(_("Your view is not shared yet. You can simply change it."))
        view.shared_at = None
        self.record("taken_back", by, number=self.number)

    def view_of(self, party: Party) -> "View":
        for view in self.views:
            if view.key == party.key:
                return view
        raise NotNow(_("You joined after this round had begun. You take part in the next one."))

    def remember(self, event: Event) -> None:
        self.case.events.append(event)

    @property
    def parties(self) -> list[Party]:
        return [view.party for view in self.views]

    @property
    def waiting(self) -> list["View"]:
        """Who is not ready. Nobody waits for a party that left meanwhile."""
        here = {party.key for party in parties_of(self.case)}
        return [view for view in self.views if view.key in here and not view.shared_at]


class View(Model):
    """That a party writes, and since when. What it writes lies in a table of its own."""

    __tablename__ = "readiness_view"
    id: Mapped[int] = mapped_column(primary_key=True)
    readiness_id: Mapped[int] = mapped_column(ForeignKey("readiness.id"))
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))
    began_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]
    edition: Mapped[int]

    readiness: Mapped[Readiness] = relationship(back_populates="views")
    collective: Mapped[Collective | None] = relationship()
    # Private until all have shared: whoever may read it asks for it by `queries.answers_for`.
    answers: Mapped[list["Answer"]] = relationship(
        back_populates="view", order_by="Answer.id", lazy="raise_on_sql"
    )
    __table_args__ = (UniqueConstraint("readiness_id", "collective_id", postgresql_nulls_not_distinct=True),)

    @classmethod
    def empty(cls, party: Party) -> "View":
        return cls(collective=party.collective, edition=0, answers=[])

    def keep(self, texts: dict[Subject, str], by: Person) -> None:
        self.edition += 1
        known = {answer.subject: answer for answer in self.answers}
        for subject, text in texts.items():
            if answer := known.get(subject):
                answer.text, answer.person = text, by
            elif text:
                condition, about_id = subject
                self.answers.append(Answer(condition=condition, about_id=about_id, text=text, person=by))

    @property
    def key(self) -> str:
        return self.collective.ref if self.collective else MUNICIPALITY

    @property
    def party(self) -> Party:
        return Party(self.collective)


class Answer(Model):
    """What one party says about one condition, its own or the other's."""

    __tablename__ = "readiness_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    view_id: Mapped[int] = mapped_column(ForeignKey("readiness_view.id"))
    condition: Mapped[Condition]
    about_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))
    text: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    view: Mapped[View] = relationship(back_populates="answers")
    person: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("view_id", "condition", "about_id", postgresql_nulls_not_distinct=True),
    )

    @property
    def subject(self) -> Subject:
        return self.condition, self.about_id


def latest_of(case: Case) -> Any:
    return max(case.readiness_rounds, key=lambda one: one.number, default=None)


def subjects_for(party: Party, parties: list[Party]) -> list[tuple[Party, list[Condition]]]:
    """What a party writes about: itself first, then those on the other side."""
    others = [one for one in parties if one.side != party.side]
    return [(one, CONDITIONS[one.side]) for one in (party, *others)]
