"""Signing an agreement: the text is laid down, each party signs, and the last signature makes it begin."""

from datetime import date
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
from .plan import HandOver, Plan, SigningPlan
from .signing import Authorised, Frozen, Proof, Signature, text_changed

SIGNING_DAYS = 10  # working days


class Signed:
    """The verbs of an agreement from the plan for its signatures to the last of them."""

    __tablename__ = "agreement"

    if TYPE_CHECKING:
        ref: Any
        title: Any
        status: Any
        case: Any
        frozen: Any
        parties: Any
        deadlines: Any
        signing_plan: Any
        record: Any
        expect_settled: Any
        party_of: Any
        add_deadline: Any
        _begin: Any
        _pass_turn: Any
        _expect: Any
        _move: Any
        _meet: Any
        _travel: Any

    def plan_signing(self, plan: Plan, by: Person) -> None:
        """Who signs, in which order, and how many of each party: for the next time the text is frozen."""
        self._expect(Status.NEGOTIATING)
        if self.signing_plan:
            self.signing_plan.written = plan.written()
        else:
            self.signing_plan = SigningPlan(written=plan.written())
        self.record("planned", by)

    def freeze(self, by: Person) -> None:
        """All that is needed stands: from now on the text does not change and can be signed."""
        self._expect(Status.NEGOTIATING)
        self.expect_settled()
        if hindrances := freezing.why_not_yet(self):
            raise NotNow(hindrances[0])
        text = canonical.text_of(self)
        if why_not := canonical.why_not_freeze(text):
            raise NotNow(why_not)
        self.frozen.append(
            Frozen(
                number=len(self.frozen) + 1, text=text, digest=canonical.digest(text), frozen_at=now(),
                person=by, plan=self.plan.written(),
            )
        )  # fmt: skip
        self._move(Status.SIGNING)
        self._travel(Stage.SIGNING, by)
        self.record("frozen", by, version=self.text.number)
        self._ask_signatures(working_days_after(today(), SIGNING_DAYS), self.present_parties)

    def reopen(self, reason: str, by: Person) -> None:
        """Not signed but back to the table; what was signed already stays on record with the old text."""
        self._expect(Status.SIGNING)
        self._back_to_the_table(reason, by)

    def go_on_without(self, by: Person) -> None:
        """A collective stopped: what the others said stays said, and what was laid down is laid down anew."""
        if self.status == Status.SIGNING:
            self._move(Status.NEGOTIATING)
            self._meet(Kind.SIGNATURE)
            self._travel(Stage.DRAFTING, by)
            self.record("reopened", by)
        self._pass_turn()

    def decline(self, reason: str, *, by: Person, party: Party) -> None:
        """Somebody who was asked to sign does not: everyone reads why, and talks on."""
        self._expect(Status.SIGNING)
        self.record("declined", by, party=party.key, version=self.text.number)
        self._back_to_the_table(reason, by, declined=True)

    def sign(self, digest: str, typed_name: str, authority: Authorised, *, by: Person, **how: Any) -> None:
        """You sign the text you saw, for one party: the page carries its digest.

        `how`: for which `party` when there can be several, for which `minor`, by what `proof`.
        """
        self._expect(Status.SIGNING)
        if digest != self.text.digest:
            raise NotNow(text_changed())
        party = how.pop("party", None) or self.party_of(by)
        if why_not := self.text.why_not_sign(party, by, how.get("minor")):
            raise NotNow(why_not)
        how = {"proof": Proof.SESSION, "minor": None} | how
        self.text.signatures.append(
            Signature(
                party=party, person=by, typed_name=typed_name, signed_at=now(), **how, **authority._asdict()
            )
        )
        self.record("signed", by, party=party.key, proof=how["proof"])
        if self.text.is_complete(party):
            self._meet_signatures(party)
        self.begin_when_complete()

    def begin_when_complete(self) -> None:
        """With the last signature, or when who had not signed takes part no more."""
        if self.signed_parties and self.signed_parties >= set(self.present_parties):
            self._begin()

    def hand_over(self, to: Person, authority: Authorised, reason: str, *, by: Person, party: Party) -> None:
        """Somebody of the same party signs in your place, on the authority that was checked today."""
        self._expect(Status.SIGNING)
        if why_not := self.text.why_not_sign(party, by):
            raise NotNow(why_not)
        if self.text.has_signed(party, to):
            raise NotNow(_("%(name)s has signed already.", name=to.name))
        if to is by or self.text.is_asked_by_name(party, to):
            raise NotNow(_("%(name)s signs already. Choose somebody else.", name=to.name))
        ground = f"{authority.capacity}, {authority.ground}"
        self.text.hand_overs.append(HandOver.make(party, by, to, reason=reason, ground=ground))
        self.record("handed_over", by, party=party.key, to=to.id)

    def sign_before(self, day: date, reason: str, by: Person) -> None:
        """Another day to have signed by, for all who have not; the reminders of the old one are over."""
        self._expect(Status.SIGNING)
        if day < today():
            raise NotNow(_("This day has gone by already."))
        waiting = [party for party in self.present_parties if party not in self.signed_parties]
        for party in waiting:
            self._meet_signatures(party)
        self._ask_signatures(day, waiting)
        self.case.say(reason, by, announced=True)
        self.record("moved_signing", by, due_on=day.isoformat())

    @property
    def plan(self) -> Plan:
        return Plan.read(self.signing_plan.written if self.signing_plan else {})

    @property
    def text(self) -> Frozen:
        return self.frozen[-1]

    @property
    def present_parties(self) -> list[Party]:
        """Without those whose last day has gone by: nobody waits for them."""
        return [party for party in self.parties if party.is_asked]

    @property
    def signed_parties(self) -> set[Party]:
        return {party for party in self.parties if self.text.is_complete(party)} if self.frozen else set()

    @property
    def signers(self) -> list[Person]:
        return [signature.person for signature in self.text.signatures] if self.frozen else []

    @property
    def sign_by(self) -> date | None:
        """The day by which who did not sign yet is asked to."""
        open_ones = (d for d in self.deadlines if d.kind == Kind.SIGNATURE and d.met_on is None)
        return max((deadline.due_on for deadline in open_ones), default=None)

    def _back_to_the_table(self, reason: str, by: Person, **why: bool) -> None:
        self._move(Status.NEGOTIATING)
        self._meet(Kind.SIGNATURE)
        self._travel(Stage.DRAFTING, by)
        self.case.say(reason, by, announced=True)
        self.record("reopened", by, **why)

    def _ask_signatures(self, due: date, parties: list[Party]) -> None:
        """A number in the key tells the days of one round apart."""
        times = sum(deadline.kind == Kind.SIGNATURE for deadline in self.deadlines)
        for number, party in enumerate(parties, times + 1):
            key = f"signature:{self.ref}:{self.text.number}:{party.key}:{number}"
            whose = {"data": {"party": party.key}}
            self.add_deadline(
                Deadline.start(Kind.SIGNATURE, key, due, subject=self.title, side=party.side, **whose)
            )

    def _meet_signatures(self, party: Party) -> None:
        for deadline in self.deadlines:
            if deadline.kind == Kind.SIGNATURE and deadline.data["party"] == party.key:
                deadline.meet()
