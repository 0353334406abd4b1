"""Expectations: what each party counts on, heard by the others; one of them can become a promise."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.models import Case
from collab.clock import now
from collab.collectives.models import Collective
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.support.models import Promise
from collab.support.words import State

from .parties import Party, parties_of, party_for
from .statements import check_seen


class Expectation(Remembers, Model):
    """What one party expects; without a collective it is the municipality.

    Said in other words it must be heard again; the earlier words stay.
    """

    __tablename__ = "expectation"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"), index=True)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    promise_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id"), unique=True)

    case: Mapped[Case] = relationship(backref=backref("expectations", order_by="Expectation.number"))
    collective: Mapped[Collective | None] = relationship()
    withdrawn_by: Mapped[Person | None] = relationship()
    promise: Mapped[Promise | None] = relationship()
    wordings: Mapped[list["ExpectationWording"]] = relationship(
        back_populates="expectation", order_by="ExpectationWording.number"
    )
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    @classmethod
    def state(cls, case: Case, text: str, by: Person) -> "Expectation":
        party = party_for(by, case)
        if party is None:
            raise NotNow(_("You do not speak for one of the parties of this cooperation."))
        number = len(case.expectations) + 1
        expectation = cls(number=number, collective=party.collective, wordings=[])
        case.expectations.append(expectation)
        expectation._say(text, by)
        expectation.record("stated", by)
        return expectation

    def reword(self, text: str, seen: int, by: Person) -> None:
        """Say it in other words; whoever heard the earlier ones is asked again."""
        self._expect_open(seen)
        if text == self.latest.text:
            return
        self._say(text, by)
        self.record("reworded", by)

    def hear(self, seen: int, by: Person) -> None:
        """Heard, for your party: it is no promise and no yes."""
        self._expect_open(seen)
        party = party_for(by, self.case)
        if party is None or party == self.party:
            raise NotNow(_("Those who expect something do not hear it themselves."))
        if party in self.heard_by:
            raise NotNow(_("Your side heard this already."))
        self.latest.hearings.append(Hearing(collective=party.collective, person=by, heard_at=now()))
        self.record("heard", by)

    def withdraw(self, by: Person) -> None:
        self._expect_open(self.latest.number)
        self.withdrawn_at, self.withdrawn_by = now(), by
        self.record("withdrawn", by)

    def ask(self, what: str, doer: Party, by: Person, **facts) -> Promise:
        """Ask one of the others to promise it: the owner wants more than to be heard."""
        return self._commit(State.ASKED, what, doer, by, **facts)

    def promise_it(self, what: str, by: Person, **facts) -> Promise:
        """Promise it, for your own party, with a day."""
        doer = party_for(by, self.case)
        if doer is None or doer == self.party:
            raise NotNow(_("Another party promises what is expected of it."))
        return self._commit(State.PROMISED, what, doer, by, **facts)

    @property
    def party(self) -> Party:
        return Party(self.collective)

    @property
    def latest(self) -> "ExpectationWording":
        return self.wordings[-1]

    @property
    def heard_by(self) -> list[Party]:
        return [Party(hearing.collective) for hearing in self.latest.hearings]

    @property
    def waiting_parties(self) -> list[Party]:
        """Who has not heard it yet."""
        if self.withdrawn_at:
            return []
        heard = {self.party, *self.heard_by}
        return [party for party in parties_of(self.case) if party not in heard]

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "expectation": self.number}
        self.case.events.append(event)

    def _say(self, text: str, by: Person) -> None:
        number = len(self.wordings) + 1
        self.wordings.append(
            ExpectationWording(number=number, text=text, person=by, said_at=now(), hearings=[])
        )

    def _commit(self, state: State, what: str, doer: Party, by: Person, **facts) -> Promise:
        self._expect_open(self.latest.number)
        if self.promise:
            raise NotNow(_("This stands in the list of promises already."))
        about = {"side": doer.side, "collective": doer.collective} | facts
        self.promise = Promise.write(self.case, state, what, by=by, **about)
        self.record("committed", by)
        return self.promise

    def _expect_open(self, seen: int) -> None:
        if self.withdrawn_at:
            raise NotNow(_("This expectation was withdrawn."))
        check_seen(self.latest, seen)


class ExpectationWording(Model):
    """The words of an expectation; others come beside them, never in their place."""

    __tablename__ = "expectation_wording"
    id: Mapped[int] = mapped_column(primary_key=True)
    expectation_id: Mapped[int] = mapped_column(ForeignKey("expectation.id"))
    number: Mapped[int]
    text: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]

    expectation: Mapped[Expectation] = relationship(back_populates="wordings")
    person: Mapped[Person] = relationship()
    hearings: Mapped[list["Hearing"]] = relationship(back_populates="wording", order_by="Hearing.id")
    __table_args__ = (UniqueConstraint("expectation_id", "number"),)


class Hearing(Model):
    """A party heard what another expects."""

    __tablename__ = "hearing"
    id: Mapped[int] = mapped_column(primary_key=True)
    wording_id: Mapped[int] = mapped_column(ForeignKey("expectation_wording.id"))
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    heard_at: Mapped[datetime]

    wording: Mapped[ExpectationWording] = relationship(back_populates="hearings")
    collective: Mapped[Collective | None] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("wording_id", "collective_id", postgresql_nulls_not_distinct=True),)
