"""Signed on paper: a scan brought by one side, that counts once the other side confirms it."""

from datetime import date, datetime

from flask_babel import force_locale, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.authority import Claim
from collab.agreements.parties import Party
from collab.agreements.plan import Named as Signer
from collab.agreements.signing import Frozen, Proof
from collab.clock import now, today
from collab.collectives.words import Named
from collab.db import Model, db
from collab.documents.models import Content
from collab.errors import NotNow
from collab.people.models import Person
from collab.people.words import Side

BROUGHT = "agreement.brought_paper"


class State(Named):
    WAITING = "waiting", lazy_gettext("waits for confirmation")
    CONFIRMED = "confirmed", lazy_gettext("confirmed")
    CONTESTED = "contested", lazy_gettext("not confirmed")


class PaperSignature(Model):
    """A signature on paper, and what the other side says about it."""

    __tablename__ = "paper_signature"
    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signed_on: Mapped[date]
    content_sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"))
    reason: Mapped[str]
    state: Mapped[State]
    brought_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    brought_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None]

    frozen: Mapped[Frozen] = relationship(backref=backref("scans", order_by="PaperSignature.id"))
    party: Mapped[Party] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    brought_by: Mapped[Person] = relationship(foreign_keys=brought_by_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)
    content: Mapped[Content] = relationship()

    @classmethod
    def bring(cls, frozen: Frozen, claim: Claim, person: Person, *, by: Person, **facts) -> "PaperSignature":
        """`person` signed on paper for the party of the claim; `facts`: when, why, and the scan."""
        if facts["signed_on"] > today():
            raise NotNow(_("The day on the paper lies in the future."))
        scan = cls(
            party=claim.party, person=person, state=State.WAITING, brought_by=by, brought_at=now(), **facts
        )
        frozen.scans.append(scan)
        db.session.flush()  # its number stands in the event
        about = {"party": claim.party.key, "scan": scan.id}
        if claim.minor:
            named = frozen.share_of(claim.party).named
            about["named"] = named.index(Signer(person.id, claim.minor))
        frozen.agreement.record("brought_paper", by, **about)
        return scan

    def confirm(self, claim: Claim, by: Person) -> None:
        """The other side says that it is so: from now on it is a signature like any other."""
        self._answer(State.CONFIRMED, by)
        agreement = self.frozen.agreement
        agreement.record("confirmed_paper", by, party=self.party.key)
        with force_locale(agreement.language):
            name = self.name
        agreement.sign(
            self.frozen.digest, name, claim.authority, by=self.person, party=self.party, minor=claim.minor,
            proof=Proof.PAPER, on_paper_on=self.signed_on,
        )  # fmt: skip

    def contest(self, why: str, by: Person) -> None:
        """It does not count; everyone reads why, and they can bring another one or sign here."""
        self._answer(State.CONTESTED, by)
        self.answer = why
        self.frozen.agreement.record("contested_paper", by, party=self.party.key)

    @property
    def minor(self) -> str | None:
        """In whose place a guardian signed: by the place in the plan that was written down with the paper."""
        told = (event.data for event in self.frozen.agreement.events if event.name == BROUGHT)
        place = next((data.get("named") for data in told if data.get("scan") == self.id), None)
        return None if place is None else self.frozen.share_of(self.party).named[place].minor

    @property
    def name(self) -> str:
        """Of who signed; for a minor both names."""
        return both_names(self.person, self.minor)

    @property
    def answers(self) -> Side:
        """The side that has to say whether it is so: never the one that brought it."""
        return self.brought_by.side.other

    def _answer(self, state: State, by: Person) -> None:
        if self.state != State.WAITING:
            raise NotNow(_("This paper was answered already."))
        self.state, self.answered_by, self.answered_at = state, by, now()


def both_names(person: Person, minor: str | None) -> str:
    if minor is None:
        return person.name
    return _("%(minor)s, represented by %(name)s (guardian)", minor=minor, name=person.name)
