"""Invitations: the personal link with which one person signs for one party in one round."""

import secrets
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.signing import Frozen
from collab.clock import now
from collab.db import Model, db
from collab.keys import Keys
from collab.people.models import Person

KEYS = Keys("signing invitation")


class Invitation(Model):
    """Its key is never stored: it is signed over the nonce when the mail goes out."""

    __tablename__ = "signing_invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(unique=True)
    frozen_id: Mapped[int] = mapped_column(ForeignKey("frozen.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    invited_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    frozen: Mapped[Frozen] = relationship(backref=backref("invitations", order_by="Invitation.id"))
    party: Mapped[Party] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (
        Index(
            "ix_signing_invitation_open", "frozen_id", "party_id", "person_id",
            unique=True, postgresql_where=text("revoked_at is null"),
        ),
    )  # fmt: skip

    @classmethod
    def send(cls, frozen: Frozen, party: Party, people: list[Person]) -> None:
        """One open link per person and party; a new one takes the place of the old."""
        for earlier in frozen.invitations:
            if earlier.party is party and earlier.person in people:
                earlier.revoke()
        db.session.flush()  # the old ones first: the database knows one open link per person
        for person in people:
            nonce = secrets.token_urlsafe(16)
            frozen.invitations.append(cls(nonce=nonce, party=party, person=person, invited_at=now()))
        cls.ask(frozen, party, people)

    @classmethod
    def ask(cls, frozen: Frozen, party: Party, people: list[Person]) -> None:
        """By mail, with the link that they have; who signs after others hears that too."""
        if people:
            asked = {"party": party.key, "people": [person.id for person in people]}
            when = {} if party in frozen.on_turn else {"ahead": True}
            frozen.agreement.record("invited", None, **asked, **when)

    @classmethod
    def pass_on(cls, frozen: Frozen, party: Party, giver: Person, taker: Person) -> None:
        """The link of who gave dies at once; the evidence of who took begins with a link of their own."""
        for earlier in frozen.invitations:
            if earlier.party is party and earlier.person is giver:
                earlier.revoke()
        cls.send(frozen, party, [taker])

    def revoke(self) -> None:
        self.revoked_at = self.revoked_at or now()

    @property
    def agreement(self) -> Agreement:
        return self.frozen.agreement

    @property
    def has_signed(self) -> bool:
        return any(signature.person is self.person for signature in self.frozen.signatures_of(self.party))

    @property
    def is_ahead(self) -> bool:
        """Others sign first."""
        return self.party not in self.frozen.on_turn

    def why_over(self) -> str | None:
        """Why this link leads to no signature any more."""
        if self.agreement.status == Status.WITHDRAWN:
            return _("The cooperation stopped before everyone had signed. There is nothing to sign any more.")
        if self.frozen is not self.agreement.text or self.agreement.status == Status.NEGOTIATING:
            return _("The text went back to the table. When there is a new text, you get a new link.")
        if self.has_signed:
            return None
        if self.revoked_at:
            return _("This link was replaced by another one, or somebody else signs now.")
        return None

    @property
    def key(self) -> str:
        return KEYS.sign(self.nonce)
