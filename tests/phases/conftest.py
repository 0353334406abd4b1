"""Ana represents Green Street, Ali reads along; Ben is contact person, Noor keeps the menu, Cyd is away."""

from datetime import timedelta

import pytest

from collab.clock import today
from collab.people.words import Duty
from collab.phases.models import PhaseProposal, Wanted
from collab.phases.words import Phase
from tests.agreements.conftest import as_, case, cast, make, somebody

__all__ = ["as_", "case", "cast", "make"]
HERE = "/cases/LD-1/phase"
FORM = {"phase": "forming", "reason": "We know how we decide.", "seen": "0", "activity": ""}


@pytest.fixture
def noor(session):
    """Of the integral team, and its coordinator."""
    return somebody("Noor", Duty.INTEGRAL_TEAM, Duty.COORDINATOR)


@pytest.fixture
def enter(case, cast, session):
    """Ana proposes and Ben agrees, so many days ago."""

    def enter(phase: Phase, days: int = 0, activity: str = "") -> PhaseProposal:
        wanted = Wanted(phase, today() - timedelta(days), f"We see it: {phase}.", activity)
        proposal = PhaseProposal.make(case, cast.street, wanted, seen=0, by=cast.ana)
        session.add(proposal)
        session.flush()
        proposal.agree(by=cast.ben)
        session.flush()
        return proposal

    return enter


def proposes(browser, collective="C-1", **more):
    given = FORM | {"since": today().isoformat()} | more
    return browser.post(f"{HERE}/{collective}/proposal", data=given)
