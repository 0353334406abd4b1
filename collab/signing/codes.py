"""One-time codes: six digits by mail, that show that it is really you who signs."""

import hmac
import secrets
from datetime import datetime, timedelta

from flask import current_app, session
from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.agreements.lifecycle import Weight
from collab.agreements.models import Agreement
from collab.agreements.signing import Frozen
from collab.clock import now
from collab.db import Model, db
from collab.errors import NotNow
from collab.people.models import Person, Session, digest

LIVES = timedelta(minutes=10)
FRESH = timedelta(minutes=30)  # a session begun so short ago is proof enough under a light agreement
MOST_ATTEMPTS = 5
MOST_CODES, PER = 5, timedelta(hours=1)


class Code(Model):
    """Its digits are never stored: they follow from the nonce and the secret of the installation."""

    __tablename__ = "signing_code"
    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(unique=True)
    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    attempts: Mapped[int]
    used_at: Mapped[datetime | None]

    frozen: Mapped[Frozen] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (Index(None, "frozen_id", "person_id"),)

    @classmethod
    def send(cls, frozen: Frozen, person: Person) -> "Code":
        """A new code; the ones before it open nothing any more."""
        earlier = cls.of(frozen, person)
        if sum(code.asked_at > now() - PER for code in earlier) >= MOST_CODES:
            raise NotNow(_("You asked for a code several times. Please wait an hour before you ask again."))
        for code in earlier:
            code.expires_at = min(code.expires_at, now())
        code = cls(
            nonce=secrets.token_urlsafe(16), frozen=frozen, person=person, asked_at=now(),
            expires_at=now() + LIVES, attempts=0,
        )  # fmt: skip
        db.session.add(code)
        frozen.agreement.record("asked_code", person)
        return code

    @classmethod
    def of(cls, frozen: Frozen, person: Person) -> list["Code"]:
        mine = (cls.frozen_id == frozen.id, cls.person_id == person.id)
        return list(db.session.scalars(select(cls).where(*mine).order_by(cls.id)))

    @classmethod
    def live(cls, frozen: Frozen, person: Person) -> "Code | None":
        return next((code for code in cls.of(frozen, person) if code.is_live), None)

    @property
    def is_live(self) -> bool:
        return self.used_at is None and now() < self.expires_at and self.attempts < MOST_ATTEMPTS

    @property
    def digits(self) -> str:
        secret = str(current_app.config["SECRET_KEY"]).encode()
        drawn = hmac.digest(secret, f"signing code {self.nonce}".encode(), "sha256")
        return f"{int.from_bytes(drawn[:8]) % 1_000_000:06d}"

    def takes(self, typed: str) -> bool:
        """Every attempt counts, the good one only once."""
        self.attempts += 1
        good = hmac.compare_digest("".join(typed.split()).encode(), self.digits.encode())
        if good:
            self.used_at = now()
            self.frozen.agreement.record("used_code", self.person)
        return good


def session_is_enough(agreement: Agreement, person: Person) -> bool:
    """Whether this browser's own session is proof enough for a text of this size."""
    begun = db.session.get(Session, digest(session.get("key", "")))
    is_theirs = begun is not None and begun.person_id == person.id
    return is_theirs and agreement.weight == Weight.LIGHT and begun.began_at > now() - FRESH


def masked(email: str) -> str:
    """Enough to recognise one's own address by."""
    name, _at, domain = email.rpartition("@")
    return f"{name[:1]}•••••@{domain}"
