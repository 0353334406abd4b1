"""The people of Lindendal: who they are, and how to sign in as each of them."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import select

from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.clock import today
from collab.db import db
from collab.people.models import Person
from collab.people.words import Duty

# Of invented people, at addresses that cannot exist; nothing but `examples load` sets it.
PASSWORD = "samen-lindendal-2026"
TOWN = "lindendal.example"
TRY_FIRST = ("Giovanni Pinas", "Karin de Boer", "Noor Verbeek")
OFFICE = {
    "Noor Verbeek": (Duty.INTEGRAL_TEAM, Duty.COORDINATOR),
    "Stef Wouters": (Duty.ADMINISTRATOR,),
    "Marleen de Groot": (Duty.MANDATE_HOLDER, Duty.MANAGER),
    "Pieter Hoekstra": (Duty.MANDATE_HOLDER,),
}
MANDATES = {
    "Marleen de Groot": ("afdelingshoofd Leefomgeving", "Mandaatbesluit 2023-31, artikel 4", 50_000),
    "Pieter Hoekstra": ("wethouder Samenleving en Vastgoed", "Machtiging van de burgemeester M-0031", None),
}


class Line(NamedTuple):
    name: str
    what: str
    email: str


class Cast:
    """Everybody by name. People of a collective come when it does, the municipality's are there before."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.hashed: str | None = None

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def join(self, name: str, email: str, is_shown: bool = True) -> Person:
        """Who is shown in the list can sign in with the password; the others ask for a link by mail."""
        person = self.people[name] = Person.join(name, email)
        db.session.add(person)
        db.session.flush()
        if is_shown:
            self._give_password(person)
        return person

    def _give_password(self, person: Person) -> None:
        """Hashing is slow on purpose, so the one password of all these people is hashed once."""
        if self.hashed is None:
            person.set_password(PASSWORD, by=person)
            self.hashed = person.password_hash
        else:
            person.password_hash = self.hashed
            person.record("password_set", person)

    def staff(self, specs: list[dict[str, Any]]) -> None:
        for name in _officers(specs):
            person = self.join(name, address(name, TOWN))
            for duty in OFFICE.get(name, (Duty.OFFICER,)):
                person.appoint(duty, by=None)
        for name, (capacity, reference, amount) in MANDATES.items():
            limits = {"heaviest": Weight.COMPLEX, "max_months": None, "max_amount": amount}
            Mandate.give(self[name], capacity, reference, by=None, starts_on=today(), **limits)


def lines(specs: list[dict[str, Any]]) -> list[Line]:
    """The people of the examples who are here, those to try first on top."""
    here = set(db.session.scalars(select(Person.email).where(Person.left_at.is_(None))))
    known = [line for line in (*_representatives(specs), *_staff(specs)) if line.email in here]
    first = [line for name in TRY_FIRST for line in known if line.name == name]
    return [*first, *(line for line in known if line not in first)]


def address(name: str, domain: str) -> str:
    return f"{plain(name, '.')}@{domain}"


def domain_of(party: str) -> str:
    """A name without a letter that fits in an address gets a digest of itself."""
    return f"{plain(party, '-')[:60].strip('-') or sha256(party.encode()).hexdigest()[:12]}.example"


def plain(text: str, joint: str) -> str:
    """In letters that fit in an address: İ and ö lose what is above them, ı becomes i."""
    letters = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ß", "ss"))
    words = re.findall(r"[a-z0-9]+", letters.encode("ascii", "ignore").decode().lower())
    return joint.join(words)


def _representatives(specs: list[dict[str, Any]]) -> Iterator[Line]:
    for party in (party for spec in specs for party in spec["parties"]):
        for person in party["people"]:
            if person["role"] == "representative":
                email = address(person["name"], domain_of(party["name"]))
                yield Line(person["name"], f"representative of {party['name']}", email)


def _staff(specs: list[dict[str, Any]]) -> Iterator[Line]:
    for name in _officers(specs):
        parts = [
            part for part in ("contact", "deputy") if any(s["municipality"][part] == name for s in specs)
        ]
        duties = [duty.replace("_", " ") for duty in OFFICE.get(name, (Duty.OFFICER,))]
        what = " and ".join(parts or duties).replace("contact", "contact person")
        yield Line(name, f"civil servant, {what}", address(name, TOWN))


def _officers(specs: list[dict[str, Any]]) -> list[str]:
    named = (spec["municipality"][role] for spec in specs for role in ("contact", "deputy", "signatory"))
    return list(dict.fromkeys([*OFFICE, *filter(None, named)]))
