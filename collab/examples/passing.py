"""People who change in the town: one hand-over is done, one is under way, and who likes to be reached how."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from collab.cases.models import ContactRole
from collab.cases.speaking import Spokesperson
from collab.clock import today
from collab.db import db
from collab.people.reaching import Channel, ContactWay
from collab.relay.drafting import draw
from collab.relay.leaving import look_after
from collab.relay.letters import Confidence, Letter
from collab.relay.passing import name_successor
from collab.relay.words import Readers

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road

GOING = (
    "Wij bellen elkaar elke twee weken, meestal op dinsdag. Afspraken zetten wij daarna hier neer. "
    "De vereniging werkt met vrijwilligers: een antwoord kost soms een week, maar het komt altijd."
)
SENSITIVE = (
    "De sluiting van de oude markthal ligt nog gevoelig. Begin er niet zelf over bij de eerste ontmoeting."
)
ADDED = "Wij waren blij met hoe dit ging: afspraken kwamen op papier. Houd dat vooral zo."


def pass_on(road: "Road") -> Story:
    tell = TOLD.get(road.spec["source"])
    if tell:
        yield from tell(road)


def _done(road: "Road") -> Story:
    """The contact person went to other work; the letter is read and both sides have met."""
    yield road.ago(34, 10)
    old, new = road.contact, road.cast["Karin de Boer"]
    road.spec = {**road.spec, "municipality": {**road.spec["municipality"], "contact": new.name}}
    road.case.appoint(ContactRole.CONTACT, new, by=old)
    [relay] = [one for one in road.case.relays if one.leaver is old]
    yield road.ago(33, 15)
    db.session.add(Letter.write(relay, GOING, draw(road.case), by=old))
    Confidence.entrust(relay, SENSITIVE, Readers.SUCCESSOR, by=old)
    yield road.ago(32, 9)
    relay.acknowledge(by=new)
    relay.introduction.propose(today() + timedelta(days=6), by=road.lead)
    yield road.ago(30, 11)
    db.session.add(relay.add(ADDED, by=road.lead))
    yield road.ago(24, 16)
    relay.introduction.say_met(today(), by=new)
    yield road.ago(23, 10)
    relay.introduction.confirm(by=road.lead)


def _under_way(road: "Road") -> Story:
    """The contact person leaves in nine days; who comes is known, the letter is not written yet."""
    yield road.ago(5, 9)
    held = next(one for one in road.case.contacts if one.role == ContactRole.CONTACT and one.holds)
    held.ends_on = today() + timedelta(days=14)
    look_after(road.case)
    yield road.ago(3, 14)
    relay = road.case.relays[-1]
    name_successor(relay, road.cast["Samira El Amrani"], seen=None, by=road.contact)


def _reached(road: "Road") -> Story:
    """Both sides say how they like to be reached, and the collective has a deputy too."""
    yield road.ago(40, 13)
    ContactWay.choose(road.lead, Channel.PHONE, "na 19.00 uur, niet op vrijdag", by=road.lead)
    road.lead.introduce(road.lead.name, "nl", "06 – 55 01 23 45", by=road.lead)
    ContactWay.choose(road.contact, Channel.MAIL, "op maandag, dinsdag en donderdag", by=road.contact)
    [collective] = road.parties
    Spokesperson.appoint(road.case, collective, ContactRole.CONTACT, road.lead, by=road.lead)
    deputy = road.cast["Zehra Kaya"]
    Spokesperson.appoint(road.case, collective, ContactRole.DEPUTY, deputy, by=road.lead)


TOLD: dict[str, Callable[["Road"], Story]] = {
    "palermo-004": _done,
    "rotterdam-dakpark": _under_way,
    "palermo-037": _reached,
}
