"""The challenges of a collective. What it picks is its own; what it shares is a copy in another table."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.clock import now
from collab.collectives.models import Collective
from collab.db import Model
from collab.history import Event, Remembers
from collab.people.models import Person

from .challenges import Known, known


class Challenge(Model):
    """Picked by members of the collective, for themselves. Only they read it, and history is silent on it."""

    __tablename__ = "challenge"
    id: Mapped[int] = mapped_column(primary_key=True)
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"))
    code: Mapped[str]
    meaning: Mapped[str | None]  # what they mean by it
    since: Mapped[date | None]
    wishes_help: Mapped[bool]
    picked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    picked_at: Mapped[datetime]

    collective: Mapped[Collective] = relationship(backref=backref("challenges", order_by="Challenge.code"))
    picked_by: Mapped[Person] = relationship()
    talks: Mapped[list["PeerTalk"]] = relationship(
        back_populates="challenge", cascade="all, delete-orphan", passive_deletes=True
    )
    __table_args__ = (UniqueConstraint("collective_id", "code"),)

    @property
    def known(self) -> Known:
        return known()[self.code]

    @property
    def is_findable(self) -> bool:
        return bool(self.talks)

    def be_findable(self, yes: bool) -> None:
        """Whether other collectives with the same challenge may find this one."""
        if yes and not self.talks:
            self.talks.append(PeerTalk(offered_at=now()))
        elif not yes:
            self.talks.clear()


class PeerTalk(Model):
    """Willing to talk about it with others who have the same."""

    __tablename__ = "peer_talk"
    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenge.id", ondelete="cascade"), primary_key=True
    )
    offered_at: Mapped[datetime]

    challenge: Mapped[Challenge] = relationship(back_populates="talks")


class SharedChallenge(Remembers, Model):
    """What a collective told the municipality of a challenge, as it was on that day."""

    __tablename__ = "shared_challenge"
    id: Mapped[int] = mapped_column(primary_key=True)
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"))
    code: Mapped[str]
    meaning: Mapped[str | None]
    since: Mapped[date | None]
    wishes_help: Mapped[bool]
    shared_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    shared_at: Mapped[datetime]

    collective: Mapped[Collective] = relationship(
        backref=backref("shared_challenges", order_by="SharedChallenge.code", cascade="all, delete-orphan")
    )
    shared_by: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("collective_id", "code"),)

    @classmethod
    def of(cls, challenge: Challenge, by: Person) -> "SharedChallenge":
        """Share it, or share it again with the words of now."""
        collective = challenge.collective
        found = next((it for it in collective.shared_challenges if it.code == challenge.code), None)
        shared = found or cls(code=challenge.code)
        shared.meaning, shared.since = challenge.meaning, challenge.since
        shared.wishes_help, shared.shared_by, shared.shared_at = challenge.wishes_help, by, now()
        if not found:
            collective.shared_challenges.append(shared)
        shared.record("given", by, code=challenge.code)
        return shared

    def take_back(self, by: Person) -> None:
        """The municipality reads it no more; that it was told once stays in the past."""
        self.record("taken_back", by, code=self.code)
        self.collective.shared_challenges.remove(self)

    @property
    def known(self) -> Known:
        return known()[self.code]

    def remember(self, event: Event) -> None:
        self.collective.events.append(event)
