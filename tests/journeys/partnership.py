"""Who plays in the two years of Green Street, and what is within reach when somebody acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import select

from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.agreements.models import Agreement
from collab.cases.models import Case
from collab.clock import today
from collab.collectives.models import Collective
from collab.collectives.words import Ground, Kind, LegalForm, MemberRole
from collab.db import db
from collab.people.models import Person
from collab.people.words import Duty
from tests.journeys.years import Years

REPRESENTATIVES, MEMBER = ("Ana", "Art"), "Eli"
OFFICERS = {
    "Ben": Duty.OFFICER, "Dan": Duty.OFFICER, "Nia": Duty.OFFICER, "Tom": Duty.OFFICER,
    "Cor": Duty.COORDINATOR, "Mia": Duty.MANAGER, "Bea": Duty.MANDATE_HOLDER,
}  # fmt: skip
AFTERNOON = time(14)
BENCH, WATER, OPEN_DAY = "a bench at the entrance", "water in the garden", "an open afternoon"
HEDGE, SEEDS, BASKETS = "a plan for the hedge", "seed boxes", "leaf baskets"
MONEY, SHED = "garden money", "the tool shed"
STREET, TOWN = "C-1", "municipality"


def once(by: str, what: str, due_on: str, every: str = "once") -> dict:
    return {"by": by, "what": what, "amount": "", "unit": "", "due_on": due_on, "every": every, "until": ""}


def support(kind: str, what: str, starts_on: str, until: str, **more: str) -> dict:
    empty = {"amount": "", "unit": "", "successor": ""}
    return empty | {"by": TOWN, "kind": kind, "what": what, "starts_on": starts_on, "until": until} | more


TERMS: dict[str, Any] = {
    "A07": {
        "starts_on": None, "months": 24, "ends_on": None, "extensions": 1, "extension_months": 6,
        "opens_on": None,
    },
    "A09": [
        once(TOWN, BENCH, "2027-03-28"), once(TOWN, WATER, "2027-05-31", "quarterly"),
        once(STREET, OPEN_DAY, "2027-04-30", "quarterly"), once(STREET, HEDGE, "2027-10-31"),
        once(STREET, SEEDS, "2028-03-26"), once(TOWN, BASKETS, "2028-10-08"),
    ],
    "A10": [
        support("money", MONEY, "2027-04-01", "2028-12-31", amount="500", unit="euro"),
        support("space", SHED, "2027-03-10", "2029-02-28"),
    ],
    "A13": {"every": "yearly", "first_on": None},
    "A14": {"every": "half_yearly", "first_on": None, "answer_days": 28},
    "A26": {"notice_days": 120},
}  # fmt: skip


class Deed(NamedTuple):
    day: date
    clock: time
    act: Callable[[SimpleNamespace], None]


DEEDS: list[Deed] = []


def on(year: int, month: int, day: int, clock: time = AFTERNOON) -> Callable:
    """On this day somebody does this."""

    def register(act: Callable) -> Callable:
        DEEDS.append(Deed(date(year, month, day), clock, act))
        return act

    return register


def register_everyone() -> None:
    """As the register stands before they meet."""
    people = {name: Person.join(name, address_of(name), "en") for name in (*REPRESENTATIVES, MEMBER)}
    officers = {name: Person.join(name, address_of(name), "en") for name in OFFICERS}
    db.session.add_all([*people.values(), *officers.values()])
    for name, duty in OFFICERS.items():
        if duty != Duty.MANDATE_HOLDER:
            officers[name].appoint(duty, by=None)
    db.session.flush()
    ana = people["Ana"]
    street = Collective.register(STREET, "Green Street", Kind.ASSOCIATION, LegalForm.ASSOCIATION, by=ana)
    db.session.add(street)
    street.admit(people["Art"], MemberRole.REPRESENTATIVE, by=ana)
    street.admit(people[MEMBER], MemberRole.READER, by=ana)
    dates = {"starts_on": today()}
    street.give_authority(ana, Ground.MINUTES, reference="meeting of January", by=ana, **dates)
    limits = {"heaviest": Weight.LIGHT, "max_months": 48, "max_amount": 10_000}
    db.session.add(Mandate.give(officers["Bea"], "head of green", "decision 7", by=None, **limits, **dates))


def address_of(name: str) -> str:
    return f"{name.lower()}@town.example"


def within_reach() -> SimpleNamespace:
    """Everybody by name, the cooperation, its agreement and what was promised."""
    people = {person.name.lower(): person for person in db.session.scalars(select(Person))}
    case = db.session.scalar(select(Case))
    promises = {promise.what: promise for promise in case.promises} if case else {}
    return SimpleNamespace(
        **people, street=db.session.scalar(select(Collective)), case=case, promises=promises,
        agreement=db.session.scalar(select(Agreement)),
    )  # fmt: skip


@contextmanager
def deed(house: Years) -> Iterator[SimpleNamespace]:
    with house.deed():
        yield within_reach()
