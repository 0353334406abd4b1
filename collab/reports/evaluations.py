"""Both on both: each party writes about itself and about the others, and reads them when all have shared.

From a plain day on any party that shared may go on without who did not; nothing of theirs is opened.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.cases.beside import Beside, runs_on
from collab.cases.models import Case
from collab.clock import now, today
from collab.conversations.statements import check_seen
from collab.db import Model
from collab.deadlines import Deadline, Kind
from collab.deadlines.terms import whole_days
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

from .words import Advice, Moment

PLANNED = {Kind.EVALUATION, Kind.MIDTERM_CHECK}
PATIENCE = timedelta(days=28)  # for a text that does not come


class View(NamedTuple):
    """What one party writes; any of it may stay empty."""

    own_well: str = ""
    own_hard: str = ""
    own_promises: str = ""
    other_well: str = ""
    other_hard: str = ""
    other_promises: str = ""


class Evaluation(Remembers, Model):
    """One time that the parties look back together. Nothing waits for it."""

    __tablename__ = "evaluation"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    moment: Mapped[Moment]
    due_on: Mapped[date | None]
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadline.id"), unique=True)
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    go_on_from: Mapped[date]  # who shared need not wait any longer
    opened_at: Mapped[datetime | None]  # since then who shared read each other's views
    went_on_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # without some of them

    if TYPE_CHECKING:  # declared beside the findings
        findings: Any

    agreement: Mapped[Agreement] = relationship(backref=backref("evaluations", order_by="Evaluation.number"))
    deadline: Mapped[Deadline | None] = relationship()
    begun_by: Mapped[Person] = relationship(foreign_keys=begun_by_id)
    went_on_by: Mapped[Person | None] = relationship(foreign_keys=went_on_by_id)
    voices: Mapped[list["EvaluationVoice"]] = relationship(
        back_populates="evaluation", order_by="EvaluationVoice.id"
    )
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    @classmethod
    def begin(
        cls, agreement: Agreement, moment: Moment, asked: Deadline | None, *, by: Person
    ) -> "Evaluation":
        """Either side begins one, when it was planned or in between."""
        if going_on(agreement):
            raise NotNow(_("There is an evaluation already that not everyone has shared."))
        evaluation = cls(
            number=len(agreement.evaluations) + 1, moment=moment, deadline=asked,
            due_on=asked and asked.due_on, begun_at=now(), begun_by=by, voices=[],
            go_on_from=max(today(), asked.due_on if asked else today()) + PATIENCE,
        )  # fmt: skip
        agreement.evaluations.append(evaluation)
        evaluation.record("begun", by, moment=moment)
        return evaluation

    def write(self, view: View, seen: int, by: Person) -> "EvaluationText | None":
        """Put down your party's view; the others do not read it yet. None: nothing new."""
        voice = self._own_voice(by)
        voice.expect_open()
        check_seen(voice.latest, seen)
        if view == (voice.latest.view if voice.latest else View()):
            return None
        text = EvaluationText(number=seen + 1, person=by, written_at=now(), **view._asdict())
        voice.texts.append(text)
        return text

    def share(self, seen: int, by: Person) -> None:
        """The text that was seen may be read by the others, as soon as all have shared theirs.
        Who comes after the others went on reads them, and is read, at once."""
        voice = self._own_voice(by)
        voice.expect_open()
        check_seen(voice.latest, seen)
        if voice.latest is None:
            raise NotNow(_("Write something first, however short."))
        voice.ready_at, voice.ready_by = now(), by
        self.record("added" if self.opened_at else "shared", by)
        self.open_when_all_shared()

    def open_when_all_shared(self) -> None:
        """Also when the last one that was waited for is no party any more."""
        if self.opened_at is None and self.parties and not self.waiting_parties:
            self.opened_at = now()
            self._answer_what_was_planned()
            self.record("opened", by=None)

    def go_on(self, by: Person) -> None:
        """Without who has not shared, who can still add their own: those who shared read each other."""
        voice = self.voice_of(self._party(by))
        if voice is None or voice.ready_at is None or not self.may_go_on:
            raise NotNow(_("You can go on without the others once you shared and they had their time."))
        self.opened_at, self.went_on_by = now(), by
        self._answer_what_was_planned()
        self.record("went_on", by)

    def take_back(self, by: Person) -> None:
        """Write on, as long as nobody else has read it."""
        voice = self.voice_of(self._party(by))
        if self.opened_at or voice is None or voice.ready_at is None:
            raise NotNow(_("Your text can be read by the others already, or was not shared."))
        voice.ready_at = voice.ready_by = None
        self.record("taken_back", by)

    def advise(self, advice: Advice, words: str, by: Person) -> None:
        """What your party advises for the time after this term; it may change its mind."""
        voice = self.voice_of(self._party(by))
        if self.opened_at is None or voice is None or voice.ready_at is None:
            raise NotNow(_("First all parties share what they wrote."))
        number = len(voice.advices) + 1
        voice.advices.append(
            EvaluationAdvice(number=number, advice=advice, words=words, person=by, given_at=now())
        )
        self.record("advised", by, advice=advice)

    @property
    def parties(self) -> list[Party]:
        """Once it is open those who shared; until then everyone who is asked by now."""
        if self.opened_at is None:
            return [party for party in self.agreement.parties if party.is_asked]
        return [voice.party for voice in self.voices if voice.ready_at]

    @property
    def waiting_parties(self) -> list[Party]:
        """Who has not shared; once it is open only when the others went on without them."""
        if self.opened_at and self.went_on_by is None:
            return []
        ready = {voice.party_id or voice.party.id for voice in self.voices if voice.ready_at}
        return [party for party in self.agreement.parties if party.is_asked and party.id not in ready]

    @property
    def may_go_on(self) -> bool:
        """Whether who shared need not wait any longer for who did not."""
        waits = self.opened_at is None and not self.agreement.case.is_paused
        return waits and bool(self.waiting_parties) and self.go_on_from <= today()

    def is_read_by(self, person: Person) -> bool:
        """Where some went on: by who shared too, as it would have been otherwise."""
        if self.opened_at is None or self.went_on_by is None:
            return self.opened_at is not None
        return self.party_for(person) in self.parties

    def voice_of(self, party: Party | None) -> "EvaluationVoice | None":
        return next((voice for voice in self.voices if voice.party is party), None)

    def party_for(self, person: Person) -> Party | None:
        party = self.agreement.party_for(person)
        return party if party in [*self.parties, *self.waiting_parties] else None

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "evaluation": self.number}
        self.agreement.remember(event)

    def _answer_what_was_planned(self) -> None:
        """With this one the earlier moments that nobody came to are answered too."""
        for planned in self.agreement.deadlines:
            earlier = self.due_on and planned.kind in PLANNED and planned.due_on <= self.due_on
            if planned is self.deadline or earlier:
                planned.meet()

    def _own_voice(self, by: Person) -> "EvaluationVoice":
        """The voice of this person's party, from the first word on."""
        party = self._party(by)
        if self.opened_at and party not in self.waiting_parties:
            raise NotNow(_("All parties read each other's texts already."))
        if voice := self.voice_of(party):
            return voice
        voice = EvaluationVoice(party=party, begun_at=now(), begun_by=by, texts=[], advices=[])
        self.voices.append(voice)
        return voice

    def _party(self, by: Person) -> Party:
        if party := self.party_for(by):
            return party
        raise NotNow(_("You do not speak for one of the parties."))


