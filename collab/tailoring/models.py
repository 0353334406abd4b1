"""Tailoring: what is set aside, why, who decided and what others may expect. Nothing written is changed."""

from datetime import date, datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.articles import Wording
from collab.agreements.library import TOPICS, Topic
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.clock import now, today
from collab.db import Model
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Side

from .words import Outcome, Standing


class ExplainedMeanwhile(NotNow):
    """Somebody else wrote a reason while this person was writing one."""

    def __init__(self, latest: "Explanation | None"):
        super().__init__(_("Somebody else wrote a reason while this page was open."))
        self.latest = latest


class Account(NamedTuple):
    """What one side says about it."""

    reason: str
    values: list[str]
    expect: str  # what others may expect who ask the same


class Decided(NamedTuple):
    """What somebody with the power to do so decided."""

    outcome: Outcome
    decided_by: str
    decided_on: date
    until: date | None
    summary: str  # for everyone, without names


class Deviation(Remembers, Model):
    """One thing that is done differently in an agreement: a topic of the text, or a rule outside it."""

    __tablename__ = "deviation"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    topic: Mapped[str | None] = mapped_column(index=True)
    rule: Mapped[str]  # what is set aside, where that is not the standard text of the topic

    agreement: Mapped[Agreement] = relationship(backref=backref("deviations", order_by="Deviation.id"))
    explanations: Mapped[list["Explanation"]] = relationship(
        back_populates="deviation", order_by="Explanation.number", lazy="selectin"
    )
    rulings: Mapped[list["Ruling"]] = relationship(
        back_populates="deviation", order_by="Ruling.number", lazy="selectin"
    )
    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        UniqueConstraint("agreement_id", "topic"),
        CheckConstraint("topic is not null or rule <> ''", name="about"),
    )

    @classmethod
    def open(cls, agreement: Agreement, topic: Topic | None, rule: str = "") -> "Deviation":
        """Without a reason yet: `explain` comes at once after it."""
        deviation = cls(
            number=len(agreement.deviations) + 1, topic=topic and topic.code, rule=rule, explanations=[],
            rulings=[],
        )  # fmt: skip
        agreement.deviations.append(deviation)
        return deviation

    def explain(self, account: Account, *, seen: int, by: Person) -> None:
        """Either side says why; an earlier reason stays. `seen`: how many reasons this person read."""
        self._expect_alive()
        if seen != len(self.explanations):
            raise ExplainedMeanwhile(self.latest)
        facts = {"side": by.side, "person": by, "written_at": now()}
        self.explanations.append(Explanation(number=seen + 1, **account._asdict(), **facts))
        self.record("explained", by, article=self.article)

    def decide(self, decided: Decided, *, seen: int, by: Person) -> None:
        """Who decided what, until when. A later decision takes its place, and both stay."""
        self._expect_alive()
        if seen != len(self.rulings):
            raise NotNow(_("Somebody else wrote down a decision while this page was open."))
        self.let_go()
        ruling = Ruling(number=seen + 1, **decided._asdict(), person=by, written_at=now())
        self.rulings.append(ruling)
        if ruling.until and ruling.ends and not ruling.is_over:
            about: dict[str, Any] = {"subject": self.name, "data": {"deviation": self.number}}
            key = f"{self._key}{ruling.number}"
            self.agreement.add_deadline(Deadline.start(Kind.DEVIATION_ENDS, key, ruling.until, **about))
        self.record("decided", by, article=self.article, outcome=decided.outcome)

    def let_go(self) -> None:
        """Its last day asks for nothing any more."""
        for deadline in self.agreement.deadlines:
            if deadline.key.startswith(self._key):
                deadline.meet()

    def remember(self, event: Event) -> None:
        self.agreement.remember(event)

    @property
    def name(self) -> str:
        """What is tailored, in the language of the agreement."""
        return self.entry.title.said_in(self.agreement.language) if self.entry else self.rule

    @property
    def latest(self) -> "Explanation | None":
        return self.explanations[-1] if self.explanations else None

    @property
    def ruling(self) -> "Ruling | None":
        return self.rulings[-1] if self.rulings else None

    @property
    def entry(self) -> Topic | None:
        return TOPICS[self.topic] if self.topic else None

    @property
    def article(self) -> int:
        return self.entry.article if self.entry else 0

    @property
    def _key(self) -> str:
        return f"deviation:{self.agreement.ref}:{self.number}:"

    def _expect_alive(self) -> None:
        if self.agreement.status == Status.WITHDRAWN:
            raise NotNow(_("This text is not being written any more."))


class Explanation(Model):
    """Why, as one side put it. Both sides read it."""

    __tablename__ = "explanation"
    id: Mapped[int] = mapped_column(primary_key=True)
    deviation_id: Mapped[int] = mapped_column(ForeignKey("deviation.id"))
    number: Mapped[int]
    reason: Mapped[str]
    values: Mapped[list[str]]
    expect: Mapped[str]
    side: Mapped[Side]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]

    deviation: Mapped[Deviation] = relationship(back_populates="explanations")
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    __table_args__ = (UniqueConstraint("deviation_id", "number"),)


class Ruling(Model):
    """What was decided about it, by whom, until when."""

    __tablename__ = "ruling"
    id: Mapped[int] = mapped_column(primary_key=True)
    deviation_id: Mapped[int] = mapped_column(ForeignKey("deviation.id"))
    number: Mapped[int]
    outcome: Mapped[Outcome]
    decided_by: Mapped[str]
    decided_on: Mapped[date]
    until: Mapped[date | None]
    summary: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]

    deviation: Mapped[Deviation] = relationship(back_populates="rulings")
    person: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("deviation_id", "number"),
        CheckConstraint("until >= decided_on", name="term"),
    )

    @property
    def ends(self) -> bool:
        """What was refused does not end: it never held."""
        return self.until is not None and self.outcome != Outcome.REFUSED

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < today()


class Basis(Model):
    """On what one topic of a wording stood when it was proposed. Read from its text, once."""

    __tablename__ = "basis"
    id: Mapped[int] = mapped_column(primary_key=True)
    wording_id: Mapped[int] = mapped_column(ForeignKey("wording.id"))
    topic: Mapped[str]
    standing: Mapped[Standing]
    clause: Mapped[str | None]  # A07-light-0: the wording of the library
    version: Mapped[int | None]
    measure: Mapped[int | None]  # what can be compared: days of notice, months, reports a year, euros

    wording: Mapped[Wording] = relationship()
    __table_args__ = (
        UniqueConstraint("wording_id", "topic"),
        Index("ix_basis_clause_version", "clause", "version"),
    )
