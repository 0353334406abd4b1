"""Paper: what must be printed, what was printed, and the bytes, kept once by content."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import current_app
from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.chores import MOST_ATTEMPTS, Chore, owed_index
from collab.clock import now
from collab.db import Model, db

SIGNED_PAPER = "agreement"  # the name of the papers that get a seal


class Content(Model):
    """Bytes under their own SHA-256: the same paper is stored once."""

    __tablename__ = "content"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    size: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    stored_at: Mapped[datetime]


class Document(Chore, Model):
    """A paper somebody was promised: asked for now, printed by the worker, never changed after."""

    __tablename__ = "document"
    owed_since = "asked_at"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]  # "agreement"
    title: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    html: Mapped[str] = mapped_column(deferred=True)
    attachment: Mapped[str] = mapped_column(deferred=True)  # the same facts as JSON, carried inside the PDF
    asked_at: Mapped[datetime]
    content_sha256: Mapped[str | None] = mapped_column(ForeignKey("content.sha256"))
    trouble: Mapped[str | None]  # why the last attempt failed, in words for an administrator

    content: Mapped[Content | None] = relationship()
    if TYPE_CHECKING:  # declared by the slice that seals
        seal: Any
    __table_args__ = (UniqueConstraint("agreement_id", "name"), owed_index("document"))

    @property
    def is_ready(self) -> bool:
        return self.content_sha256 is not None

    @property
    def is_troubled(self) -> bool:
        """Tried in vain so far; it is tried again, and administrators see it."""
        return not self.is_ready and self.attempts > 0

    @property
    def is_stuck(self) -> bool:
        """Tried so often that somebody has to look at it first."""
        return not self.is_ready and self.attempts >= MOST_ATTEMPTS

    @property
    def awaits_seal(self) -> bool:
        """Printed, and not yet what people get: where papers are sealed they get the sealed one."""
        sealing = self.name == SIGNED_PAPER and current_app.config["SETTINGS"].seals
        return self.is_ready and sealing and not (self.seal and self.seal.is_ready)

    @property
    def lacks_seal(self) -> bool:
        """Sealing was tried in vain so far: then people can have it without."""
        return bool(self.seal and self.seal.is_troubled)

    @property
    def is_sealed(self) -> bool:
        return bool(self.seal and self.seal.is_ready)

    @property
    def copy(self) -> Content | None:
        """The paper as people get it: sealed, where it is."""
        return self.seal.content if self.is_sealed else self.content

    def try_again(self) -> None:
        """Somebody took away the cause: from the beginning, now."""
        self.attempts, self.due_at = 0, now()


def want(name: str, title: str, html: str, attachment: str, **about) -> None:
    """Ask for a paper about `agreement_id` and `case_id`; asking twice asks once."""
    row = insert(Document).values(
        name=name,
        title=title,
        html=html,
        attachment=attachment,
        asked_at=now(),
        due_at=now(),
        attempts=0,
        **about,
    )
    db.session.execute(row.on_conflict_do_nothing(index_elements=["agreement_id", "name"]))


def store(body: bytes, media_type: str) -> str:
    """Keep these bytes, once; answers their SHA-256."""
    sha256 = hashlib.sha256(body).hexdigest()
    row = insert(Content).values(
        sha256=sha256, media_type=media_type, size=len(body), body=body, stored_at=now()
    )
    db.session.execute(row.on_conflict_do_nothing())
    return sha256
