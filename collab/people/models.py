"""Who: people, the posts they hold at the municipality, their sessions and the links mailed to them."""

import hashlib
import secrets
import unicodedata
from datetime import date, datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask_babel import gettext as _
from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, WriteOnlyMapped, mapped_column, relationship

from collab.clock import now, today
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event, Remembers

from .absence import GoesAway
from .words import Duty, Purpose, Side, device_called, link_is_over

_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    """So that an unknown address takes as long as a known one."""
    return _hasher.hash(secrets.token_hex())


class Lasts(Model):
    """A fact with a start and an end: true from `starts_on` up to and including `ends_on`."""

    __abstract__ = True
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    @property
    def is_current(self) -> bool:
        return self.holds_on(today())

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < today()

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @classmethod
    def current(cls):
        """The same question, for a query."""
        return (cls.starts_on <= today()) & (cls.ends_on.is_(None) | (cls.ends_on >= today()))


class Person(GoesAway, UserMixin, Remembers, Model):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str | None]
    language: Mapped[str]
    password_hash: Mapped[str | None]
    known_since: Mapped[datetime]
    arrived_at: Mapped[datetime | None]  # first signed in
    left_at: Mapped[datetime | None]

    posts: Mapped[list["Post"]] = relationship(
        back_populates="person", order_by="(Post.starts_on, Post.id)", lazy="selectin"
    )
    sessions: Mapped[list["Session"]] = relationship(
        back_populates="person", order_by="(Session.began_at, Session.id)", cascade="all, delete-orphan"
    )
    links: WriteOnlyMapped["Link"] = relationship(back_populates="person", passive_deletes=True)
    events: Mapped[list[Event]] = relationship(
        foreign_keys=Event.person_id, order_by=Event.id, backref="person"
    )

    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_in_lower_case"),
        CheckConstraint("language in ('nl', 'en')", name="language"),
    )

    @classmethod
    def join(cls, name: str, email: str, language: str = "nl") -> "Person":
        person = cls(name=name, email=spelled(email), language=language, known_since=now(), posts=[])
        person.record("joined", by=None)
        return person

    @property
    def is_active(self) -> bool:
        return self.left_at is None

    @property
    def duties(self) -> set[Duty]:
        return {post.duty for post in self.posts if post.is_current}

    @property
    def is_officer(self) -> bool:
        return bool(self.duties)

    @property
    def side(self) -> Side:
        return Side.MUNICIPALITY if self.is_officer else Side.COLLECTIVE

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[0].isalpha()] or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    def has(self, duty: Duty) -> bool:
        return duty in self.duties

    def appoint(self, duty: Duty, by: "Person | None", starts_on: date | None = None) -> "Post":
        if not self.is_active:
            raise NotNow(_("The account of %(name)s has ended.", name=self.name))
        if self.has(duty):
            raise NotNow(_("%(name)s has this post already.", name=self.name))
        post = Post(duty=duty, starts_on=starts_on or today())
        self.posts.append(post)
        self.record("appointed", by, duty=duty)
        return post

    def introduce(self, name: str, language: str, phone: str | None, *, by: "Person") -> None:
        """How this person wants to be known, spoken to and called."""
        self.name, self.language, self.phone = name, language, phone
        self.record("introduced", by)

    def set_password(self, password: str, by: "Person") -> None:
        self.password_hash = _hasher.hash(password)
        self.record("password_set", by)

    def knows(self, password: str) -> bool:
        nobody = _nobody()  # asked for whoever it is, or the first try would be slower for an unknown one
        try:
            return _hasher.verify(self.password_hash or nobody, password) and bool(self.password_hash)
        except (VerifyMismatchError, InvalidHashError):
            return False

    def ask_link(self, purpose: Purpose, by: "Person | None") -> "Link":
        """A one-time way in. Its key is never stored: it is signed over the nonce when the mail goes out."""
        link = Link(purpose=purpose, asked_at=now(), expires_at=now() + purpose.lifetime)
        self.links.add(link)
        self.record("invited" if purpose == Purpose.INVITATION else "asked_link", by, nonce=link.nonce)
        return link

    def arrive(self, ends_after: timedelta) -> tuple["Session", str]:
        """Begin a session; the second value is its key, which only the browser keeps."""
        key = secrets.token_urlsafe(32)
        session = Session(id=digest(key), began_at=now(), ends_at=now() + ends_after)
        self.sessions.append(session)
        self.arrived_at = self.arrived_at or now()
        self.record("signed_in", by=self)
        return session, key

    def sign_out_everywhere(self, by: "Person") -> None:
        self.sessions.clear()
        self.record("signed_out_everywhere", by)

    def leave(self, by: "Person") -> None:
        """The account stops; what this person did stays."""
        self.left_at = now()
        self.sessions.clear()
        for post in self.posts:
            if post.is_current:
                post.end(today(), by)
        self.record("left", by)


class Post(Lasts):
    """A duty of a person at the municipality, with a start and an end."""

    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    duty: Mapped[Duty]

    person: Mapped[Person] = relationship(back_populates="posts")
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="term"),)

    def end(self, on: date, by: Person | None) -> None:
        self.ends_on = max(on, self.starts_on)
        self.person.record("post_ended", by, duty=self.duty, on=self.ends_on.isoformat())


class Session(Model):
    """One signed-in browser, keyed by the hash of its key. Without this row its cookie opens nothing."""

    __tablename__ = "session"
    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    device: Mapped[str | None]

    person: Mapped[Person] = relationship(back_populates="sessions")

    @property
    def device_name(self) -> str:
        return device_called(self.device or "")


class Link(Model):
    """A one-time link that was mailed: to sign in with, or to accept an invitation."""

    __tablename__ = "link"
    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[Purpose]
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="links")

    def __init__(self, **given):
        super().__init__(nonce=secrets.token_urlsafe(16), **given)

    @property
    def is_open(self) -> bool:
        return self.used_at is None and now() < self.expires_at and self.person.is_active

    def use(self) -> Person:
        if not self.is_open:
            raise NotNow(link_is_over())
        self.used_at = now()
        return self.person


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def spelled(email: str) -> str:
    """One spelling per address, so that nobody exists twice."""
    return unicodedata.normalize("NFC", email).strip().lower()
