"""Advice and decisions in the town: one answered in time, one that stays away, one of a collective."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from collab.approvals.decisions import LinkedDecision
from collab.approvals.opinions import Asked, Opinion
from collab.approvals.words import DecisionKind, Result
from collab.clock import today
from collab.db import db
from collab.people.models import Person

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road


def advise(road: "Road") -> Story:
    tell = TOLD.get(road.spec["source"])
    if tell:
        yield from tell(road)


def _of_departments(road: "Road") -> Story:
    """The contact person asks two departments; one answers, the other keeps silent."""
    yield road.ago(60, 11)
    legal = _adviser(road, "Ingrid Smit", "ingrid.smit@lindendal.example")
    question = "Wie betaalt als bij een activiteit op het plein iets stukgaat? Klopt artikel 5 zo?"
    about = Asked("Juridische Zaken", legal.name, "schade bij activiteiten op het plein", _in(20), [5])
    first = _ask(road, about, legal, question, road.contact)
    yield road.ago(47, 15)
    text = "Het kan zo. Neem wel op dat de gemeente de verzekering van vrijwilligers betaalt."
    sentence = "Het kan, als de verzekering van vrijwilligers erin staat."
    db.session.add(first.answer(Result.CONDITIONS, text, sentence))
    yield road.ago(45, 10)
    first.share(sentence, None, by=road.contact)
    yield road.ago(24, 9)
    traffic = _adviser(road, "Ruud Peters", "ruud.peters@lindendal.example")
    about = Asked("Verkeer en Openbare Ruimte", traffic.name, "laden en lossen op het plein", _in(16), [])
    second = _ask(road, about, traffic, "Kan er op zaterdagochtend worden gelost?", road.contact)
    yield road.ago(7, 8)
    second.fall_silent()


def _of_a_collective(road: "Road") -> Story:
    """The collective asks its umbrella; decisions of the municipality stand beside the text."""
    yield road.ago(80, 13)
    umbrella = _adviser(road, "Fatma Kaya", "fatma.kaya@buurthuizen-samen.example")
    question = "Lopen onze vrijwilligers gevaar als de keuken open is zonder beheerder?"
    about = Asked("Buurthuizen Samen", umbrella.name, "open keuken met vrijwilligers", _in(21), [])
    asked = _ask(road, about, umbrella, question, road.lead)
    yield road.ago(66, 16)
    text = "Nee, als er altijd iemand met een diploma sociale hygiëne bij is. Vraag de gemeente om de cursus."
    db.session.add(asked.answer(Result.CONDITIONS, text, ""))
    yield road.ago(30, 10)
    for facts in DECISIONS:
        days = {name: today() + timedelta(days=facts[name]) for name in ("decided_on", "ends_on")}
        LinkedDecision.link(road.agreement, by=road.contact, **facts | days)


def _ask(road: "Road", about: Asked, adviser: Person, question: str, by: Person) -> Opinion:
    brief = Opinion.ask(road.agreement, about, adviser, question, by=by)
    db.session.add(brief)
    db.session.flush()
    return brief.opinion


def _adviser(road: "Road", name: str, email: str) -> Person:
    return road.cast.join(name, email, is_shown=False)


def _in(days: int):
    return today() + timedelta(days=days)


DECISIONS: list[dict[str, Any]] = [
    {
        "kind": DecisionKind.GRANT, "title": "Subsidie voor de inrichting van de keuken",
        "reference": "S-0417", "holder": "Oostdorp aan Tafel", "legal_basis": "Awb 4:36",
        "decided_on": -20, "ends_on": 700,
    },
    {
        "kind": DecisionKind.EXECUTIVE, "title": "Pand in bruikleen geven", "reference": "B-1102",
        "holder": None, "legal_basis": "Gemeentewet 160", "decided_on": -12, "ends_on": 3650,
    },
]  # fmt: skip
TOLD: dict[str, Callable[["Road"], Story]] = {
    "palermo-037": _of_departments,
    "palermo-024": _of_a_collective,
}
