"""Beside an article, what is most like this case comes first, and the drawer says in what it is alike."""

import re

import pytest
from sqlalchemy import event

from collab.agreements.lifecycle import PartyRole, Weight
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.cases.models import Case
from collab.collectives.models import Collective
from collab.collectives.words import Kind, LegalForm
from collab.db import db

from .conftest import NOTICE, own, propose


@pytest.fixture
def elsewhere(cast, session, explained):
    """An earlier case of these kinds of collectives, with its own notice and a reason for it."""

    def elsewhere(title: str, *kinds: Kind, place: str, weight: Weight = Weight.LIGHT) -> Agreement:
        number = session.query(Case).count() + 50
        groups = [
            Collective.register(f"C-{number}{i}", f"{title} {i}", kind, LegalForm.ASSOCIATION, by=cast.cyd)
            for i, kind in enumerate(kinds)
        ]
        session.add_all(groups)
        with session.no_autoflush:
            about = {"title": title, "about": title, "neighbourhood": place}
            case = Case.open(f"LD-{number}", groups[0], by=cast.cyd, **about)
            case.take(cast.ben)
            session.add(case)
        for group in groups[1:]:
            case.involve(group, cast.cyd)
        session.flush()
        agreement = Agreement.draft(case, weight, "en", by=cast.cyd)
        session.add(agreement)
        session.flush()
        propose(agreement, 13, own("A26", NOTICE), cast.cyd)
        explained(agreement, "A26", cast.cyd, officer=cast.ben, summary=f"{title} has a long notice.")
        return agreement

    return elsewhere


def rows(as_, person, garden) -> list[str]:
    html = as_(person).get(f"/agreements/{garden.ref}/articles/13").text
    drawer = html.split("How was this decided before?")[1].split("</details>")[0]
    found = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in drawer.split("<li>")[1:]]
    return [re.search(r"(\w+) has a long notice", row)[1] + ": " + alike_in(row) for row in found]


def alike_in(row: str) -> str:
    return re.search(r"The same as here: ([^.]+)\.", row)[1]


def test_the_most_like_comes_first_and_says_in_what(as_, cast, garden, elsewhere):
    garden.case.neighbourhood = "Riverside"
    elsewhere("Orchard", Kind.ASSOCIATION, place="riverside")
    elsewhere("Hall", Kind.ASSOCIATION, place="Hill")
    elsewhere("Square", Kind.SCHOOL, place="Riverside", weight=Weight.COMPLEX)
    elsewhere("Yard", Kind.SCHOOL, place="Hill", weight=Weight.COMPLEX)
    for person in (cast.ana, cast.ben):
        assert rows(as_, person, garden) == [
            "Orchard: topic, size, neighbourhood, kind of party",
            "Hall: topic, size, kind of party",
            "Square: topic, neighbourhood",
            "Yard: topic",
        ]


def test_every_collective_of_a_case_counts_not_only_the_first(as_, cast, garden, elsewhere):
    elsewhere("Orchard", Kind.SCHOOL, Kind.ASSOCIATION, place="Hill")
    elsewhere("Hall", Kind.SCHOOL, place="Hill")
    assert rows(as_, cast.ben, garden) == ["Orchard: topic, size, kind of party", "Hall: topic, size"]
    page = as_(cast.ben).get("/tailoring/decisions?kind=association").text
    assert ("Orchard" in page, "Hall" in page) == (True, False)


def test_so_does_every_collective_of_this_case(as_, cast, garden, elsewhere):
    elsewhere("Orchard", Kind.INFORMAL_GROUP, place="Hill")
    assert rows(as_, cast.ben, garden) == ["Orchard: topic, size"]
    garden.parties.append(Party(role=PartyRole.COLLECTIVE, collective=cast.other))
    assert rows(as_, cast.ben, garden) == ["Orchard: topic, size, kind of party"]


def test_without_a_neighbourhood_no_place_is_alike(as_, cast, garden, elsewhere):
    garden.case.neighbourhood = None
    elsewhere("Orchard", Kind.ASSOCIATION, place="Hill").case.neighbourhood = None
    assert rows(as_, cast.ben, garden) == ["Orchard: topic, size, kind of party"]


def test_more_cases_ask_no_more_of_the_database(as_, cast, garden, elsewhere):
    def statements() -> int:
        db.session.commit()
        seen = []
        event.listen(db.engine, "before_cursor_execute", note := lambda *told: seen.append(told[2]))
        as_(cast.ben).get(f"/agreements/{garden.ref}/articles/13")
        event.remove(db.engine, "before_cursor_execute", note)
        return len(seen)

    elsewhere("Orchard", Kind.ASSOCIATION, place="Hill")
    statements()
    one = statements()
    assert one > 5
    for title in ("Hall", "Square", "Yard"):
        elsewhere(title, Kind.SCHOOL, Kind.ASSOCIATION, place="Hill")
    assert statements() == one
