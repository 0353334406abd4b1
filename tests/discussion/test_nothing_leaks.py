"""What one side says among itself is found nowhere on the other side, by whoever looks."""

import pytest

from collab.people.words import Duty
from tests.agreements.conftest import somebody
from tests.round import react

from .crawl import in_history, leaks, met_by, on_paper, things_of

OURS, THEIRS, BETWEEN, SHARED = "pelican", "walrus", "heron", "Three years"
MOMENTS = ["proposed", "begun"]


@pytest.fixture
def staff(cast, session):
    """Everyone of the municipality: also an administrator, and somebody who is in the collective as well."""
    duties = {"Adm": Duty.ADMINISTRATOR, "Int": Duty.INTEGRAL_TEAM, "Nel": Duty.OFFICER}
    made = [somebody(name, duty) for name, duty in duties.items()]
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
def test_everyone_finds_what_is_for_them_and_nothing_else(spoken, app, as_, cast, staff):
    """Once through the house per person; the last column keeps the search itself honest."""
    ben, bea, adm, int_, nel = staff
    every, known = [OURS, THEIRS, BETWEEN, SHARED], things_of(spoken)
    rules = {
        cast.ana: ([THEIRS], [OURS, BETWEEN]),
        cast.ali: ([THEIRS, BETWEEN], [OURS]),
        ben: ([OURS], [THEIRS, BETWEEN]),
        bea: ([OURS, BETWEEN], [THEIRS]),
        int_: ([OURS, BETWEEN], [THEIRS]),
        adm: ([OURS, THEIRS, BETWEEN], []),
        nel: ([OURS, BETWEEN], [THEIRS]),  # in the collective too, but speaks for the municipality
        cast.cyd: (every, []),
    }
    for person, (never, always) in rules.items():
        found = met_by(app, as_, person, spoken, every, known)
        assert [where for where in found if where.endswith(tuple(f": {word}" for word in never))] == []
        article = f"{person.name} /agreements/{spoken.ref}/articles/7"
        assert all(f"{article}: {word}" in found for word in always)
        assert not always or any("/revisions: " in where for where in found)
    assert in_history(every) == []


@pytest.mark.parametrize("spoken", MOMENTS[1:], indirect=True)
def test_nothing_of_it_gets_on_paper(spoken, app, as_, cast):
    assert leaks(app, as_, [cast.ben], spoken, [OURS]) == []
    assert on_paper(spoken, [OURS, THEIRS, BETWEEN]) == []
