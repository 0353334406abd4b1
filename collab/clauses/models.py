"""The wordings that the municipality wrote beside, or instead of, those of the files."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.agreements.library import Topic, Words
from collab.agreements.lifecycle import Weight
from collab.clock import now
from collab.db import Model, db
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

from .words import Level


class Reworded(NotNow):
    """Somebody else wrote a new version while this person was writing one."""

    def __init__(self, latest: "ClauseVersion"):
        super().__init__(_("Somebody wrote a newer version of this wording while this page was open."))
        self.latest = latest


class Clause(Remembers, Model):
    """A wording on a topic for one size of agreement. Number 0 is the one of the files."""

    __tablename__ = "clause"
    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str]
    weight: Mapped[Weight]
    number: Mapped[int]
    fits: Mapped[str]  # when it suits, in a sentence
    retired_at: Mapped[datetime | None]
    retired_why: Mapped[str | None]
    retired_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))

    versions: Mapped[list["ClauseVersion"]] = relationship(
        back_populates="clause", order_by="ClauseVersion.number"
    )
    notes: Mapped[list["ClauseNote"]] = relationship(back_populates="clause", order_by="ClauseNote.id")
    retired_by: Mapped[Person | None] = relationship()
    replaced_by: Mapped["Clause | None"] = relationship(remote_side=id)
    __table_args__ = (UniqueConstraint("topic", "weight", "number"),)

    @classmethod
    def begin(cls, topic: Topic, weight: Weight, number: int, fits: str = "") -> "Clause":
        """A wording without a text yet; the one of the files begins with what they say, as version 0."""
        clause = cls(topic=topic.code, weight=weight, number=number, fits=fits, versions=[], notes=[])
        if number == 0:
            clause._write(0, Level.PREFERRED, topic.wording_for(weight), valid_from=None, by=None)
        return clause

    def word(self, level: Level, words: Words, valid_from: date, *, seen: int, by: Person) -> None:
        """A new version, or the first; earlier ones never change. `seen`: the version it follows, or -1."""
        self._expect_in_use()
        if self.latest and seen != self.latest.number:
            raise Reworded(self.latest)
        if self.latest and self.latest.says(level, words, valid_from):
            raise NotNow(_("Nothing changed in this wording."))
        self._write(self.latest.number + 1 if self.latest else 1, level, words, valid_from, by)
        facts = {"topic": self.topic, "weight": self.weight, "number": self.number}
        self.record("worded", by, version=self.latest.number, **facts)

    def retire(self, why: str, replaced_by: "Clause | None", *, by: Person) -> None:
        """Not offered any more. Texts that stand on it keep their words."""
        self._expect_in_use()
        if replaced_by:
            replaced_by._expect_in_use()
        self.retired_at, self.retired_why, self.retired_by = now(), why, by
        self.replaced_by = replaced_by
        self.record("retired", by, topic=self.topic, weight=self.weight, number=self.number)

    def note(self, text: str, by: Person) -> None:
        """For colleagues only."""
        self.notes.append(ClauseNote(text=text, person=by, written_at=now()))
        self.record("noted", by, topic=self.topic, weight=self.weight, number=self.number)

    def remember(self, event: Event) -> None:
        db.session.add(event)

    @property
    def latest(self) -> "ClauseVersion | None":
        return self.versions[-1] if self.versions else None

    @property
    def name(self) -> str:
        return f"{self.topic}-{self.weight}-{self.number}"

    def _expect_in_use(self) -> None:
        if self.retired_at:
            raise NotNow(_("This wording was retired. Write another one instead."))

    def _write(
        self, number: int, level: Level, words: Words, valid_from: date | None, by: Person | None
    ) -> None:
        self.versions.append(
            ClauseVersion(
                number=number, level=level, nl=words.nl, en=words.en, valid_from=valid_from, person=by,
                written_at=now(),
            )
        )  # fmt: skip


class ClauseVersion(Model):
    """What a wording says, from a day. Never changed: a new version follows it."""

    __tablename__ = "clause_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"))
    number: Mapped[int]
    level: Mapped[Level]
    nl: Mapped[str]
    en: Mapped[str]
    valid_from: Mapped[date | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: it came with the files
    written_at: Mapped[datetime]

    clause: Mapped[Clause] = relationship(back_populates="versions")
    person: Mapped[Person | None] = relationship()
    __table_args__ = (UniqueConstraint("clause_id", "number"),)

    @property
    def words(self) -> Words:
        return Words(nl=self.nl, en=self.en)

    def says(self, level: Level, words: Words, valid_from: date) -> bool:
        return (self.level, self.words) == (level, words) and self.valid_from in {None, valid_from}


class ClauseNote(Model):
    """What colleagues should know about a wording. A collective never reads it."""

    __tablename__ = "clause_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str]
    written_at: Mapped[datetime]

    clause: Mapped[Clause] = relationship(back_populates="notes")
    person: Mapped[Person] = relationship()
