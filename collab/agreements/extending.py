"""A longer term: proposed by one party, agreed by all, beside the text that was signed and stays as it is."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now, today
from collab.collectives.words import Named
from collab.db import Model
from collab.deadlines import Deadline, Kind, shifting
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

from .lifecycle import Status
from .parties import Party

if TYPE_CHECKING:
    from .models import Agreement


HANGS_ON_THE_END = {
    Kind.SUPPORT_ENDS, Kind.BUDGET_CYCLE, Kind.HANDOVER, Kind.RESTORATION, Kind.FINAL_REPORT,
}  # fmt: skip


class Outcome(Named):
    """What became of a proposed longer term."""

    OPEN = "open", lazy_gettext("waits for an answer")
    AGREED = "agreed", lazy_gettext("agreed")
    DECLINED = "declined", lazy_gettext("not agreed")
    WITHDRAWN = "withdrawn", lazy_gettext("taken back")
    LAPSED = "lapsed", lazy_gettext("lapsed")


class Longer(NamedTuple):
    """What somebody proposes. With `follow` what hangs on the last day moves along."""

    ends_on: date
    ground: str
    follow: bool = False


class Extension(Model):
    """One extension: until when it ran before, and the decision on which it rests."""

    __tablename__ = "extension"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    ended_on: Mapped[date]  # the last day before this extension
    ground: Mapped[str]  # "managerial decision of 27 February 2025"
    agreed_on: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    agreement: Mapped["Agreement"] = relationship(back_populates="extensions")
    person: Mapped[Person] = relationship()
    proposal: Mapped["ExtensionProposal | None"] = relationship(back_populates="extension")
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)


class ExtensionProposal(Remembers, Model):
    """A longer term that a party proposes. One at a time; all of them stay, with every answer."""

    __tablename__ = "extension_proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]
    ends_on: Mapped[date]
    ground: Mapped[str]
    follow: Mapped[bool]
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    outcome: Mapped[Outcome]
    settled_at: Mapped[datetime | None]
    extension_id: Mapped[int | None] = mapped_column(ForeignKey("extension.id"), unique=True)

    agreement: Mapped["Agreement"] = relationship(back_populates="extension_proposals")
    party: Mapped[Party] = relationship()
    person: Mapped[Person] = relationship()
    extension: Mapped[Extension | None] = relationship(back_populates="proposal")
    answers: Mapped[list["ExtensionAnswer"]] = relationship(
        back_populates="proposal", order_by="ExtensionAnswer.id"
    )
    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        Index(
            "uq_extension_proposal_open", "agreement_id", unique=True,
            postgresql_where=text("outcome = 'open'"),
        ),
    )  # fmt: skip

    @classmethod
    def make(cls, agreement: "Agreement", longer: Longer, *, by: Person) -> "ExtensionProposal":
        expect_longer(agreement, longer.ends_on)
        if agreement.proposed_extension:
            raise NotNow(_("There is a proposal for a longer term already. First it gets an answer."))
        proposal = cls(
            number=len(agreement.extension_proposals) + 1, party=agreement.party_of(by), person=by,
            made_at=now(), outcome=Outcome.OPEN, **longer._asdict(),
        )  # fmt: skip
        agreement.extension_proposals.append(proposal)
        proposal.record("made", by, ends_on=longer.ends_on.isoformat(), follow=longer.follow)
        return proposal

    def agree(self, *, by: Person) -> None:
        """Yes, for your party. With the last yes the agreement runs longer."""
        self._answer(True, "", by)
        if self.waiting_parties:
            self.record("agreed", by)
        else:
            self.come_true(by)

    def decline(self, reason: str, *, by: Person) -> None:
        """No, and why. The term stays as it is."""
        self._answer(False, reason, by)
        self._settle(Outcome.DECLINED)
        self.record("declined", by)

    def withdraw(self, *, by: Person) -> None:
        self._expect_open()
        if self.agreement.party_of(by) is not self.party:
            raise NotNow(_("Only the party that proposed it can take it back."))
        self._settle(Outcome.WITHDRAWN)
        self.record("withdrawn", by)

    def lapse(self) -> None:
        """The agreement ended or was replaced before everyone had answered."""
        self._settle(Outcome.LAPSED)
        self.record("lapsed", by=None)

    def come_true(self, by: Person | None) -> None:
        """All who are asked said yes; with time itself, when who did not answer has left."""
        self._settle(Outcome.AGREED)
        self.extension = self.agreement.extend(self, by=by)

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN

    @property
    def waiting_parties(self) -> list[Party]:
        """Who still has to say yes or no."""
        heard = {self.party, *(answer.party for answer in self.answers)}
        return [party for party in self.agreement.parties if party.is_asked and party not in heard]

    @property
    def yeses(self) -> list["ExtensionAnswer"]:
        return [answer for answer in self.answers if answer.agrees]

    @property
    def no(self) -> "ExtensionAnswer | None":
        return next((answer for answer in self.answers if not answer.agrees), None)

    @property
    def moves(self) -> Iterator[tuple[Deadline, date]]:
        """What would move along, and to which day."""
        last = self.agreement.ends_on
        if self.follow and last:
            for deadline in dependent(self.agreement):
                yield deadline, deadline.due_on + (self.ends_on - last)

    def remember(self, event: Event) -> None:
        self.agreement.remember(event)

    def _answer(self, agrees: bool, reason: str, by: Person) -> None:
        self._expect_open()
        party = self.agreement.party_of(by)
        if party is self.party:
            raise NotNow(_("The other parties answer this proposal."))
        if party not in self.waiting_parties:
            raise NotNow(_("%(party)s has answered this already.", party=party.name))
        self.answers.append(ExtensionAnswer(party=party, person=by, agrees=agrees, reason=reason, at=now()))

    def _settle(self, outcome: Outcome) -> None:
        self._expect_open()
        self.outcome, self.settled_at = outcome, now()

    def _expect_open(self) -> None:
        if not self.is_open:
            raise NotNow(_("This proposal is not on the table any more."))


class ExtensionAnswer(Model):
    """A party's yes or no to a longer term."""

    __tablename__ = "extension_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("extension_proposal.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agrees: Mapped[bool]
    reason: Mapped[str]
    at: Mapped[datetime]

    proposal: Mapped[ExtensionProposal] = relationship(back_populates="answers")
    party: Mapped[Party] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("proposal_id", "party_id"),)


def expect_longer(agreement: "Agreement", ends_on: date) -> None:
    last = agreement.ends_on
    if agreement.status != Status.ACTIVE or last is None or not today() <= last < ends_on:
        raise NotNow(_("Only a term that still runs can be extended, to a later day."))


def dependent(agreement: "Agreement") -> list[Deadline]:
    """Open deadlines that were set on the last day of the agreement, or are counted after it."""
    last = agreement.ends_on
    return [
        deadline
        for deadline in shifting.open_of(agreement)
        if last and deadline.kind in HANGS_ON_THE_END and deadline.counted_on >= last
    ]


def follow_the_end(agreement: "Agreement", ends_on: date, by: Person | None) -> None:
    later = ends_on - agreement.ends_on if agreement.ends_on else timedelta(0)
    for deadline in dependent(agreement):
        shifting.move(deadline, deadline.comes_on + later, by)
