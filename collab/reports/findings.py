"""What the parties found together, and what changes because of it. One says it, the others agree.

Whoever represents a party agrees for it by saying it; what an editor wrote waits for their own party too.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.parties import Party
from collab.clock import now
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person

from .evaluations import Evaluation
from .words import Finding


class JointFinding(Model):
    """A sentence for all; it stands as soon as every party said yes."""

    __tablename__ = "joint_finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    number: Mapped[int]
    sort: Mapped[Finding]
    text: Mapped[str]
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    evaluation: Mapped[Evaluation] = relationship(backref=backref("findings", order_by="JointFinding.number"))
    party: Mapped[Party] = relationship()
    person: Mapped[Person] = relationship()
    consents: Mapped[list["FindingConsent"]] = relationship(
        back_populates="finding", order_by="FindingConsent.id"
    )
    __table_args__ = (UniqueConstraint("evaluation_id", "number"),)

    @classmethod
    def say(cls, evaluation: Evaluation, sort: Finding, text: str, by: Person) -> "JointFinding":
        if evaluation.opened_at is None:
            raise NotNow(_("First all parties share what they wrote."))
        party = _party(evaluation, by)
        finding = cls(
            number=len(evaluation.findings) + 1, sort=sort, text=text, party=party, person=by,
            said_at=now(), consents=[],
        )  # fmt: skip
        evaluation.findings.append(finding)
        if party.is_represented_by(by):
            finding._consent(party, by)
        finding.evaluation.record("found", by, sort=sort)
        return finding

    def agree(self, by: Person) -> None:
        party = _party(self.evaluation, by)
        if self.withdrawn_at or party not in self.waiting_parties:
            raise NotNow(_("Your party does not have to agree to this, or did so already."))
        self._consent(party, by)
        self.evaluation.record("agreed", by, finding=self.number)

    def withdraw(self, by: Person) -> None:
        if self.withdrawn_at or self.is_agreed_elsewhere or _party(self.evaluation, by) is not self.party:
            raise NotNow(_("Another party agreed to this already, or it is not yours."))
        self.withdrawn_at = now()
        self.evaluation.record("withdrew_finding", by, finding=self.number)

    @property
    def waiting_parties(self) -> list[Party]:
        if self.withdrawn_at:
            return []
        agreed = {consent.party for consent in self.consents}
        return [party for party in self.evaluation.parties if party not in agreed]

    @property
    def is_agreed_elsewhere(self) -> bool:
        """Another party said yes to it."""
        return any(consent.party is not self.party for consent in self.consents)

    @property
    def stands(self) -> bool:
        """Nobody agrees alone, when the others had not shared yet."""
        return not self.withdrawn_at and len(self.evaluation.parties) > 1 and not self.waiting_parties

    def _consent(self, party: Party, by: Person) -> None:
        self.consents.append(FindingConsent(party=party, person=by, agreed_at=now()))


class FindingConsent(Model):
    __tablename__ = "finding_consent"
    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("joint_finding.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agreed_at: Mapped[datetime]

    finding: Mapped[JointFinding] = relationship(back_populates="consents")
    party: Mapped[Party] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("finding_id", "party_id"),)


def _party(evaluation: Evaluation, by: Person) -> Party:
    party = evaluation.party_for(by)
    if party and party in evaluation.parties:
        return party
    raise NotNow(_("You do not speak for one of the parties."))
