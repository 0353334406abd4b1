"""Real agreements, entered as they stand, by the same verbs as everybody's."""

import re
from collections.abc import Iterator
from datetime import date

from flask_babel import force_locale
from sqlalchemy import select

from collab.agreements.extending import Longer
from collab.agreements.lifecycle import PartyRole, Weight
from collab.agreements.mandate import Mandate
from collab.agreements.models import Agreement
from collab.agreements.models import Party as Side
from collab.cases.models import Case
from collab.clock import months_after, today
from collab.collectives.models import Collective, Membership
from collab.collectives.words import Ground, LegalForm
from collab.db import db
from collab.people.models import Person
from collab.people.words import Duty
from collab.refs import plain_ref

from . import past, walking
from .cast import domain_of
from .clauses import clauses
from .shape import Pact, kind_of, role_of

LIGHT_MONTHS = 12


def load(pacts: list[Pact]) -> Iterator[tuple[Pact, str]]:
    """Each agreement with what became of it: “loaded”, or “stands already”."""
    with force_locale("en"):
        for pact in pacts:
            source = f"pacts:{pact['id']}"
            if db.session.scalar(select(Case.id).where(Case.source == source)):
                yield pact, "stands already"
            else:
                Entry(pact, source).make()
                yield pact, "loaded"


class Entry:
    """One agreement on its way through the house, in a single day."""

    def __init__(self, pact: Pact, source: str) -> None:
        self.pact, self.source = pact, source
        [self.municipality] = [p for p in pact["parties"] if role_of(p, pact) == PartyRole.MUNICIPALITY]
        self.others = [party for party in pact["parties"] if party is not self.municipality]
        self.new: list[Person | Collective] = []

    def make(self) -> None:
        manager = self._officer("Manager", Duty.MANDATE_HOLDER)
        contact = self._officer("Contact person", Duty.OFFICER)
        self._mandate(manager)
        parties = [self._party(party) for party in self.others]
        case = self._open(parties, contact)
        agreement = self._draft(case, contact)
        self._agree(agreement, contact)
        db.session.flush()
        walking.freeze(agreement, contact)
        db.session.flush()
        for signer in (*self._representatives(parties), manager):
            walking.sign(agreement, signer)
        self._extend(agreement, manager)
        db.session.flush()
        collectives = [thing.id for thing in self.new if isinstance(thing, Collective)]
        people = [thing.id for thing in self.new if isinstance(thing, Person)]
        past.tell_nobody([case.id], collectives, people)

    def _open(self, parties: list[Collective], contact: Person) -> Case:
        [lead, *rest], pact = parties, self.pact
        goals = "\n".join(f"- {goal}" for goal in pact.get("goals") or [])
        about = goals or pact.get("agreement_kind") or pact["name"]
        representative = self._representatives([lead])[0]
        case = walking.open_case(
            lead, representative, title=pact["name"], about=about, place=pact.get("place"), source=self.source
        )
        case.take(by=contact)
        for party in rest:
            case.involve(party, by=contact)
        if notes := pact.get("notes"):
            case.say(notes, contact)
        return case

    def _draft(self, case: Case, contact: Person) -> Agreement:
        agreement = Agreement.draft(case, self._weight(), "en", by=contact)
        db.session.add(agreement)
        db.session.flush()
        for party in agreement.parties:
            self._cast(agreement, party, contact)
        return agreement

    def _cast(self, agreement: Agreement, party: Side, contact: Person) -> None:
        if party.collective is None:
            agreement.cast(party, PartyRole.MUNICIPALITY, by=contact, own_name=self.municipality["name"])
            return
        [spec] = [spec for spec in self.others if spec["name"] == party.collective.name]
        agreement.cast(party, role_of(spec, self.pact), by=contact)

    def _agree(self, agreement: Agreement, contact: Person) -> None:
        [first, *rest] = self._representatives([p.collective for p in agreement.parties if p.collective])
        said = clauses(self.pact, agreement.case.collectives[0].ref, self._begins_on())
        for article in agreement.articles:
            walking.propose(agreement, article.number, said, first)
            for other in (*rest, contact):
                walking.agree(agreement, article.number, other)

    def _extend(self, agreement: Agreement, manager: Person) -> None:
        for event in (self.pact.get("duration") or {}).get("extension_events") or []:
            months = re.search(r"\b(\d{1,3})[- ]month", event)
            if months and agreement.ends_on:
                longer = Longer(months_after(agreement.ends_on, int(months[1])), event)
                walking.lengthen(agreement, longer, manager)

    def _weight(self) -> Weight:
        """A standard covenant, or a year at most between two parties, is light."""
        months = (self.pact.get("duration") or {}).get("months") or 0
        is_standard = "standard" in (self.pact.get("agreement_kind") or "")
        is_short = 0 < months <= LIGHT_MONTHS and len(self.others) == 1
        return Weight.LIGHT if is_standard or is_short else Weight.COMPLEX

    def _begins_on(self) -> date:
        return today()

    def _officer(self, function: str, duty: Duty) -> Person:
        """Named by their function: who it was is nobody's business here."""
        name, local = self.municipality["name"], function.lower().replace(" ", ".")
        person = self._person(f"{function} of {name}", f"{local}@{domain_of(name)}")
        if not person.has(duty):
            person.appoint(duty, by=None)
        return person

    def _mandate(self, manager: Person) -> None:
        if not any(mandate.is_current for mandate in manager.mandates):
            capacity = self.municipality.get("signatory_function") or "manager"
            limits = {"heaviest": Weight.COMPLEX, "max_months": None, "max_amount": None}
            Mandate.give(manager, capacity, "As named in the agreement", by=None, starts_on=today(), **limits)

    def _party(self, spec: dict) -> Collective:
        """Known already when its representative is: the same party may stand in several agreements."""
        email = f"representative@{domain_of(spec['name'])}"
        person = self._person(f"Representative of {spec['name']}", email)
        if known := self._represented(person, spec["name"]):
            return known
        kind, form = kind_of(spec)
        collective = Collective.register(
            plain_ref("C"), spec["name"], kind, form, by=person, about=spec.get("kind"), sectors=[]
        )
        db.session.add(collective)
        ground = Ground.MINUTES if form in {LegalForm.NONE_YET, LegalForm.NONE_WANTED} else Ground.STATUTES
        collective.give_authority(
            person, ground, reference="as named in the agreement", starts_on=today(), by=person
        )
        db.session.flush()
        self.new.append(collective)
        return collective

    def _represented(self, person: Person, name: str) -> Collective | None:
        own = Collective.memberships.any((Membership.person_id == person.id) & Membership.current())
        return db.session.scalar(select(Collective).where(own, Collective.name == name))

    def _person(self, name: str, email: str) -> Person:
        """Two names may read the same in an address; then the later one gets a number."""
        local, domain = email.split("@")
        for n in range(1, 1000):
            address = email if n == 1 else f"{local}@{n}.{domain}"
            person = db.session.scalar(select(Person).where(Person.email == address))
            if person is None:
                person = Person.join(name, address, language="en")
                db.session.add(person)
                db.session.flush()
                self.new.append(person)
                return person
            if person.name == name:
                return person
        raise LookupError(f"no address is left for {name}")

    def _representatives(self, parties: list[Collective]) -> list[Person]:
        return [party.representatives[0] for party in parties]
