"""What all parties read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event
from collab.people.models import Person

from .messages import Mention, Place, Revision, Said, about, new_key


class CommentRevision(Revision, Model):
    __tablename__ = "comment_revision"
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    __table_args__ = (UniqueConstraint("comment_id", "number"),)


class CommentMention(Mention, Model):
    __tablename__ = "comment_mention"
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"))
    __table_args__ = (UniqueConstraint("comment_id", "person_id"),)


class Comment(Said, Model):
    """A message that all parties read. It begins a conversation, or answers the one that did."""

    __tablename__ = "comment"
    is_shared = True
    _revision = CommentRevision
    _mention = CommentMention
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)

    if TYPE_CHECKING:
        notes: Any  # declared by the notes

    parent: Mapped["Comment | None"] = relationship(remote_side="Comment.id", back_populates="replies")
    replies: Mapped[list["Comment"]] = relationship(back_populates="parent", order_by="Comment.id")
    revisions: Mapped[list[CommentRevision]] = relationship(order_by=CommentRevision.number)
    mentions: Mapped[list[CommentMention]] = relationship(order_by=CommentMention.id)

    @classmethod
    def write(cls, place: Place, text: str, *, by: Person, mentions: Iterable[Person] = ()) -> "Comment":
        place.check()
        if place.answers and not place.answers.is_shared:
            raise NotNow(_("An answer is for whom the message was that it answers."))
        comment = cls(
            key=new_key(), agreement=place.agreement, article=place.article, person=by, said_at=now(),
            party=place.agreement.party_of(by),
        )  # fmt: skip
        comment._write(text, mentions)
        if place.answers:
            place.answers.notice(by)
            place.answers.root.replies.append(comment)
        comment.record("written", by)
        return comment

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

    @property
    def root(self) -> "Comment":
        return self.parent or self

    @property
    def whole(self) -> list[Said]:
        """The conversation that this one began, also what a side said about it among themselves."""
        return [self, *self.replies, *self.notes]

    def remember(self, event: Event) -> None:
        self.agreement.remember(about(event, self))
