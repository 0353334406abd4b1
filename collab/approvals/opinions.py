"""Advice asked of departments or outsiders: what both sides see of it, and what only the asker reads."""

import secrets
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements import canonical
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.clock import local, now, today, working_days_between
from collab.db import Model
from collab.deadlines import Deadline, Kind, shifting
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

from .words import Result, Standing

OPEN_AFTER_DUE = timedelta(weeks=4)  # a late answer is better than none


class Asked(NamedTuple):
    """Of whom, about what, until when; `silence_ground`: the rule by which silence counts as consent."""

    unit: str
    name: str
    subject: str
    due_on: date
    articles: list[int]
    silence_ground: str | None = None


class Opinion(Remembers, Model):
    """A request for advice as both sides see it. Question and answer are kept apart, for the asker alone."""

    __tablename__ = "opinion"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who took it over
    unit: Mapped[str]  # "Legal Affairs", "Heritage Committee"
    name: Mapped[str]
    subject: Mapped[str]
    articles: Mapped[list[int]] = mapped_column(JSONB)  # none: the whole text
    digest: Mapped[str]  # of the text as it stood when asked
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    wished_on: Mapped[date | None]  # until when the adviser would like to have time
    silence_ground: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    deemed_on: Mapped[date | None]
    unanswered_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]
    shared_summary: Mapped[str | None]
    shared_result: Mapped[Result | None]

    agreement: Mapped[Agreement] = relationship(backref=backref("opinions", order_by="Opinion.id"))
    party: Mapped[Party] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id)
    keeper: Mapped[Person | None] = relationship(foreign_keys=keeper_id)
    links: Mapped[list["AdviceLink"]] = relationship(back_populates="opinion", order_by="AdviceLink.id")
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    if TYPE_CHECKING:
        events: Any

    @classmethod
    def ask(
        cls, agreement: Agreement, about: Asked, adviser: Person, question: str, by: Person
    ) -> "AdviceBrief":
        """Ask for advice on the text as it stands now. Answers the part that only this side reads."""
        text = canonical.text_of(agreement)
        opinion = cls(
            number=len(agreement.opinions) + 1, party=agreement.party_of(by), asked_by=by, asked_at=now(),
            digest=canonical.digest(text), links=[], **about._asdict(),
        )  # fmt: skip
        agreement.opinions.append(opinion)
        opinion.open_link()
        opinion._set_deadline()
        opinion.record("asked", by, opinion=opinion.number)
        return AdviceBrief(opinion=opinion, adviser=adviser, question=question, text=text)

    def open_link(self) -> "AdviceLink":
        """A new way in for the adviser; an earlier one opens nothing any more."""
        self._close_links()
        expires = now() + max(self.due_on - today(), timedelta()) + OPEN_AFTER_DUE
        link = AdviceLink(nonce=secrets.token_urlsafe(16), made_at=now(), expires_at=expires)
        self.links.append(link)
        return link

    def send_again(self, by: Person) -> None:
        self._expect_open()
        self.open_link()
        self.record("sent_again", by, opinion=self.number)

    def answer(self, result: Result, text: str, sentence: str) -> "AdviceAnswer":
        """What the adviser says. Also after the day; then it says how late."""
        self._expect_open()
        self.answered_at, self.wished_on = now(), None
        self._meet()
        self._close_links(used=True)
        self.record("answered", None, opinion=self.number).side = self.party.side
        return AdviceAnswer(opinion=self, result=result, text=text, sentence=sentence or None, given_at=now())

    def ask_more_time(self, until: date) -> None:
        self._expect_open()
        if until <= self.due_on:
            raise NotNow(_("Choose a day after the day on which your advice is due."))
        self.wished_on = until
        self.record("asked_more_time", None, opinion=self.number).side = self.party.side

    def give_more_time(self, by: Person) -> None:
        self._expect_open()
        if self.wished_on is None:
            raise NotNow(_("Nobody asks for more time now."))
        self.due_on, self.wished_on, self.unanswered_on = max(self.wished_on, today()), None, None
        self.links[-1].expires_at = now() + (self.due_on - today()) + OPEN_AFTER_DUE
        self._meet()
        self._set_deadline()
        self.record("gave_more_time", by, opinion=self.number, on=self.due_on.isoformat())

    def withdraw(self, by: Person) -> None:
        self._expect_open()
        if self.deemed_on:
            raise NotNow(_("Silence counts as consent already. That stays on record."))
        self.withdrawn_at, self.wished_on = now(), None
        self._meet()
        self._close_links()
        self.record("withdrawn", by, opinion=self.number)

    def fall_silent(self) -> None:
        """The day passed without an answer. Where a rule says so that is a yes; else the asker must act."""
        if self.silence_ground:
            self.deemed_on = today()
            self.record("deemed", None, opinion=self.number).side = self.party.side
        else:
            self.unanswered_on = today()
            self.record("unanswered", None, opinion=self.number).side = self.party.side
        self._meet()

    def share(self, summary: str, result: Result | None, by: Person) -> None:
        """Tell the other side, in words of the asker. What was not shared stays inside."""
        if self.answered_at is None:
            raise NotNow(_("There is no advice yet."))
        self.shared_at, self.shared_summary, self.shared_result = now(), summary, result
        self.record("shared", by, opinion=self.number)

    def remember(self, event: Event) -> None:
        self.agreement.remember(event)

    @property
    def looked_after_by(self) -> Person:
        return self.keeper or self.asked_by

    @property
    def standing(self) -> Standing:
        if self.withdrawn_at:
            return Standing.WITHDRAWN
        if self.answered_at:
            return Standing.ANSWERED
        if self.deemed_on:
            return Standing.DEEMED
        return Standing.UNANSWERED if self.unanswered_on else Standing.WAITING

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.answered_at is None

    @property
    def days_late(self) -> int:
        """Working days after the day, up to the answer or up to now."""
        if self.withdrawn_at or self.deemed_on:
            return 0
        last = local(self.answered_at).date() if self.answered_at else self.agreement.case.clock_day
        return working_days_between(self.due_on, last)

    @property
    def link(self) -> "AdviceLink | None":
        return next((link for link in reversed(self.links) if link.is_open), None)

    def _expect_open(self) -> None:
        if not self.is_open:
            raise NotNow(_("This advice is %(state)s already.", state=self.standing.label))

    def _close_links(self, used: bool = False) -> None:
        for link in self.links:
            if link.used_at is None and link.revoked_at is None:
                link.used_at, link.revoked_at = (now(), None) if used else (None, now())

    def _set_deadline(self) -> None:
        key = f"opinion:{self.agreement.ref}:{self.number}:{len(self._deadlines)}"
        about: dict[str, Any] = {
            "subject": self.unit,
            "side": self.party.side,
            "data": {"opinion": self.number},
        }
        self.agreement.add_deadline(Deadline.start(Kind.OPINION, key, self.due_on, **about))

    @property
    def _deadlines(self) -> list[Deadline]:
        mine = f"opinion:{self.agreement.ref}:{self.number}:"
        return [deadline for deadline in self.agreement.deadlines if deadline.key.startswith(mine)]

    def _meet(self) -> None:
        for deadline in self._deadlines:
            deadline.meet()


