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


def test_the_least_that_an_agreement_can_say_is_enough(load):
    parties = [{"role": "municipality", "name": "Here"}, {"role": "anyone", "name": "We"}]
    school = [parties[0], {"role": "anyone", "name": "School 1", "kind": "public school"}]
    person = [parties[0], {"role": "anyone", "name": "One resident", "kind": "natural person"}]
    odd = {
        "duration": {"text": "2025-2021, for 99999 months", "extension_events": ["9999-month extension"]},
        "exit": ["suspended with 99999 hours' notice", "withdraw"],
        "support": ["EUR 1.000.000.000,50", "<script>alert(1)</script>", "\u202eesrever"],
        "reporting": {"frequency": "none"},
    }
    least = {"a": parties, "b": school, "c": person, "d": parties}
    pacts = [{"id": key, "name": f"Least {key}", "parties": who} for key, who in least.items()]
    told = load({"pacts": [*pacts[:3], pacts[3] | odd]})
    assert told.output.splitlines() == [f"loaded: {key}, Least {key}" for key in least]


def test_two_names_that_read_the_same_in_an_address_are_two_parties(load, pacts):
    pact = pacts["pacts"][1]
    pact["parties"] += [{"role": "proponent", "name": name} for name in ("Edilsama S r l", "緑の会")]
    assert load({"pacts": [pact]}).exit_code == 0
    assert len({person.email for person in db.session.scalars(select(Person))}) == len(pact["parties"]) + 1
