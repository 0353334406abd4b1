"""Post: one message to one person, owed until the mail server has taken it."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.chores import Chore, Later, owed_index
from collab.clock import local, now
from collab.db import Model, db
from collab.errors import NotNow
from collab.people.models import Person

from .choices import moment_for, way_of
from .topics import Topic, Way, topic_of
from .words import Progress

DIGEST = "notifications/mail/digest"
KNOWN = "-"  # in the place of an answer: nobody was asked, mail is known not to arrive there


class Held(Later):
    """Nobody is disturbed now: it goes at this moment. That is no attempt."""

    def __init__(self, until: datetime):
        super().__init__("held for quiet hours")
        self.until = until


class Notice(Chore, Model):
    """`key` names the occasion, so that the same news never goes to the same person twice.

    Owed while `done_at` is empty. A mail server that refuses for good ends it with `refusal` set; one that
    broke off while it was taking the mail leaves it `in_doubt_at`, to go again with the same Message-ID.
    What goes in a digest is owed no more itself: its digest, a notice too, owes all that it holds.
    """

    __tablename__ = "notice"
    owed_since = "planned_at"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    key: Mapped[str]
    template: Mapped[str]  # "agreements/mail/began"
    data: Mapped[dict[str, Any]]
    way: Mapped[Way]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)  # the thread it stands in
    content_sha256: Mapped[str | None] = mapped_column(ForeignKey("content.sha256"))  # what goes along
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    written_at: Mapped[datetime]
    planned_at: Mapped[datetime]  # when it is meant to go out
    sent_at: Mapped[datetime | None]
    in_doubt_at: Mapped[datetime | None]
    refusal: Mapped[str | None]
    bounced_at: Mapped[datetime | None]
    bounce: Mapped[str | None]  # what came back, also when it is only late

    person: Mapped[Person] = relationship()
    content = relationship("Content")
    case = relationship("Case")  # named, not imported: a later chapter
    digest: Mapped["Notice | None"] = relationship(remote_side=id, lazy="selectin")

    __table_args__ = (UniqueConstraint("person_id", "key"), owed_index("notice"))

    @property
    def topic(self) -> Topic:
        return topic_of(self.template, self.data)

    @property
    def goes_at_any_hour(self) -> bool:
        return self.topic == Topic.LEGAL and not self.is_digest

    @property
    def is_digest(self) -> bool:
        return self.template == DIGEST

    @property
    def progress(self) -> Progress:
        if self.way == Way.IN_APP:
            return Progress.IN_APP
        if self.digest:
            return Progress.IN_DIGEST if not self.digest.done_at else self.digest.progress
        if self.bounced_at:
            return Progress.BOUNCED
        if self.sent_at:
            return Progress.SENT
        if self.refusal:
            return Progress.UNREACHED if self.refusal == KNOWN else Progress.REFUSED
        if self.done_at:
            return Progress.DROPPED
        if self.in_doubt_at:
            return Progress.IN_DOUBT
        return Progress.HELD if self.planned_at > now() else Progress.WAITING

    @property
    def waits_until(self) -> datetime | None:
        """The moment that was chosen for it, while that has not come."""
        waits = {Progress.HELD: self, Progress.IN_DIGEST: self.digest}.get(self.progress)
        return waits.planned_at if waits else None

    @property
    def answer(self) -> str | None:
        """What a mail server said of it."""
        told = self.digest or self
        return told.bounce or (told.refusal if told.refusal != KNOWN else None)

    def went_out(self) -> None:
        self.sent_at = self.done_at = now()
        held = (Notice.digest_id == self.id) & Notice.done_at.is_not(None)
        if self.is_digest:
            db.session.execute(update(Notice).where(held).values(sent_at=self.sent_at))

    def send_again(self) -> None:
        """With its old Message-ID, so that one that did arrive is not shown twice."""
        if self.refusal is None and self.in_doubt_at is None and self.bounced_at is None:
            raise NotNow(_("This mail did not fail: it was sent, or waits for its turn."))
        self.done_at = self.sent_at = self.refusal = self.bounced_at = self.bounce = None
        self.attempts, self.due_at = 0, now()

    def refuse(self, answer: str) -> None:
        """Nobody tries again: the mail server said no, in these words."""
        self.refusal, self.done_at = answer, now()

    def come_back(self, words: str) -> None:
        """It was taken, and brought back later."""
        self.bounced_at, self.bounce = now(), words
        self.done_at = self.done_at or now()

    def leave_digest(self) -> None:
        """It could not be told there, so it is owed by itself again."""
        self.digest_id = self.done_at = None
        self.put_off()

    def wait(self, later: Later) -> None:
        if isinstance(later, Held):
            self.due_at = self.planned_at = later.until
        else:
            super().wait(later)


def notify(person: Person, key: str, template: str, **facts) -> None:
    """Owe this person a message, in the way they chose for its topic. `case_id` puts it in that thread,
    `content_sha256` sends a paper along; all other facts must fit in JSON and are what the template gets."""
    columns: dict[str, Any] = {
        name: facts.pop(name) for name in ("case_id", "content_sha256") if name in facts
    }
    topic = topic_of(template, facts)
    way = way_of(person, topic)
    if way.is_digest:
        # Its digest owes it from here on.
        columns |= {"digest_id": _digest_for(person, way), "done_at": now()}
    if way == Way.IN_APP:
        columns["done_at"] = now()
    at = now() if topic == Topic.LEGAL or way != Way.AT_ONCE else moment_for(person, way, now())
    _write(person, key, template, facts, way=way, due_at=at, **columns)


def _digest_for(person: Person, way: Way) -> int:
    """The mail of that morning. One that is being sent is waited for; when it went there is a next one."""
    start = now()
    while True:
        at = moment_for(person, way, start)
        key = f"digest:{way}:{local(at).date()}"
        _write(person, key, DIGEST, {"way": way}, way=Way.AT_ONCE, due_at=at)
        this = (Notice.person_id == person.id) & (Notice.key == key) & Notice.done_at.is_(None)
        if found := db.session.scalar(select(Notice.id).where(this).with_for_update(read=True, of=Notice)):
            return found
        start = at + timedelta(minutes=1)


def _write(person: Person, key: str, template: str, data: dict, **columns) -> None:
    row = insert(Notice).values(
        person_id=person.id, key=key, template=template, data=data, message_id=secrets.token_hex(16),
        written_at=now(), planned_at=columns["due_at"], attempts=0, **columns,
    )  # fmt: skip
    db.session.execute(row.on_conflict_do_nothing(index_elements=["person_id", "key"]))