@shifting.follows(Kind.OPINION)
def comes_later(deadline: Deadline, _by: Any) -> None:
    """After a pause its day comes so much later, and its door stays open as long."""
    mine = (it for it in deadline.agreement.opinions if it.number == deadline.data["opinion"])
    it = next((it for it in mine if deadline is it._deadlines[-1]), None)
    if it and it.is_open:
        later, it.due_on = deadline.due_on - it.due_on, deadline.due_on
        for link in it.links:
            link.expires_at += later


class AdviceBrief(Model):
    """What was asked, in full, and of which address. For the side that asked, and the adviser."""

    __tablename__ = "opinion_brief"
    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"), primary_key=True)
    adviser_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    question: Mapped[str]
    text: Mapped[str]  # canonical JSON, as it stood when asked

    opinion: Mapped[Opinion] = relationship()
    adviser: Mapped[Person] = relationship()


class AdviceAnswer(Model):
    """What was advised. For the side that asked, and nobody else."""

    __tablename__ = "opinion_answer"
    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"), primary_key=True)
    result: Mapped[Result]
    text: Mapped[str]
    sentence: Mapped[str | None]  # what may be said in public
    given_at: Mapped[datetime]

    opinion: Mapped[Opinion] = relationship()


class AdviceLink(Model):
    """A personal way in to one question. Its key is signed over the nonce when the mail goes out."""

    __tablename__ = "advice_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    opinion_id: Mapped[int] = mapped_column(ForeignKey("opinion.id"), index=True)
    nonce: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    opinion: Mapped[Opinion] = relationship(back_populates="links")

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.revoked_at is None and now() < self.expires_at
