"""The seal that a signed paper is owed."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.models import Agreement
from collab.chores import MOST_ATTEMPTS, Chore, owed_index
from collab.clock import now
from collab.db import Model
from collab.documents.models import Content, Document


class PaperSeal(Chore, Model):
    """Owed from the moment a signed paper is printed. What was sealed is never sealed again."""

    __tablename__ = "paper_seal"
    owed_since = "asked_at"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    printed_sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"), unique=True)
    content_sha256: Mapped[str | None] = mapped_column(ForeignKey("content.sha256"), unique=True)
    asked_at: Mapped[datetime]
    sealed_at: Mapped[datetime | None]
    sealed_as: Mapped[str | None]  # the name in the certificate
    stamped: Mapped[bool | None]  # by a time-stamping authority
    trouble: Mapped[str | None]  # why the last attempt failed, in words for an administrator

    document: Mapped[Document] = relationship(backref=backref("seal", uselist=False))
    agreement: Mapped[Agreement] = relationship()
    printed: Mapped[Content] = relationship(foreign_keys=printed_sha256)
    content: Mapped[Content | None] = relationship(foreign_keys=content_sha256)
    __table_args__ = (owed_index("paper_seal"),)

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

    def keep(self, sha256: str, sealed_as: str, stamped: bool) -> None:
        self.content_sha256, self.sealed_as, self.stamped = sha256, sealed_as, stamped
        self.sealed_at, self.trouble = now(), None

    def try_again(self) -> None:
        """Somebody took away the cause: from the beginning, now."""
        self.attempts, self.due_at = 0, now()
