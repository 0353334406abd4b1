"""The report: what a collective tells about a period, handed in or skipped, and the answer it gets."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.beginning import terms_of
from collab.agreements.lifecycle import Weight
from collab.agreements.models import Agreement
from collab.clock import months_after, now, today
from collab.collectives.models import Collective
from collab.conversations.statements import check_seen
from collab.db import Model
from collab.deadlines import Deadline, Kind, shifting
from collab.documents.models import Content
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.people.words import Side
from collab.support import words as ledger
from collab.support.models import Promise

from .words import State

ANSWER_DAYS = 28  # for the municipality, when the agreement names no number
TOLD = ("story", "process", "means", "hard", "request", "public_story")
Row = dict[str, Any]


class Told(NamedTuple):
    """Everything a report says. Only the story is asked of everyone, and minutes may stand in for it."""

    story: str = ""
    process: str = ""
    means: str = ""
    hard: str = ""
    request: str = ""
    public_story: str = ""
    done: list[Row] = []
    numbers: list[Row] = []
    minutes_on: date | None = None
    minutes_sha256: str | None = None

    @property
    def says_enough(self) -> bool:
        return bool(self.story or self.minutes_on or self.minutes_sha256)


class Report(Remembers, Model):
    """Of one collective about one period. The promise in the ledger stays its clock."""

    __tablename__ = "report"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"))
    round: Mapped[int]  # of the promise
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"), index=True)
    due_on: Mapped[date | None]
    period_from: Mapped[date | None]
    state: Mapped[State]
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text_number: Mapped[int | None]  # of the text that was handed in: the others read that one alone
    submitted_at: Mapped[datetime | None]  # or skipped
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    times: Mapped[int]  # how often it was handed in
    skip_reason: Mapped[str | None]
    answer_due_on: Mapped[date | None]
    code: Mapped[str | None] = mapped_column(unique=True)  # of the public page; none while it is closed

    if TYPE_CHECKING:  # declared beside the copies
        copies: Any

    agreement: Mapped[Agreement] = relationship(backref=backref("reports", order_by="Report.number"))
    promise: Mapped[Promise] = relationship()
    collective: Mapped[Collective] = relationship()
    begun_by: Mapped[Person] = relationship(foreign_keys=begun_by_id)
    submitted_by: Mapped[Person | None] = relationship(foreign_keys=submitted_by_id)
    # For the verbs alone; pages ask queries.texts_visible_to, which knows who may read them.
    texts: Mapped[list["ReportText"]] = relationship(back_populates="report", order_by="ReportText.number")
    answer: Mapped["ReportAnswer | None"] = relationship(back_populates="report")
    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        UniqueConstraint("promise_id", "round"),
        CheckConstraint("(state = 'submitted') <= (text_number is not null)", name="text"),
        CheckConstraint("(state = 'skipped') <= (skip_reason is not null)", name="reason"),
    )

    @classmethod
    def begin(cls, promise: Promise, by: Person) -> "Report":
        """A draft for the report that is due now; what was begun for this round is written on."""
        if not is_asked(promise):
            raise NotNow(_("No report is asked at this moment."))
        agreement = promise.agreement
        if any(it.promise is promise and it.round == promise.round for it in agreement.reports):
            raise NotNow(_("This report was begun already."))
        months = promise.every.months
        report = cls(
            number=len(agreement.reports) + 1, promise=promise, round=promise.round,
            collective=promise.collective, due_on=promise.due_on, state=State.DRAFT, begun_at=now(),
            period_from=months_after(promise.due_on, -months) if months and promise.due_on else None,
            begun_by=by, texts=[], times=0,
        )  # fmt: skip
        agreement.reports.append(report)
        report.record("begun", by)
        return report

    def write(self, told: Told, seen: int, by: Person) -> "ReportText | None":
        """Keep this as the draft; only the own side reads it. None: nothing new."""
        self._expect(State.DRAFT)
        check_seen(self.latest, seen)
        if told == (self.latest.told if self.latest else Told()):
            return None
        text = ReportText(number=seen + 1, person=by, written_at=now(), **told._asdict())
        self.texts.append(text)
        return text

    def submit(self, seen: int, by: Person) -> None:
        """Hand in the text that was seen. The promise is kept; the municipality owes an answer."""
        self._expect(State.DRAFT)
        check_seen(self.latest, seen)
        if self.latest is None or not self.latest.told.says_enough:
            raise NotNow(_("Tell something first, or bring the minutes of your assembly."))
        self.text_number = self.latest.number
        self._give(State.SUBMITTED, by)
        self.record("submitted", by)

    def skip(self, reason: str, by: Person) -> None:
        """No report this time. It is no sanction and no stain: the reason is enough."""
        self._expect(State.DRAFT)
        self.skip_reason = reason
        self._give(State.SKIPPED, by)
        self.record("skipped", by)

    def take_back(self, by: Person) -> None:
        """Write on, as long as nobody answered it."""
        self._expect(State.SUBMITTED, State.SKIPPED)
        self.state, self.text_number, self.skip_reason, self.code = State.DRAFT, None, None, None
        self.submitted_at = self.submitted_by = self.answer_due_on = None
        self._meet_answer()
        self.promise.take_back(by=None)
        self.record("taken_back", by)

    def reply(self, read: str, does: str, asks: str, by: Person) -> None:
        """What the municipality read, what it does with it and what it asks. It confirms the promise."""
        self._expect(State.SUBMITTED, State.SKIPPED)
        self.state = State.ANSWERED
        self.answer = ReportAnswer(read=read, does=does, asks=asks, person=by, answered_at=now())
        self._meet_answer()
        if self.promise.state == ledger.State.DELIVERED:
            self._pass_over_days_gone()
            self.promise.confirm(by=None)
        self.record("answered", by)

    def publish(self, code: str, by: Person) -> None:
        """Let everyone read the public version of the story; the collective chooses."""
        if not (self.handed_in and self.handed_in.public_story):
            raise NotNow(_("There is no public version of this report."))
        if self.code is None:
            self.code = code
            self.record("published", by)

    def unpublish(self, by: Person) -> None:
        if self.code is not None:
            self.code = None
            self.record("unpublished", by)

    @property
    def is_light(self) -> bool:
        return self.agreement.weight == Weight.LIGHT

    @property
    def is_skipped(self) -> bool:
        return self.skip_reason is not None

    @property
    def latest(self) -> "ReportText | None":
        return self.texts[-1] if self.texts else None

    @property
    def handed_in(self) -> "ReportText | None":
        """What all parties read."""
        return self.texts[self.text_number - 1] if self.text_number else None

    @property
    def waits_for(self) -> Side | None:
        """Who is on turn."""
        if self.state == State.DRAFT:
            return Side.COLLECTIVE
        return None if self.state == State.ANSWERED else Side.MUNICIPALITY

    @property
    def was_late(self) -> bool:
        done = self.submitted_on or today()
        return self.due_on is not None and done > self.due_on

    @property
    def submitted_on(self) -> date | None:
        return self.promise.delivered_on if self.submitted_at else None

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "report": self.number}
        self.agreement.remember(event)

    def _give(self, state: State, by: Person) -> None:
        self.promise.deliver(by=None)
        self.promise.delivered_by = by
        self.state, self.times = state, self.times + 1
        self.submitted_at, self.submitted_by = now(), by
        self.answer_due_on = today() + timedelta(days=answer_days(self.agreement))
        key = f"{self._answer_key}{self.times}"
        answer = Deadline.start(
            Kind.REPORT_ANSWER, key, self.answer_due_on, subject=self.promise.what, side=Side.MUNICIPALITY
        )
        self.agreement.add_deadline(answer)

    def _pass_over_days_gone(self) -> None:
        """Reports whose day went by while this one waited for its answer are not asked afterwards."""
        while (due := self.promise.next_due_on) and due < today():
            self.promise.round += 1

    def _meet_answer(self) -> None:
        for deadline in self.agreement.deadlines:
            if deadline.key.startswith(self._answer_key):
                deadline.meet()

    @property
    def _answer_key(self) -> str:
        return f"report:{self.agreement.ref}:{self.number}:"

    def _expect(self, *states: State) -> None:
        if self.state not in states:
            raise NotNow(_("This report is %(state)s, so this cannot be done now.", state=self.state.label))


@shifting.follows(Kind.REPORT_ANSWER)
def comes_later(deadline: Deadline, _by: Any) -> None:
    """After a pause the answer is due so much later."""
    for report in deadline.agreement.reports:
        if deadline.key == f"{report._answer_key}{report.times}" and report.answer_due_on:
            report.answer_due_on = deadline.due_on


class ReportText(Model):
    """A text of a report. Each saved one stays; of these only the one that was handed in is for all."""

    __tablename__ = "report_text"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    number: Mapped[int]
    story: Mapped[str]
    process: Mapped[str]
    means: Mapped[str]
    hard: Mapped[str]
    request: Mapped[str]
    public_story: Mapped[str]
    done: Mapped[list[dict[str, Any]]]
    numbers: Mapped[list[dict[str, Any]]]
    minutes_on: Mapped[date | None]
    minutes_sha256: Mapped[str | None] = mapped_column(ForeignKey("content.sha256"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]

    report: Mapped[Report] = relationship(back_populates="texts")
    minutes: Mapped[Content | None] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    @property
    def told(self) -> Told:
        return Told(**{name: getattr(self, name) for name in Told._fields})


class ReportAnswer(Model):
    """What the municipality says to a report."""

    __tablename__ = "report_answer"
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    read: Mapped[str]
    does: Mapped[str]
    asks: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime]

    report: Mapped[Report] = relationship(back_populates="answer")
    person: Mapped[Person] = relationship()


def is_asked(promise: Promise) -> bool:
    return promise.sort == ledger.Sort.REPORT and ledger.State.DELIVERED in ledger.MOVES[promise.state]


def answer_days(agreement: Agreement) -> int:
    return (terms_of(agreement, "A14") or {}).get("answer_days") or ANSWER_DAYS
