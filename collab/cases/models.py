"""The road of one cooperation: who is on it, where they are, whose turn it is, what they said."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.clock import local, now, today, working_days_after, working_days_between
from collab.collectives.models import Collective
from collab.collectives.words import Named
from collab.db import Model
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Lasts, Person
from collab.people.words import Side

from . import handing, terms
from .answering import turn_days
from .beside import Beside, Besides
from .farewells import ClosingWord, Farewell
from .hearing import hearers
from .lifecycle import ROAD, Stage, Waits
from .proposals import Proposal
from .travelling import Travels


class ContactRole(Named):
    """A person's place on the municipality's side of a case."""

    CONTACT = "contact", lazy_gettext("contact person")
    DEPUTY = "deputy", lazy_gettext("deputy")


def not_both(person: Person) -> str:
    """Why the contact person cannot be made the deputy as well: nobody would be the contact person."""
    return _("%(name)s is the contact person. Choose another contact person first.", name=person.name)


class Case(Besides, Travels, Remembers, Model):
    __tablename__ = "case"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    about: Mapped[str]
    place: Mapped[str | None]
    neighbourhood: Mapped[str | None]
    stage: Mapped[Stage]
    waits_for: Mapped[Waits]
    turn_since: Mapped[date]
    turns: Mapped[int]
    opened_on: Mapped[date]
    wakes_on: Mapped[date | None]
    turn_stood: Mapped[int]  # days in this turn on which the clock stood still
    turn_stopped_at: Mapped[datetime | None]  # since when it stands still
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str | None] = mapped_column(unique=True)  # where it was loaded from: only once

    if TYPE_CHECKING:  # declared by the slices that come later in the story
        promises: Any
        agreements: Any
        readiness_rounds: Any
        gaps: Any
        weighings: Any
        conversations: Any
        expectations: Any
        own_values: Any
        volunteer_hours: Any
        spokespeople: Any
        relays: Any
        introductions: Any

    participants: Mapped[list["Participant"]] = relationship(back_populates="case", order_by="Participant.id")
    contacts: Mapped[list["Contact"]] = relationship(back_populates="case", order_by="Contact.id")
    messages: Mapped[list["Message"]] = relationship(back_populates="case", order_by="Message.id")
    deadlines: Mapped[list[Deadline]] = relationship(order_by=(Deadline.due_on, Deadline.id), backref="case")
    events: Mapped[list[Event]] = relationship(foreign_keys=Event.case_id, order_by=Event.id, backref="case")
    besides: Mapped[list[Beside]] = relationship(back_populates="case", order_by=Beside.id)
    proposal: Mapped[Proposal | None] = relationship(back_populates="case")
    farewells: Mapped[list[Farewell]] = relationship(
        back_populates="case", order_by=Farewell.id, foreign_keys=Farewell.case_id
    )
    closing_words: Mapped[list[ClosingWord]] = relationship(back_populates="case", order_by=ClosingWord.id)
    responsible: Mapped[Person | None] = relationship()

    @classmethod
    def open(cls, ref: str, collective: Collective, *, by: Person, **facts) -> "Case":
        """First contact. Opened by a civil servant, that person is the contact person at once."""
        case = cls(
            ref=ref, stage=Stage.SIGNALLED, waits_for=Waits.NOBODY, turn_since=today(), turns=0,
            turn_stood=0, opened_on=today(), **facts,
        )  # fmt: skip
        case.participants.append(Participant(collective=collective, starts_on=today()))
        case.record("opened", by)
        case.pass_turn(Waits.MUNICIPALITY)
        terms.heard(case)
        if by.is_officer:
            case.take(by)
        return case

    def take(self, by: Person) -> None:
        """Become the contact person of a case that has none yet."""
        if self.contact:
            raise NotNow(_("%(name)s is the contact person already.", name=self.contact.name))
        self.appoint(ContactRole.CONTACT, by, by=by)
        if self.stage == Stage.SIGNALLED:
            self.move(Stage.EXPLORING, by)

    def appoint(self, role: ContactRole, person: Person, by: Person | None) -> None:
        """Make somebody contact person or deputy from today; who held that place hands over today."""
        if role == ContactRole.DEPUTY and person is self.contact:
            raise NotNow(not_both(person))
        place = next((c for c in self.contacts if c.role == role and c.holds), None)
        before = handing.makes_way(place, person)
        for contact in self.contacts:
            if contact.is_current and (contact.role == role or contact.person_id == person.id):
                contact.ends_on = today()
                contact.handed_over = True
        self.contacts.append(Contact(role=role, person=person, starts_on=today(), handed_over=False))
        self.record("appointed", by, role=role, person=person.id)
        handing.change_place(self, handing.Change(role, before, person), by)

    def involve(self, collective: Collective, by: Person) -> None:
        if collective in self.collectives:
            raise NotNow(_("%(name)s takes part already.", name=collective.name))
        self.participants.append(Participant(collective=collective, starts_on=today()))
        self.record("involved", by)

    def say(self, text: str, by: Person, hand_over: bool = False, announced: bool = False) -> "Message":
        """Say something to the other side; with `hand_over` it is their turn now.

        `announced`: another mail tells of it, so nobody gets two for one occasion.
        """
        message = Message(person=by, side=by.side, text=text, said_at=now())
        self.messages.append(message)
        self.record("said", by, **({"announced": True} if announced else {}))
        terms.heard(self)
        if hand_over and ROAD[self.stage].waits_for != Waits.NOBODY:
            self.pass_turn(Waits(by.side.other))
        return message

    def describe(self, by: Person, **facts) -> None:
        for name, value in facts.items():
            setattr(self, name, value)
        self.record("described", by)

    def pass_turn(self, to: Waits) -> None:
        """From today somebody else is on turn, with as many promised working days for every side."""
        if to == self.waits_for:
            return
        self.meet(Kind.TURN)
        self.waits_for, self.turn_since, self.turns = to, today(), self.turns + 1
        self.turn_stood, self.turn_stopped_at = 0, now() if self.is_paused else None
        if to != Waits.NOBODY:
            side = None if to == Waits.BOTH else Side(to)
            due = working_days_after(today(), turn_days(to))
            self.deadlines.append(
                Deadline.start(Kind.TURN, f"turn:{self.ref}:{self.turns}", due, subject=self.title, side=side)
            )

    def resume_turn(self) -> None:
        """What passed the turn was undone: the turn before it runs on, from its own first day."""
        turns = {deadline.key: deadline for deadline in self.deadlines if deadline.kind == Kind.TURN}
        before, begun = (turns.get(f"turn:{self.ref}:{self.turns - n}") for n in (2, 0))
        if before and begun and before.side == begun.side and before.met_on == today():
            begun.meet()
            before.reopen()
            self.turn_since = before.starts_on
            self.turn_stood = (before.due_on - before.counted_on).days

    def remember(self, event: Event) -> None:
        self.events.append(event)

    @property
    def collectives(self) -> list[Collective]:
        return [p.collective for p in self.participants if p.is_current]

    @property
    def contact(self) -> Person | None:
        return self._holder(ContactRole.CONTACT)

    @property
    def deputy(self) -> Person | None:
        return self._holder(ContactRole.DEPUTY)

    @property
    def name_of_collectives(self) -> str:
        return ", ".join(collective.name for collective in self.collectives)

    @property
    def agreement(self) -> Any:
        """The text on the table, else the one in force, else the last there was."""
        return max(self.agreements, key=lambda one: (one.status.rank, one.id), default=None)

    def agreements_for(self, person: Person) -> list[Any]:
        """A party that left still reads those of which it was a party."""
        reads_all = person.is_officer or self.collective_of(person)
        return [one for one in self.agreements if reads_all or one.is_read_by(person)]

    def collective_of(self, person: Person) -> Collective | None:
        return next((collective for collective in self.collectives if collective.role_of(person)), None)

    @property
    def badge(self) -> str:
        """The kind of status badge that fits the stage."""
        return ROAD[self.stage].badge

    @property
    def turn_due_on(self) -> date:
        return working_days_after(self.turn_since, turn_days(self.waits_for)) + timedelta(self.turn_stood)

    @property
    def turn_days_used(self) -> int:
        """Without the days on which the clock stood still."""
        here = local(self.turn_stopped_at).date() if self.turn_stopped_at else today()
        left = working_days_between(here, self.turn_due_on)
        late = working_days_between(self.turn_due_on, here)
        return max(0, turn_days(self.waits_for) - left + late)

    @property
    def turn_days_late(self) -> int:
        return max(0, self.turn_days_used - turn_days(self.waits_for))

    def last_turn(self, side: Side) -> Deadline | None:
        """The last time this side was on turn and acted."""
        turns = [d for d in self.deadlines if d.kind == Kind.TURN and d.met_on and d.side in {side, None}]
        return max(turns, key=lambda turn: (turn.met_on, turn.id), default=None)

    def people(self, side: Side | None = None) -> list[Person]:
        """Who hears of it: those who act, in a fixed order, so that two workers never wait in a circle."""
        found = {person for one in ([side] if side else Side) for person in hearers(self, one)}
        return sorted(found, key=lambda person: person.id)

    def waits_on(self, side: Side) -> bool:
        return self.waits_for in {Waits.BOTH, Waits(side)}

    def _holder(self, role: ContactRole) -> Person | None:
        """Whoever left the municipality speaks for it no more, from the first day after."""
        held = (c.person for c in self.contacts if c.role == role and c.holds)
        return next((person for person in held if person.is_active and person.is_officer), None)


@listens_for(Case.deadlines, "append")
def stands_still_too(case: Case, deadline: Deadline, _how: Any) -> None:
    """What begins while the clock stands still, counts from when it runs on."""
    if case.is_paused:
        deadline.hold()


class Participant(Lasts):
    """A collective, or another party, that takes part in a case."""

    __tablename__ = "participant"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"), index=True)

    case: Mapped[Case] = relationship(back_populates="participants")
    collective: Mapped[Collective] = relationship(
        backref=backref("participations", order_by="Participant.id")
    )


class Contact(Lasts):
    """Who speaks for the municipality in a case, from when until when."""

    __tablename__ = "contact"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[ContactRole]
    handed_over: Mapped[bool]  # on the last day the new one is already in place

    case: Mapped[Case] = relationship(back_populates="contacts")
    person: Mapped[Person] = relationship()
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="term"),)

    @property
    def holds(self) -> bool:
        return self.is_current and not self.handed_over


class Message(Model):
    """Something said, that both sides read."""

    __tablename__ = "message"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    side: Mapped[Side]
    text: Mapped[str]
    said_at: Mapped[datetime]

    case: Mapped[Case] = relationship(back_populates="messages")
    person: Mapped[Person] = relationship()
