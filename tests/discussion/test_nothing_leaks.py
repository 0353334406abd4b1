"""What one side says among itself is found nowhere on the other side, by whoever looks."""

import pytest

from collab.people.models import Person
from collab.people.words import Duty
from tests.round import react

from .crawl import leaks, on_paper

OURS, THEIRS, BETWEEN = "pelican", "walrus", "heron"
MOMENTS = ["proposed", "begun"]


@pytest.fixture
def staff(cast, session):
    """Everyone of the municipality: also an administrator, and somebody who is in the collective as well."""
    people = {"Adm": [Duty.ADMINISTRATOR], "Int": [Duty.INTEGRAL_TEAM], "Nel": [Duty.OFFICER]}
    made = []
    for name, duties in people.items():
        person = Person.join(name, f"{name.lower()}@town.example", "en")
        session.add(person)
        for duty in duties:
            person.appoint(duty, by=None)
        made.append(person)
    session.flush()
    cast.street.admit(made[-1], "editor", by=cast.ana)
    session.flush()
    return [cast.ben, cast.bea, *made]


@pytest.fixture
def spoken(make, cast, say, staff, session, request):
    """Every way to say something aside: a note, an answer, a change, one that is gone, one that is closed."""
    agreement = make(request.param)
    shared = say(agreement, cast.ana, "Three years would suit us.", shared=True, mentions=[cast.ben])
    for word, writer, mate in ((OURS, cast.ana, cast.ali), (THEIRS, cast.ben, cast.bea)):
        first = say(agreement, writer, f"The {word} agrees.", mentions=[mate])
        say(agreement, mate, f"Which {word}?", answers=first)
        say(agreement, writer, f"A {word} about what you said.", answers=shared)
        first.edit(f"The {word} agrees, I think.", seen=1, by=writer)
        say(agreement, writer, f"No {word}.").resolve(by=writer)
        say(agreement, writer, f"Old {word}.").remove(by=writer)
    say(agreement, cast.ana, f"The {BETWEEN} flies low.", reader=cast.ben)
    session.flush()
    react()
    session.flush()
    return agreement


@pytest.mark.parametrize("spoken", MOMENTS[:1], indirect=True)
def test_the_municipality_finds_nothing_of_the_collective(spoken, app, as_, staff):
    assert leaks(app, as_, staff, spoken, [OURS]) == []


@pytest.mark.parametrize("spoken", MOMENTS[1:], indirect=True)
def test_nothing_of_it_gets_on_paper(spoken, app, as_, cast):
    assert leaks(app, as_, [cast.ben], spoken, [OURS]) == []
    assert on_paper(spoken, [OURS, THEIRS, BETWEEN]) == []


@pytest.mark.parametrize("spoken", MOMENTS[:1], indirect=True)
def test_the_collective_finds_nothing_of_the_municipality(spoken, app, as_, cast):
    assert leaks(app, as_, [cast.ana, cast.ali], spoken, [THEIRS]) == []


@pytest.mark.parametrize("spoken", MOMENTS[:1], indirect=True)
def test_nobody_else_finds_what_is_between_two(spoken, app, as_, cast, staff):
    others = [cast.ali, *(person for person in staff[1:3])]
    assert leaks(app, as_, others, spoken, [BETWEEN]) == []


@pytest.mark.parametrize("spoken", MOMENTS[:1], indirect=True)
def test_people_of_another_collective_find_nothing_at_all(spoken, app, as_, cast):
    assert leaks(app, as_, [cast.cyd], spoken, [OURS, THEIRS, BETWEEN, "Three years"]) == []


@pytest.mark.parametrize("spoken", MOMENTS[:1], indirect=True)
def test_the_own_side_does_find_it(spoken, app, as_, cast):
    """Else the tests above could not fail."""
    article = f"/agreements/{spoken.ref}/articles/7"
    for person, words in ((cast.ali, [OURS]), (cast.ben, [THEIRS, BETWEEN])):
        found = leaks(app, as_, [person], spoken, words)
        assert all(f"{person.name} {article}: {word}" in found for word in words)
        assert any("/revisions: " in where for where in found)
