"""What only one side or two people read. In tables of their own, so that no page has to leave them out."""

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.parties import Party
from collab.clock import now
from collab.db import Model, db
from collab.errors import NotNow
from collab.history import Event
from collab.people.models import Person

from .comments import Comment
from .messages import Mention, Place, Revision, Said, about, new_key


class NoteRevision(Revision, Model):
    __tablename__ = "note_revision"
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id"))
    __table_args__ = (UniqueConstraint("note_id", "number"),)


class NoteMention(Mention, Model):
    __tablename__ = "note_mention"
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id"))
    __table_args__ = (UniqueConstraint("note_id", "person_id"),)


class Note(Said, Model):
    """A message for the writer's own party or, with a reader, for that one person of either side."""

    __tablename__ = "note"
    is_shared = False
    _revision = NoteRevision
    _mention = NoteMention
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    reader_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("note.id"), index=True)

    reader: Mapped[Person | None] = relationship(foreign_keys=reader_id)
    reader_party: Mapped[Party | None] = relationship(foreign_keys=reader_party_id)
    comment: Mapped[Comment | None] = relationship(backref=backref("notes", order_by="Note.id"))
    parent: Mapped["Note | None"] = relationship(remote_side="Note.id", back_populates="replies")
    replies: Mapped[list["Note"]] = relationship(back_populates="parent", order_by="Note.id")
    revisions: Mapped[list[NoteRevision]] = relationship(order_by=NoteRevision.number)
    mentions: Mapped[list[NoteMention]] = relationship(order_by=NoteMention.id)
    __table_args__ = (
        CheckConstraint("(reader_id is null) = (reader_party_id is null)", name="reader"),
        CheckConstraint("reader_id <> person_id", name="another"),
    )

    @classmethod
    def write(
        cls, place: Place, text: str, *, by: Person, reader: Person | None = None,
        mentions: Iterable[Person] = (),
    ) -> "Note":  # fmt: skip
        """For one's own party. An answer to a note is for whom that note was, whatever is asked."""
        place.check()
        note = cls(
            key=new_key(), agreement=place.agreement, article=place.article, person=by, said_at=now(),
            party=place.agreement.party_of(by),
        )  # fmt: skip
        if place.answers:
            reader = note._answer(place.answers, by, reader)
        if reader:
            note.reader, note.reader_party = reader, place.agreement.party_of(reader)
        note._write(text, {*mentions, *([reader] if reader else [])} - {by})
        note.record("written", by)
        return note

    def edit(self, text: str, *, seen: int, by: Person, mentions: Iterable[Person] = ()) -> None:
        self._revise(text, seen, mentions)
        self.record("edited", by)

    def remove(self, by: Person) -> None:
        self._remove()
        self.record("removed", by)

    def resolve(self, by: Person) -> None:
        self._resolve(by)
        self.record("resolved", by)

    def reopen(self, by: Person) -> None:
        self._reopen()
        self.record("reopened", by)

    def is_for(self, person: Person) -> bool:
        """Who changed sides, or left, reads nothing of the side they were on."""
        mine = self.agreement.party_for(person)
        if mine is None:
            return False
        if self.reader_id is None:
            return mine.id == self.party_id
        pairs = {(self.person_id, self.party_id), (self.reader_id, self.reader_party_id)}
        return (person.id, mine.id) in pairs

    def other(self, person: Person) -> Person | None:
        """Of a message between two: the one who is not this person."""
        return self.person if person.id == self.reader_id else self.reader

    @property
    def root(self) -> Said:
        return self.comment or self.parent or self

    @property
    def whole(self) -> list[Said]:
        return [self, *self.replies]

    def remember(self, event: Event) -> None:
        """Not in the history of the case or the agreement, which the other side reads."""
        db.session.add(about(event, self))

    def _answer(self, said: Said, by: Person, reader: Person | None) -> Person | None:
        """Takes its place under what it answers; gives whom it is for."""
        said.notice(by)
        if isinstance(said, Comment):
            said.root.notes.append(self)
            return reader
        if not said.is_for(by):
            raise NotNow(_("This message is not there any more."))
        (said.root.notes if said.comment else said.root.replies).append(self)
        return said.other(by)