class EvaluationVoice(Model):
    """All that the others may see of a party before everyone shared: who writes or is ready, since when."""

    __tablename__ = "evaluation_voice"
    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ready_at: Mapped[datetime | None]
    ready_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    evaluation: Mapped[Evaluation] = relationship(back_populates="voices")
    party: Mapped[Party] = relationship()
    begun_by: Mapped[Person] = relationship(foreign_keys=begun_by_id)
    ready_by: Mapped[Person | None] = relationship(foreign_keys=ready_by_id)
    # For the verbs alone; pages ask queries.views_visible_to, which knows who may read them.
    texts: Mapped[list["EvaluationText"]] = relationship(
        back_populates="voice", order_by="EvaluationText.number"
    )
    advices: Mapped[list["EvaluationAdvice"]] = relationship(
        back_populates="voice", order_by="EvaluationAdvice.number"
    )
    __table_args__ = (
        UniqueConstraint("evaluation_id", "party_id"),
        CheckConstraint("(ready_at is null) = (ready_by_id is null)", name="ready"),
    )

    @property
    def latest(self) -> "EvaluationText | None":
        return self.texts[-1] if self.texts else None

    @property
    def advice(self) -> "EvaluationAdvice | None":
        return self.advices[-1] if self.advices else None

    def expect_open(self) -> None:
        if self.ready_at:
            raise NotNow(_("Your text was shared. Take it back first if you want to write on."))


class EvaluationText(Model):
    """Private to its party until all shared; then the latest can be read by all who shared."""

    __tablename__ = "evaluation_text"
    id: Mapped[int] = mapped_column(primary_key=True)
    voice_id: Mapped[int] = mapped_column(ForeignKey("evaluation_voice.id"))
    number: Mapped[int]
    own_well: Mapped[str]
    own_hard: Mapped[str]
    own_promises: Mapped[str]
    other_well: Mapped[str]
    other_hard: Mapped[str]
    other_promises: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]

    voice: Mapped[EvaluationVoice] = relationship(back_populates="texts")
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("voice_id", "number"),)

    @property
    def view(self) -> View:
        return View(**{name: getattr(self, name) for name in View._fields})


class EvaluationAdvice(Model):
    """Advice of one party for the renewal, given after all read each other."""

    __tablename__ = "evaluation_advice"
    id: Mapped[int] = mapped_column(primary_key=True)
    voice_id: Mapped[int] = mapped_column(ForeignKey("evaluation_voice.id"))
    number: Mapped[int]
    advice: Mapped[Advice]
    words: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]

    voice: Mapped[EvaluationVoice] = relationship(back_populates="advices")
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("voice_id", "number"),)


def going_on(agreement: Agreement) -> bool:
    """Whether an evaluation was begun that not all have shared, and nobody went on with."""
    return bool(agreement.evaluations) and agreement.evaluations[-1].opened_at is None


@runs_on
def wait_longer(case: Case, paused: Beside) -> None:
    """While the clock stood still nobody could write."""
    for it in (it for agreement in case.agreements for it in agreement.evaluations):
        if it.opened_at is None:
            it.go_on_from += timedelta(days=whole_days(now() - max(paused.starts_at, it.begun_at)))
