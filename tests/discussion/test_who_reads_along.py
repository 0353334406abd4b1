"""Who sees every cooperation reads what the municipality says among itself, and no more than that."""

import pytest

from collab.cases import policy as cases
from collab.discussion import queries
from collab.people.words import Duty
from tests.agreements.conftest import somebody


def texts_for(session, person, agreement) -> set[str]:
    return {note.text for note in session.scalars(queries.notes_for(person, agreement))}


@pytest.mark.parametrize("duty", [Duty.INTEGRAL_TEAM, Duty.COORDINATOR, Duty.MANAGER])
def test_they_read_what_the_team_reads_and_nothing_between_two(duty, talk, say, agreement, cast, session):
    say(agreement, cast.ben, "The heron stays between us.", reader=cast.bea)
    reads = texts_for(session, somebody("Max", duty), agreement)
    assert reads == {"The walrus has money for one year."}


def test_a_manager_reads_along_and_does_not_act(case):
    mia = somebody("Mia", Duty.MANAGER)
    for rule in (cases.write, cases.represent, cases.pause, cases.travel, cases.dispute):
        assert rule(mia, case)


@pytest.mark.parametrize("duty", [Duty.ADMINISTRATOR, Duty.OFFICER])
def test_whoever_looks_after_the_house_or_works_elsewhere_does_not_read_it(duty, talk, agreement, as_):
    page = as_(somebody("Max", duty)).get("/agreements/LD-1-1")
    assert page.status_code == 404
