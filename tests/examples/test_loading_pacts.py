"""A file adds what does not stand here yet, all of it or nothing."""

from sqlalchemy import func, select

from collab.cases.models import Case
from collab.db import db
from collab.history import Event
from collab.people.models import Person


def counts() -> list[int]:
    kinds = (Person, Case, Event)
    return [db.session.scalar(select(func.count()).select_from(kind)) for kind in kinds]


def test_what_is_new_in_a_file_is_added_to_what_stands(load, pacts):
    first, *rest = pacts["pacts"]
    load({"pacts": [first]})
    assert load({"pacts": [first, *rest[:1]]}).output.splitlines() == [
        f"stands already: {first['id']}, {first['name']}",
        f"loaded: {rest[0]['id']}, {rest[0]['name']}",
    ]


def test_a_file_with_one_mistake_loads_nothing(load, pacts):
    before = counts()
    pacts["pacts"][8]["duration"] = {"months": -1}
    refused = load(pacts)
    assert refused.exit_code == 1
    assert "pacts[8].duration.months: must be a whole number above 0" in refused.output
    assert "Traceback" not in refused.output
    assert counts() == before


def test_two_names_that_read_the_same_in_an_address_are_two_parties(load, pacts):
    pact = pacts["pacts"][1]
    pact["parties"] += [{"role": "proponent", "name": name} for name in ("Edilsama S r l", "緑の会")]
    assert load({"pacts": [pact]}).exit_code == 0
    assert len({person.email for person in db.session.scalars(select(Person))}) == len(pact["parties"]) + 1
