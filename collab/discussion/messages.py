"""What a message is, whoever may read it: a text with its earlier versions, answers, mentions and an end."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.clock import now
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

OPEN = {Status.NEGOTIATING, Status.SIGNING, Status.ACTIVE}


class Place(NamedTuple):
    """Where something is said: about one article or the whole text, and what it answers."""

    agreement: Agreement
    article: int | None
    answers: Any = None

    def check(self) -> None:
        if self.agreement.status not in OPEN:
            raise NotNow(why_closed(self.agreement))
        if self.article is not None:
            self.agreement.article(self.article)
        if self.answers and self.answers.root.resolved_at:
            raise NotNow(_("This conversation was closed while you were writing. You can open it again."))
        if self.answers and self.answers.removed_at:
            raise NotNow(_("This message was removed while you were writing."))


class Said(Remembers):
    """Mixin of the two kinds of messages. They live in tables of their own; `key` is what addresses hold."""

    if TYPE_CHECKING:
        is_shared: bool
        reader_id: Any
        revisions: Any
        mentions: Any
        root: Any
        replies: Any
        is_for: Any
        other: Any
        comment: Any
        comment_id: Any
        parent_id: Any
        edit: Any
        remove: Any

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # at random: a number would tell how many there are
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    article: Mapped[int | None]  # its number; none: the whole agreement
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    @declared_attr
    def agreement(cls) -> Mapped[Agreement]:
        return relationship(Agreement)

    @declared_attr
    def party(cls) -> Mapped[Party]:
        return relationship(Party, foreign_keys=f"{named(cls)}.party_id")

    @declared_attr
    def person(cls) -> Mapped[Person]:
        return relationship(Person, foreign_keys=f"{named(cls)}.person_id")

    @declared_attr
    def resolved_by(cls) -> Mapped[Person | None]:
        return relationship(Person, foreign_keys=f"{named(cls)}.resolved_by_id")

    @property
    def text(self) -> str | None:
        """What it says now. Of a removed message nobody reads the text any more."""
        return None if self.removed_at else self.revisions[-1].text

    @property
    def is_edited(self) -> bool:
        return len(self.revisions) > 1

    @property
    def mentioned(self) -> list[Person]:
        return [mention.person for mention in self.mentions]

    def notice(self, by: Person) -> None:
        """Who was mentioned in this conversation has seen it, says so or answers."""
        for mention in (m for said in self.root.whole for m in said.mentions):
            if mention.person_id == by.id:
                mention.seen_at = mention.seen_at or now()

    def _write(self, text: str, mentions: Iterable[Person]) -> None:
        self.revisions.append(self._revision(number=len(self.revisions) + 1, text=text, written_at=now()))
        known = {mention.person_id for mention in self.mentions}
        self.mentions.extend(self._mention(person=p) for p in mentions if p.id not in known)

    def _revise(self, text: str, seen: int, mentions: Iterable[Person]) -> None:
        self.expect_there()
        if seen != len(self.revisions):
            raise NotNow(_("You changed this message in another window meanwhile."))
        self._write(text, mentions)

    def _remove(self) -> None:
        self.expect_there()
        self.removed_at = now()

    def _resolve(self, by: Person) -> None:
        if self.resolved_at:
            raise NotNow(_("This conversation was closed already."))
        self.resolved_at, self.resolved_by = now(), by

    def _reopen(self) -> None:
        if not self.resolved_at:
            raise NotNow(_("This conversation is open already."))
        self.resolved_at = self.resolved_by = None

    def expect_there(self) -> None:
        if self.agreement.status not in OPEN:
            raise NotNow(why_closed(self.agreement))
        if self.removed_at:
            raise NotNow(_("This message was removed."))

    if TYPE_CHECKING:

        def _revision(self, **facts: Any) -> Any: ...
        def _mention(self, **facts: Any) -> Any: ...


class Revision:
    """One version of a message: never changed, only followed by another one."""

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    text: Mapped[str]
    written_at: Mapped[datetime]


class Mention:
    """Somebody who is asked to look at a message. Theirs to do until `seen_at`."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    seen_at: Mapped[datetime | None]

    @declared_attr
    def person(cls) -> Mapped[Person]:
        return relationship(Person)


def named(kind: Any) -> str:
    return kind.__name__


def new_key() -> str:
    return f"M-{secrets.token_hex(6)}"


def why_closed(agreement: Agreement) -> str:
    return _(
        "This agreement is %(status)s. What was said stays readable, and nothing is added.",
        status=agreement.status.label,
    )


def about(event: Event, said: Said) -> Event:
    """Nothing of what was said: only where it can be found by who may read it."""
    event.data = {**event.data, "message": said.key}
    return event
