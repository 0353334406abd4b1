"""The square: both sides look at what they need, help each other, and weigh how big the agreement is."""

from datetime import timedelta
from typing import TYPE_CHECKING

from collab.agreements.lifecycle import Weight
from collab.agreements.proportion import Grade
from collab.agreements.weighing import Weighing
from collab.cases.models import Case
from collab.conversations.parties import Party, party_for
from collab.people.models import Person
from collab.readiness.conditions import Condition
from collab.readiness.gaps import Gap
from collab.readiness.models import Readiness, Subject
from collab.support.models import Promise

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road

SQUARE = "Plein van de Ontmoeting"
ANSWERS = {
    "value": Grade.MIDDLE, "risk": Grade.MIDDLE, "duration": Grade.LARGE, "effect": Grade.MIDDLE,
}  # fmt: skip
OF_COLLECTIVE = {
    Condition.LEGAL_FORM: ("Wij zijn een stichting met een raad van toezicht.", "Dat past goed."),
    Condition.DECIDING_TOGETHER: (
        "Gasten praten mee in een kring, elke maand. De buurt nog niet.",
        "Wij horen vooral de stichting. Hoe beslist de buurt mee?",
    ),
    Condition.KEEPING_PROMISES: ("Begroting en planning zijn er.", "Wij zien een nette begroting."),
    Condition.GOING_ON: ("Het hangt aan drie mensen.", "Dat zien wij ook."),
    Condition.INSPIRING_TRUST: ("De buurt komt naar onze open dagen.", "Eens."),
    Condition.OPEN_TO_ALL: ("Iedereen is welkom op het plein.", "Dat is de kracht van dit plan."),
    Condition.WITH_OTHERS: ("De school en de kerk doen mee.", ""),
}  # fmt: skip
OF_MUNICIPALITY = {
    Condition.RIGHT_PEOPLE: ("Leefomgeving en Samenleving doen mee.", "Eens, sinds het tweede gesprek."),
    Condition.CONTACT_POINT: (
        "Karin de Boer, met Samira El Amrani als vervanger.",
        "Karin is goed bereikbaar. Samira kennen wij nog niet.",
    ),
    Condition.GIVING_TRUST: ("Wij laten de inrichting aan de buurt.", "Wij voelen ons serieus genomen."),
    Condition.OPENNESS_INSIDE: ("De afdelingen overleggen samen.", "Wij weten niet wat er wordt gezegd."),
    Condition.MONEY_AND_RULES: (
        "Zes jaar is langer dan onze regel van vier.",
        "Dit is voor ons de grootste zorg: bomen groeien langer dan vier jaar.",
    ),
    Condition.TOOLS: ("Er is een proefovereenkomst, en hulp bij het ontwerp.", ""),
}  # fmt: skip


def ready(road: "Road") -> Story:
    if road.spec["title"] != SQUARE:
        return
    yield road.ago(128, 11)
    readiness = Readiness.open(road.case, by=road.contact)
    _write(readiness, road.contact, 1, 0)
    yield road.ago(124, 14)
    _write(readiness, road.lead, 0, 1)
    yield road.ago(120, 15)
    for person in (road.contact, road.lead):
        readiness.share(_party(road.case, person), by=person)
    yield road.ago(116, 10)
    helped = [_name_gap(road, readiness, *gap) for gap in _gaps(road)]
    yield road.ago(112, 16)
    helped[0].promise(helped[0].due_on, by=road.lead)
    yield road.ago(108, 10)
    Weighing.weigh(road.case, ANSWERS, by=road.lead)
    yield road.ago(12, 9)
    why = "Het is een plein dat wij samen beheren. Wij willen het graag aan de gemeenteraad laten zien."
    Weighing.ask(road.case, Weight.CIVIC, why, by=road.lead)


def _write(readiness: Readiness, by: Person, of_us: int, of_town: int) -> None:
    """Which of each pair this person wrote about the collective, and which about the municipality."""
    street = readiness.case.collectives[0].id
    mine = {(one, street): said[of_us] for one, said in OF_COLLECTIVE.items()}
    theirs = {(one, None): said[of_town] for one, said in OF_MUNICIPALITY.items()}
    texts: dict[Subject, str] = {subject: text for subject, text in (mine | theirs).items() if text}
    readiness.write(_party(readiness.case, by), texts, seen=0, by=by)


def _gaps(road: "Road") -> list[tuple]:
    """The condition, what is missing, who sees it, who helps with what, and how soon."""
    ours, theirs = road.lead, road.contact
    return [
        (Condition.GOING_ON, "Wie neemt het over als iemand stopt?", ours, theirs,
         "Begeleiding door een ervaren beheergroep", 45),
        (Condition.MONEY_AND_RULES, "Een besluit over zes jaar in plaats van vier.", ours, theirs,
         "Voorstel aan het afdelingshoofd over zes jaar", 21),
        (Condition.DECIDING_TOGETHER, "De buurt kan nog niet mee beslissen.", theirs, None, "", 0),
    ]  # fmt: skip


def _name_gap(road: "Road", readiness: Readiness, *told) -> Promise | None:
    condition, what, seer, helper, help, days = told
    street = _party(road.case, road.lead)
    whose = street if condition.side == street.side else _party(road.case, road.contact)
    gap = Gap.mark(readiness, condition, whose, what, by=seer)
    if helper is None:
        return None
    day = road.here + timedelta(days=days)
    return gap.help(help, helper, day, _party(road.case, helper), by=helper)


def _party(case: Case, person: Person) -> Party:
    party = party_for(person, case)
    assert party, f"{person.name} speaks for nobody here"
    return party
