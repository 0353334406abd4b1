"""Post: one message to one person, owed until the mail server has taken it."""

import secrets
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.chores import Chore, owed_index
from collab.clock import now
from collab.db import Model, db
from collab.errors import NotNow
from collab.people.models import Person

from .words import Progress


class Notice(Chore, Model):
    """`key` names the occasion, so that the same news never goes to the same person twice.

    Owed while `done_at` is empty. A mail server that refuses for good ends it with `refusal` set; one that
    broke off while it was taking the mail leaves it `in_doubt_at`, to go again with the same Message-ID.
    """

    __tablename__ = "notice"
    owed_since = "written_at"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    key: Mapped[str]
    template: Mapped[str]  # "agreements/mail/began"
    data: Mapped[dict[str, Any]]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)  # the thread it stands in
    content_sha256: Mapped[str | None] = mapped_column(ForeignKey("content.sha256"))  # what goes along
    message_id: Mapped[str] = mapped_column(unique=True)
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    in_doubt_at: Mapped[datetime | None]
    refusal: Mapped[str | None]

    person: Mapped[Person] = relationship()
    content = relationship("Content")

    __table_args__ = (UniqueConstraint("person_id", "key"), owed_index("notice"))

    @property
    def progress(self) -> Progress:
        if self.sent_at:
            return Progress.SENT
        if self.refusal:
            return Progress.REFUSED
        if self.done_at:
            return Progress.DROPPED
        return Progress.IN_DOUBT if self.in_doubt_at else Progress.WAITING

    def went_out(self) -> None:
        self.sent_at = self.done_at = now()

    def send_again(self) -> None:
        """With its old Message-ID, so that one that did arrive is not shown twice."""
        if self.refusal is None and self.in_doubt_at is None:
            raise NotNow(_("This mail did not fail: it was sent, or waits for its turn."))
        self.done_at = self.refusal = None
        self.attempts, self.due_at = 0, now()

    def refuse(self, answer: str) -> None:
        """Nobody tries again: the mail server said no, in these words."""
        self.refusal, self.done_at = answer, now()


def notify(person: Person, key: str, template: str, **facts) -> None:
    """Owe this person a mail. `case_id` puts it in that thread, `content_sha256` sends a paper along;
    all other facts must fit in JSON and are what the template gets."""
    columns = {name: facts.pop(name) for name in ("case_id", "content_sha256") if name in facts}
    row = insert(Notice).values(
        person_id=person.id, key=key, template=template, data=facts, message_id=secrets.token_hex(16),
        written_at=now(), due_at=now(), attempts=0, **columns,
    )  # fmt: skip
    db.session.execute(row.on_conflict_do_nothing(index_elements=["person_id", "key"]))
