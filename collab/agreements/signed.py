"""Signing an agreement: the text is laid down, each party signs, and the last signature makes it begin."""

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from collab.cases.lifecycle import Stage
from collab.clock import now, today, working_days_after
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.people.models import Person

from . import canonical, freezing
from .lifecycle import Status
from .parties import Party
from .signing import Authorised, Frozen, Signature, text_changed

SIGNING_DAYS = 10  # working days


class Signed:
    """The verbs of an agreement from the freezing of its text to the last signature."""

    __tablename__ = "agreement"

    if TYPE_CHECKING:
        ref: Any
        title: Any
        case: Any
        frozen: Any
        parties: Any
        open_articles: Any
        record: Any
        missing: Any
        party_of: Any
        add_deadline: Any
        _begin: Any
        _expect: Any
        _move: Any
        _meet: Any

    def freeze(self, by: Person) -> None:
        """All that is needed stands: from now on the text does not change and can be signed."""
        self._expect(Status.NEGOTIATING)
        if self.missing() or self.open_articles:
            raise NotNow(
                _("Not everything that is needed is agreed yet. The page of the agreement says what is left.")
            )
        if hindrances := freezing.why_not_yet(self):
            raise NotNow(hindrances[0])
        text = canonical.text_of(self)
        if why_not := canonical.why_not_freeze(text):
            raise NotNow(why_not)
        self.frozen.append(
            Frozen(
                number=len(self.frozen) + 1,
                text=text,
                digest=canonical.digest(text),
                frozen_at=now(),
                person=by,
            )
        )
        self._move(Status.SIGNING)
        self.case.move(Stage.SIGNING, by)
        self.record("frozen", by, version=self.text.number)
        self._ask_signatures()

    def reopen(self, reason: str, by: Person) -> None:
        """Not signed but back to the table; what was signed already stays on record with the old text."""
        self._expect(Status.SIGNING)
        self._move(Status.NEGOTIATING)
        self._meet(Kind.SIGNATURE)
        self.case.move(Stage.DRAFTING, by)
        self.case.say(reason, by)
        self.record("reopened", by)

    def sign(self, digest: str, typed_name: str, authority: Authorised, *, by: Person) -> None:
        """You sign the text you saw, for one party: the page carries its digest."""
        self._expect(Status.SIGNING)
        if digest != self.text.digest:
            raise NotNow(text_changed())
        party = self.party_of(by)
        if party in self.signed_parties:
            raise NotNow(_("%(party)s has signed already.", party=party.name))
        self.text.signatures.append(
            Signature(party=party, person=by, typed_name=typed_name, signed_at=now(), **authority._asdict())
        )
        self.record("signed", by)
        self._meet(Kind.SIGNATURE, f"signature:{self.ref}:{self.text.number}:{party.key}")
        if self.signed_parties == set(self.parties):
            self._begin()

    @property
    def text(self) -> Frozen:
        return self.frozen[-1]

    @property
    def signed_parties(self) -> set[Party]:
        return {signature.party for signature in self.text.signatures} if self.frozen else set()

    def signature_of(self, party: Party) -> Signature | None:
        return next((signature for signature in self.text.signatures if signature.party is party), None)

    @property
    def signers(self) -> list[Person]:
        return [signature.person for signature in self.text.signatures] if self.frozen else []

    def _ask_signatures(self) -> None:
        due = working_days_after(today(), SIGNING_DAYS)
        for party in self.parties:
            key = f"signature:{self.ref}:{self.text.number}:{party.key}"
            whose = {"data": {"party": party.key}}
            self.add_deadline(
                Deadline.start(Kind.SIGNATURE, key, due, subject=self.title, side=party.side, **whose)
            )
