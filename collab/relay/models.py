"""A place in a cooperation passes from one person to another, with what they were doing and a letter."""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases import handing
from collab.cases.models import Case
from collab.clock import now, today
from collab.collectives.models import Collective
from collab.db import Model
from collab.deadlines import Deadline, Kind, shifting
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Side

from .introductions import Introduction
from .letters import Addition, Letter
from .words import Place, Progress


class Relay(Remembers, Model):
    """Begins when somebody's last day is known, and is done when the successor was introduced."""

    __tablename__ = "relay"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    side: Mapped[Side]
    place: Mapped[Place]
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))
    leaver_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    last_day: Mapped[date]
    begun_at: Mapped[datetime]
    by_itself: Mapped[bool]  # nobody named the successor: it fell to the deputy or the coordinator
    named_at: Mapped[datetime | None]
    passed_at: Mapped[datetime | None]  # since then the successor holds the place
    kept_at: Mapped[datetime | None]  # the successor it fell to said that they stay
    called_off_at: Mapped[datetime | None]  # the leaver stays after all
    completed_at: Mapped[datetime | None]
    completed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    acknowledged_at: Mapped[datetime | None]
    introduced_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship(backref=backref("relays", order_by="Relay.number"))
    collective: Mapped[Collective | None] = relationship()
    leaver: Mapped[Person] = relationship(foreign_keys=leaver_id)
    successor: Mapped[Person | None] = relationship(foreign_keys=successor_id)
    completed_by: Mapped[Person | None] = relationship(foreign_keys=completed_by_id)
    moved: Mapped[list["Moved"]] = relationship(order_by="Moved.id")
    letter: Mapped[Letter | None] = relationship(back_populates="relay")
    introduction: Mapped[Introduction | None] = relationship(back_populates="relay")
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        Index(
            "uq_relay_open", "case_id", "place", "leaver_id", unique=True,
            postgresql_where=text("passed_at is null and called_off_at is null"),
        ),
    )  # fmt: skip

    @classmethod
    def begin(cls, case: Case, place: Place, leaver: Person, last_day: date, **about: Any) -> "Relay":
        """`about`: of which `collective`, and `by` whom; nobody when the day itself began it."""
        collective, by = about.get("collective"), about.get("by")
        relay = cls(
            number=len(case.relays) + 1, place=place, leaver=leaver, last_day=last_day, begun_at=now(),
            side=Side.COLLECTIVE if collective else Side.MUNICIPALITY, collective=collective,
            by_itself=False, moved=[],
        )  # fmt: skip
        case.relays.append(relay)
        key, subject = f"handing-over:{case.ref}:{relay.number}", leaver.name
        case.deadlines.append(
            Deadline.start(
                Kind.HANDING_OVER, key, last_day, subject=subject, side=relay.side, data=relay._whose
            )
        )
        relay.record("begun", by, place=place, on=last_day.isoformat())
        return relay

    def name(self, successor: Person, by: Person | None, seen: int | None = None) -> None:
        """Say who takes over. `seen` is the number of who stood there when the page was read."""
        self._expect_open()
        if seen != (self.successor and self.successor.id):
            raise NotNow(_("Meanwhile %(name)s was named. Look again.", name=self._name_of_successor))
        if successor is self.leaver:
            raise NotNow(_("Choose somebody else: this person leaves this place."))
        self.successor, self.named_at, self.by_itself = successor, now(), by is None
        self.record("named", by, person=successor.id)

    def take_tasks(self, by: Person | None) -> None:
        """The place is theirs: open tasks of the old one go along, and the other side gets to know them."""
        assert self.successor, "Nobody takes over."
        self.passed_at = now()
        for task in list(handing.tasks_of(self.leaver, self.case)):
            stays = not task.give(self.successor, by)
            self.moved.append(Moved(code=task.code, subject=task.subject, stays=stays))
        count = sum(not one.stays for one in self.moved)
        self.record("passed", by, person=self.successor.id, count=count)
        if self.place != Place.DEPUTY:
            Introduction.ask(self.case, self, subject=self.successor.name)
        self._meet_when_done()

    def complete(self, by: Person) -> None:
        """The letter is written; until the successor has read it, it may be written again."""
        if self.acknowledged_at:
            raise NotNow(_("The successor has read this letter. It stays as it is."))
        first = self.completed_at is None
        self.completed_at, self.completed_by = now(), by
        if first:
            self.record("completed", by)
        self._meet_when_done()

    def acknowledge(self, by: Person) -> None:
        if self.completed_at is None:
            raise NotNow(_("There is no letter yet."))
        if self.acknowledged_at is None:
            self.acknowledged_at = now()
            self.record("acknowledged", by)

    def add(self, text: str, by: Person) -> Addition:
        """A paragraph of somebody else; it stays as it is."""
        self.record("added", by)
        return Addition(relay=self, person=by, side=by.side, text=text, added_at=now())

    def keep(self, by: Person) -> None:
        """What fell to somebody stays with them: they are the one from now on."""
        self.kept_at = now()
        self.record("kept", by)

    def end_on(self, day: date) -> None:
        """The last day became another one: what is asked before it follows."""
        if day != self.last_day:
            self.last_day = day
            for deadline in self._deadlines:
                shifting.move(deadline, day)

    def call_off(self, by: Person | None) -> None:
        """The leaver stays after all."""
        self._expect_open()
        self.called_off_at = now()
        self._meet()
        self.record("called_off", by)

    def be_introduced(self) -> None:
        self.introduced_at = now()
        self.record("introduced", None)

    def remember(self, event: Event) -> None:
        about = {"relay": self.number, "leaver": self.leaver.id, "place": self.place}
        event.data = {**event.data, **about}
        event.collective = self.collective
        event.side = event.side or (self.side if event.actor is None else None)
        self.case.events.append(event)

    @property
    def progress(self) -> Progress:
        steps = (self.introduced_at, Progress.INTRODUCED), (self.acknowledged_at, Progress.ACKNOWLEDGED)
        done = (progress for when, progress in (*steps, (self.completed_at, Progress.COMPLETED)) if when)
        return next(done, Progress.BEGUN)

    @property
    def is_done(self) -> bool:
        met = self.introduced_at or self.place == Place.DEPUTY
        return bool(self.passed_at and self.acknowledged_at and met)

    @property
    def leaver_is_gone(self) -> bool:
        """Whoever cannot sign in any more as one of this side writes no letter."""
        if not self.leaver.is_active:
            return True
        if self.collective:
            return self.collective.role_of(self.leaver) is None
        return not self.leaver.is_officer

    @property
    def is_open(self) -> bool:
        """The place has not passed yet."""
        return self.passed_at is None and self.called_off_at is None

    @property
    def is_due(self) -> bool:
        return self.is_open and self.last_day < today()

    @property
    def _name_of_successor(self) -> str:
        return self.successor.name if self.successor else "–"

    @property
    def _whose(self) -> dict[str, Any]:
        about: dict[str, Any] = {"relay": self.number}
        return about | ({"collective": self.collective.ref} if self.collective else {})

    def _expect_open(self) -> None:
        if self.passed_at:
            raise NotNow(_("This place has passed to %(name)s already.", name=self._name_of_successor))
        if self.called_off_at:
            raise NotNow(_("%(name)s stays after all.", name=self.leaver.name))

    def _meet_when_done(self) -> None:
        if self.passed_at and self.completed_at:
            self._meet()

    def _meet(self) -> None:
        for deadline in self._deadlines:
            deadline.meet()

    @property
    def _deadlines(self) -> list[Deadline]:
        key = f"handing-over:{self.case.ref}:{self.number}"
        return [deadline for deadline in shifting.open_of(self.case) if deadline.key == key]


class Moved(Model):
    """An open task that went along, or that nobody else could take over as it was."""

    __tablename__ = "relay_moved"
    id: Mapped[int] = mapped_column(primary_key=True)
    relay_id: Mapped[int] = mapped_column(ForeignKey("relay.id"), index=True)
    code: Mapped[str]
    subject: Mapped[str]
    stays: Mapped[bool]

    @property
    def label(self) -> object:
        return handing.LABELS[self.code]
