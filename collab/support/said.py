"""What was promised in a conversation, in one line: first seen by the writer's own side, then by both."""

from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.cases.models import Case, Message
from collab.clock import now, today
from collab.collectives.models import Collective
from collab.db import Model, db
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Side
from collab.refs import plain_ref

from .models import Promise
from .said_words import Hearsay
from .words import State

OWN_DAYS = 7  # before both sides see it


class SaidPromise(Remembers, Model):
    """Who said it, what, by when. Until `shared_at` it exists for the writer's own party alone.

    Not a Promise, so that no list, count or deadline of the ledger can show it before its day.
    """

    __tablename__ = "said_promise"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who wrote it down
    writer_side: Mapped[Side]
    writer_party_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))
    side: Mapped[Side]  # who would do it
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"))
    said_by: Mapped[str]
    said_on: Mapped[date]
    what: Mapped[str]
    due_on: Mapped[date | None]
    state: Mapped[Hearsay]
    share_on: Mapped[date]
    shared_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    promise_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id"), unique=True)

    case: Mapped[Case] = relationship()
    message: Mapped[Message | None] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    writer_party: Mapped[Collective | None] = relationship(foreign_keys=writer_party_id)
    collective: Mapped[Collective | None] = relationship(foreign_keys=collective_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)
    promise: Mapped[Promise | None] = relationship()
    __table_args__ = (
        CheckConstraint("side = 'municipality' or collective_id is not null", name="party"),
        CheckConstraint("(writer_side = 'municipality') = (writer_party_id is null)", name="writer"),
        CheckConstraint("state in ('waiting', 'withdrawn') or shared_at is not null", name="shared"),
    )

    @classmethod
    def write(cls, case: Case, what: str, *, by: Person, **facts: Any) -> "SaidPromise":
        party = None if by.is_officer else case.collective_of(by)
        said = cls(
            ref=plain_ref("S"), case=case, what=what, person=by, writer_side=by.side, writer_party=party,
            state=Hearsay.WAITING, share_on=today() + timedelta(OWN_DAYS), **facts,
        )  # fmt: skip
        db.session.add(said)
        said.record("noted", by)
        return said

    def share(self, by: Person | None) -> None:
        """From now on both sides see it, and the other side is asked whether it was said so."""
        self._expect(not self.shared_at)
        self.shared_at = now()
        asked, whose = self.writer_side.other, self.collective
        about: dict[str, Any] = {"subject": self.what, "side": asked}
        if whose and asked == Side.COLLECTIVE:
            about["data"] = {"collective": whose.ref}
        deadline = Deadline.count(Kind.SAID_PROMISE, f"said:{self.ref}", **about)
        self.case.deadlines.append(deadline)
        self.record("shared", by)

    def confirm(self, due_on: date | None, *, by: Person) -> Promise:
        """Yes, it was said so: it stands in the ledger as a promise of who said it, whoever confirms.

        Only who promised it can say another day.
        """
        self._answer(Hearsay.CONFIRMED, None, by)
        own_day = due_on if by.side == self.side else None
        facts = {"side": self.side, "collective": self.collective, "due_on": own_day or self.due_on}
        self.promise = Promise.write(self.case, State.PROMISED, self.what, by=None, **facts)
        self.record("confirmed", by, promise=self.promise.ref)
        return self.promise

    def contest(self, words: str, *, by: Person) -> None:
        """It was not said, or not so: both sides read how the other remembers it."""
        self._answer(Hearsay.CONTESTED, words, by)
        self.record("contested", by)

    def withdraw(self, by: Person) -> None:
        """The writer's side lets it rest; what nobody else saw stays unseen."""
        if self.state not in {Hearsay.WAITING, Hearsay.CONTESTED}:
            raise NotNow(_("This is settled already."))
        self.state = Hearsay.WITHDRAWN
        self._meet()
        self.record("withdrawn", by)

    def remember(self, event: Event) -> None:
        """Before it is shared it stands in the audit alone, with no cooperation to be found by."""
        event.data = {**event.data, "said": self.ref}
        if self.shared_at:
            self.case.events.append(event)
        else:
            db.session.add(event)

    @property
    def party_name(self) -> str | None:
        return self.collective.name if self.collective else None

    def _answer(self, state: Hearsay, words: str | None, by: Person) -> None:
        self._expect(self.shared_at)
        if by.side == self.writer_side:
            raise NotNow(_("The other side says whether it was said so."))
        self.state, self.answer = state, words
        self.answered_by, self.answered_at = by, now()
        self._meet()

    def _meet(self) -> None:
        for deadline in self.case.deadlines:
            if deadline.key == f"said:{self.ref}":
                deadline.meet()

    def _expect(self, so: object) -> None:
        if self.state != Hearsay.WAITING or not so:
            raise NotNow(_("This is settled already, or not shared yet."))
