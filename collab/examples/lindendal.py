"""Nine agreements of an invented town, told from first contact to promises kept, late and still to come."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from collab.agreements.extending import Longer
from collab.agreements.lifecycle import Weight
from collab.agreements.models import Agreement
from collab.cases.models import Case, ContactRole
from collab.clock import months_after, today, working_days_after
from collab.collectives.models import Collective
from collab.collectives.words import Ground, Kind, LegalForm, MemberRole
from collab.db import db
from collab.people.models import Person
from collab.people.words import Side
from collab.refs import plain_ref

from . import walking
from .acquaintance import acquaint
from .advising import advise
from .bargaining import bargain
from .cast import Cast, address, domain_of
from .keeping import keep
from .ordering import municipality_last
from .passing import pass_on
from .past import Story, days_before, on_day, play
from .phasing import PHASES, begin_phases
from .posting import put_in_calendars
from .promising import promise_each_other
from .readying import ready
from .reminding import remind
from .reporting import look_back, report, value
from .steadying import steady
from .tailoring import tailor
from .talking import discuss
from .terms import dated

SPECS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("lindendal.json").read_text("utf-8"))
FACTS = ("seat", "members_count", "volunteers_count", "sectors")
STAGES = ["first_contact", "exploring", "drafting", "signing", "active"]
Act = tuple[datetime, Callable[[], None]]
WELCOME = (
    "Dank voor uw bericht. Ik ben uw aanspreekpunt en zoek binnen de gemeente de juiste mensen. "
    "Wanneer komt het u uit om kennis te maken, bij u op de plek?"
)


def load() -> int:
    """Everything at once, in the order in which it happened; answers how many cooperations there are."""
    cast = Cast()
    roads = [Road(spec, cast, today()) for spec in SPECS]
    told = (
        Road.tell,
        Road.talk,
        Road.extend,
        keep,
        promise_each_other,
        remind,
        acquaint,
        ready,
        advise,
        tailor,
        discuss,
        bargain,
        *PHASES,
        report,
        look_back,
        value,
        pass_on,
        put_in_calendars,
        steady,
    )
    stories = [tell(road) for road in roads for tell in told]
    play([_open_the_office(cast, max(roads, key=lambda road: road.first)), *stories])
    return len(roads)


def _open_the_office(cast: Cast, earliest: "Road") -> Story:
    yield earliest.ago(earliest.first + 20, 9)
    cast.staff(SPECS)


class Road:
    """One cooperation and what happened on it, in stories that run side by side."""

    def __init__(self, spec: dict[str, Any], cast: Cast, here: date) -> None:
        self.spec, self.cast, self.here = spec, cast, here
        self.stage = STAGES.index(spec["stage"])
        self.first, self.signed = -spec["dates"]["first_contact"], -(spec["dates"]["signed"] or 0)
        self.parties: list[Collective] = []
        self.case: Case
        self.agreement: Agreement

    def ago(self, days: float, hour: int = 10, minute: int = 0) -> datetime:
        """Counted from the day of loading, whatever day it is in the story."""
        return days_before(self.here, days, hour, minute)

    def reaches(self, stage: str) -> bool:
        return self.stage >= STAGES.index(stage)

    @property
    def contact(self) -> Person:
        return self.cast[self.spec["municipality"]["contact"]]

    @property
    def lead(self) -> Person:
        return self.parties[0].representatives[0]

    def tell(self) -> Story:
        yield self.ago(self.first, 9, 40)
        self._make_contact()
        yield self.ago(self.first - 1, 15, 10)
        self._find_a_contact_person()
        if self.reaches("exploring"):
            yield self.ago(self.first - 4, 11)
            self._get_acquainted()
        if self.reaches("drafting"):
            yield from self._draft()
        if self.reaches("signing"):
            yield from self._sign()

    def talk(self) -> Story:
        """The last weeks of the conversation; before an agreement, whoever spoke last waits for the other."""
        said = self.spec["messages"]
        begin = max(self.here - timedelta(days=13), working_days_after(self.ago(self.first).date(), 1))
        days = (self.here - begin).days - 2
        for n, message in enumerate(said):
            yield on_day(begin + timedelta(days=round(n * days / len(said))), 9 + n * 2, 25)
            hand_over = not self.reaches("drafting")
            self.case.say(message["text"], self.cast[message["by"]], hand_over=hand_over)

    def extend(self) -> Story:
        if ago := -self.spec["dates"].get("extended", 0):
            yield self.ago(ago, 14)
            terms, last = self.spec["articles"]["A07"]["terms"], self.agreement.ends_on
            assert last, "What has no end cannot be extended."
            ends_on = months_after(last, terms["extension_months"])
            longer = Longer(ends_on, "Samen vastgelegd volgens artikel 7")
            walking.lengthen(self.agreement, longer, self.contact)

    def _make_contact(self) -> None:
        place = self.spec["place"]
        self.parties = [self._register(party) for party in self.spec["parties"]]
        self.case = walking.open_case(
            self.parties[0], self.lead, title=self.spec["title"], about=self.spec["about"],
            place=place["address"], neighbourhood=place["neighbourhood"],
            source=f"lindendal:{self.spec['source']}",
        )  # fmt: skip
        goals = "\n".join(f"- {goal}" for goal in self.spec["goals"])
        self.case.say(f"{self.spec['purpose']}\n\nDit willen wij bereiken:\n{goals}", self.lead)

    def _register(self, party: dict[str, Any]) -> Collective:
        roles = {spec["name"]: MemberRole(spec["role"]) for spec in party["people"]}
        people = {name: self._join(name, role, party["name"]) for name, role in roles.items()}
        [lead] = [person for name, person in people.items() if roles[name] == MemberRole.REPRESENTATIVE]
        facts = {name: party[name] for name in FACTS if name in party}
        collective = Collective.register(
            plain_ref("C"), party["name"], Kind(party["kind"]), LegalForm(party["legal_form"]), by=lead,
            about=party.get("about", party["role"]), neighbourhoods=self.spec["place"]["neighbourhood"],
            **facts,
        )  # fmt: skip
        db.session.add(collective)
        for name, person in people.items():
            if person is not lead:
                collective.admit(person, roles[name], by=lead)
        db.session.flush()
        self._authorise(collective, lead, party)
        return collective

    def _authorise(self, collective: Collective, lead: Person, party: dict[str, Any]) -> None:
        [function] = [spec["function"] for spec in party["people"] if spec["name"] == lead.name]
        has_statutes = collective.legal_form not in {LegalForm.NONE_YET, LegalForm.NONE_WANTED}
        ground = Ground.STATUTES if has_statutes else Ground.MINUTES
        words = "statuten, artikel 7" if has_statutes else "verslag van de vergadering"
        collective.give_authority(lead, ground, reference=f"{words}: {function}", starts_on=today(), by=lead)

    def _join(self, name: str, role: MemberRole, party: str) -> Person:
        is_shown = role == MemberRole.REPRESENTATIVE
        return self.cast.join(name, address(name, domain_of(party)), is_shown)

    def _find_a_contact_person(self) -> None:
        if self.reaches("exploring"):
            self.case.take(by=self.contact)
        else:
            self.case.appoint(ContactRole.CONTACT, self.contact, by=self.cast["Noor Verbeek"])

    def _get_acquainted(self) -> None:
        self.case.appoint(ContactRole.DEPUTY, self.cast[self.spec["municipality"]["deputy"]], by=self.contact)
        for party in self.parties[1:]:
            self.case.involve(party, by=self.contact)
        begin_phases(self)
        self.case.say(WELCOME, self.contact, hand_over=True)

    def _draft(self) -> Story:
        """Article by article: somebody proposes, the others agree a few days later."""
        last = self.signed + 8 if self.signed else 8
        begin = round(self.first - (self.first - last) * 0.35)
        yield self.ago(begin, 10, 30)
        self.agreement = Agreement.draft(self.case, Weight(self.spec["weight"]), "nl", by=self.contact)
        db.session.add(self.agreement)
        acts = sorted(self._articles(begin - 2, last), key=lambda act: act[0])
        for moment, act in acts:
            yield moment
            act()

    def _articles(self, begin: int, last: int) -> Iterator[Act]:
        for n, offer in enumerate(self.spec.get("proposed", [])):
            yield from self._offered(offer, 13 - n * 2)
        for number in self.spec.get("agreed", range(1, 18)):
            day = begin - (begin - last - 6) * number / 17
            speakers = [*(party.representatives[0] for party in self.parties), self.contact]
            first = speakers.pop(0 if number % 2 else -1)
            yield self.ago(day, 10), partial(self._propose, number, first)
            for n, other in enumerate(speakers, 1):
                reply = working_days_after(self.ago(day).date(), n)
                act = partial(self._agree, number, other)
                yield on_day(reply, 9 + (number + n) % 8, number * 3), act

    def _offered(self, offer: dict[str, Any], day: float) -> Iterator[Act]:
        """Still open: a wording that waits for the other side, sometimes as the answer to an earlier one."""
        if earlier := offer.get("earlier"):
            author = self.cast[earlier["by"]]
            words = (offer["article"], author, earlier["why"], earlier["articles"])
            yield self.ago(day, 10), partial(self._propose, *words)
            day -= 4
        yield (
            self.ago(day, 13),
            partial(self._propose, offer["article"], self.cast[offer["by"]], offer["why"]),
        )

    def _agree(self, number: int, by: Person) -> None:
        walking.agree(self.agreement, number, by)

    def _propose(self, number: int, by: Person, why: str = "", instead: dict[str, Any] | None = None) -> None:
        articles = self.spec["articles"] | (instead or {})
        said = dated(articles, self.here, [party.ref for party in self.parties])
        walking.propose(self.agreement, number, said, by, why)

    def _sign(self) -> Story:
        """The municipality signs last; of what is not in force yet, some have signed and some have not."""
        yield self.ago(self.signed + 6 if self.signed else 6, 16)
        if not self.signed:
            municipality_last(self)
        walking.freeze(self.agreement, self.contact)
        signing = [party.representatives[0] for party in self.parties]
        if not self.signed:
            signing = signing[1:-1]
        for n, person in enumerate(signing):
            yield self.ago((self.signed or 2) + 3 - n / len(signing) * 3, 10 + n, 17)
            walking.sign(self.agreement, person)
        if self.signed:
            yield on_day(self.here - timedelta(days=self.signed), 15, 42)
            walking.sign(self.agreement, self.cast[self.spec["municipality"]["signatory"]])

    def speaker(self, side: Side, collective: Collective | None) -> Person:
        if side == Side.MUNICIPALITY:
            return self.contact
        return collective.representatives[0] if collective else self.lead
