"""The ledger of a few cooperations, with every state a promise can be in."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from collab.clock import months_after, today
from collab.db import db
from collab.people.words import Side
from collab.support.kinds import Detail, Measure, Role
from collab.support.models import Promise
from collab.support.said import SaidPromise
from collab.support.words import CarriesOn, Sort, State

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road


def promise_each_other(road: "Road") -> Story:
    tell = TOLD.get(road.spec["source"])
    if tell:
        yield from tell(road)


def _of_the_roof_park(road: "Road") -> Story:
    """Questions and offers of either side beside the agreement, at every point of their way."""
    yield road.ago(75, 10)
    ours, theirs = road.contact, road.lead
    coach = _ask(road, "Coach voor de opvolging van de coördinator", Sort.GUIDANCE, Detail.COACH)
    coach.quantity, coach.measure = Decimal(40), Measure.HOURS
    cart = _ask(road, "Aanhanger voor tuinafval op zaterdag", Sort.MATERIALS, Detail.TOOLS)
    shed = _ask(road, "Een tweede berging bij de trap", Sort.SPACE, Detail.FIXED_PLACE)
    money = _ask(road, "Coördinatie voor drie jaar", Sort.MONEY, Detail.COORDINATION)
    money.quantity, money.measure, money.until = Decimal(27000), Measure.EUROS, months_after(today(), 32)
    meeting = _offer(road, "Zaal voor bewonersavonden", Sort.SPACE, theirs)
    yield road.ago(68, 14)
    coach.promise(today() + timedelta(20), by=ours, role=Role.RESPONSIVE)
    cart.promise(today() + timedelta(25), by=ours)
    budget = {"budget_line": "6.2 Wijkkracht", "budget_holder": "Afdeling Wijken", "role": Role.PERFORMING}
    money.promise(today() + timedelta(30), by=ours, **budget)
    shed.decline(
        "De trap is een vluchtweg. Daar mag niets vast staan.",
        "In de kelder van de buurtschool is een ruimte van 12 m² vrij.", by=ours,
    )  # fmt: skip
    meeting.promise(today() + timedelta(12), by=ours)
    yield road.ago(50, 9)
    coach.deliver(by=ours)
    meeting.start(by=theirs)
    yield road.ago(47, 16)
    coach.confirm(by=theirs)
    coach.use(Decimal(12), today(), "Drie gesprekken met het bestuur", by=theirs)
    meeting.release("Dank u wel. De nieuwe zaal van de school is dichterbij.", by=ours)
    yield from _last_weeks(road, cart, money)


def _last_weeks(road: "Road", cart: Promise, money: Promise) -> Story:
    ours, theirs = road.contact, road.lead
    yield road.ago(40, 11)
    cart.deliver(by=ours)
    yield road.ago(38, 10)
    cart.contest("Op zaterdag stond er geen aanhanger bij de poort.", by=theirs)
    yield road.ago(36, 9)
    cart.answer("De aanhanger was stuk. Kunnen wij een andere dag afspreken?", again=False, by=ours)
    money.start(by=ours)
    yield road.ago(30, 13)
    folder = _offer(road, "Folder over het park in vier talen", Sort.COMMUNICATION, ours)
    _ask(road, "Hulp bij nieuwe statuten", Sort.ADMINISTRATIVE, Detail.LEGAL_FORM)
    yield road.ago(27, 15)
    folder.decline("Wij maken liever zelf een folder, met de kinderen van de school.", None, by=theirs)
    _said(road, theirs, ours.name, None, "Een bord met openingstijden bij de ingang").share(by=theirs)
    yield road.ago(12, 10)
    cart.ask_new_day(today() + timedelta(24), "Dan is de reparatie klaar.", by=ours)
    _offer(road, "Cursus snoeien, acht plaatsen", Sort.TRAINING, ours)
    yield road.ago(4, 16)
    _said(road, ours, theirs.name, road.parties[0], "Foto's van de opening voor de wijkkrant")


def _of_the_square(road: "Road") -> Story:
    """The municipality asks as well, and decides in time who carries on."""
    yield road.ago(60, 10)
    ours, theirs = road.contact, road.lead
    tour = Promise.write(
        road.case, State.ASKED, "Rondleiding voor nieuwe raadsleden", by=ours, side=Side.COLLECTIVE,
        collective=road.parties[0], sort=Sort.NETWORKS, detail=Detail.TEACHING,
    )  # fmt: skip
    power = _ask(road, "Stroom op het plein bij bijeenkomsten", Sort.SPACE, Detail.UTILITIES)
    yield road.ago(54, 11)
    tour.promise(today() + timedelta(14), by=theirs)
    power.promise(today() + timedelta(21), by=ours, until=months_after(today(), 6), role=Role.LAWFUL)
    yield road.ago(30, 9)
    power.deliver(by=ours)
    yield road.ago(28, 12)
    power.confirm(by=theirs)
    tour.deliver(by=theirs)
    yield road.ago(6, 10)
    power.carry_on(CarriesOn.SUCCESSOR, "Beheer Openbare Ruimte", None, by=ours)


def _ask(road: "Road", what: str, sort: Sort, detail: Detail) -> Promise:
    facts: dict[str, Any] = {"side": Side.MUNICIPALITY, "sort": sort, "detail": detail}
    return Promise.write(road.case, State.ASKED, what, by=road.lead, **facts)


def _offer(road: "Road", what: str, sort: Sort, by: Any) -> Promise:
    party = None if by.is_officer else road.parties[0]
    facts: dict[str, Any] = {"side": by.side, "collective": party, "sort": sort}
    return Promise.write(road.case, State.OFFERED, what, by=by, **facts)


def _said(road: "Road", writer: Any, who: str, party: Any, what: str) -> SaidPromise:
    facts: dict[str, Any] = {"side": Side.COLLECTIVE if party else Side.MUNICIPALITY, "collective": party}
    facts |= {"said_by": who, "said_on": today(), "due_on": today() + timedelta(40)}
    said = SaidPromise.write(road.case, what, by=writer, **facts)
    db.session.flush()
    return said


TOLD: dict[str, Callable[["Road"], Story]] = {
    "rotterdam-dakpark": _of_the_roof_park,
    "palermo-004": _of_the_square,
}
