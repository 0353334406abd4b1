"""Two act on one proposal at the same moment, each over a connection of their own: one outcome."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from collab.cases.models import Case
from collab.clock import today
from collab.db import db
from collab.history import Event
from collab.people.words import Duty
from collab.phases.models import PhasePeriod, PhaseProposal, Wanted
from collab.phases.talking import Moment
from collab.phases.words import Outcome, Phase
from tests.agreements.conftest import somebody
from tests.racing import app, at_once, past, session

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20
HERE = "/cases/LD-1/phase"


@pytest.fixture
def eve(session):
    """Speaks for the municipality too."""
    eve = somebody("Eve", Duty.INTEGRAL_TEAM)
    session.commit()
    return eve


@pytest.fixture
def lay(case, cast, session):
    """A proposal of Ana, another phase each time."""

    def lay(number: int) -> PhaseProposal:
        wanted = Wanted((Phase.IDEA, Phase.FORMING)[number % 2], today(), "So we see it.")
        proposal = PhaseProposal.make(case, cast.street, wanted, seen=0, by=cast.ana)
        session.add(proposal)
        session.commit()
        return proposal

    return lay


def count(*where) -> int:
    return db.session.scalar(select(func.count()).where(*where))


def test_two_of_one_side_agree_and_it_is_entered_once(lay, cast, eve, at_once):
    for number in range(ROUNDS):
        door = f"proposals/{lay(number).id}/agreement"
        assert at_once(HERE, (cast.ben, door, {}), (eve, door, {})) == [303, 409]
        assert count(Event.name == "collective.entered_phase") == number + 1
        assert count(PhasePeriod.ends_on.is_(None), PhasePeriod.collective_id == cast.street.id) == 1


def test_agreeing_against_taking_it_back(lay, cast, session, at_once):
    for number in range(ROUNDS):
        proposal = lay(number)
        doors = [(cast.ben, "agreement"), (cast.ana, "withdrawal")]
        acts = [(person, f"proposals/{proposal.id}/{door}", {}) for person, door in doors]
        before = len(cast.street.phases)
        first, second = at_once(HERE, *acts)
        if proposal.outcome == Outcome.WITHDRAWN:
            assert (first, second) == (303, 409)
            assert len(cast.street.phases) == before
            lay(number).agree(by=cast.ben)
            session.commit()
        else:
            assert (first, second, proposal.outcome) == (303, 409, Outcome.AGREED)
            assert len(cast.street.phases) == before + 1


def test_both_sides_propose_in_two_cooperations(case, cast, session, at_once):
    other = Case.open("LD-2", cast.street, by=cast.ana, title="Kitchen", about="Cooking together.")
    other.take(cast.ben)
    session.add(other)
    session.commit()
    form = {"phase": "idea", "reason": "So we see it.", "since": today().isoformat(), "seen": "0"}
    for number in range(4):
        acts = [(cast.ana, "LD-1/phase/C-1/proposal", form), (cast.ben, "LD-2/phase/C-1/proposal", form)]
        assert at_once("/cases", *acts) == [303, 409]
        lying = session.scalars(select(PhaseProposal).where(PhaseProposal.outcome == Outcome.OPEN)).one()
        lying.withdraw(by=lying.made_by)
        session.commit()
        assert count(PhaseProposal.id.is_not(None)) == number + 1


def test_one_moment_noted_in_two_cooperations_stands_there_once(case, cast, session, at_once):
    other = Case.open("LD-2", cast.street, by=cast.ana, title="Kitchen", about="Cooking together.")
    other.take(cast.ben)
    session.add(other)
    session.commit()
    for number in range(ROUNDS):
        form = {"kind": "first_paid", "on": (today() - timedelta(days=number)).isoformat(), "note": ""}
        acts = [(cast.ana, "LD-1/phase/C-1/moment", form), (cast.ben, "LD-2/phase/C-1/moment", form)]
        assert at_once("/cases", *acts) == [303, 409]
        assert count(Moment.id.is_not(None)) == number + 1
