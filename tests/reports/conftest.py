"""Ana represents Green Street, Eva writes along, Ali reads; Ben is contact person, Cyd is elsewhere."""

import pytest

from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.clock import today
from collab.reports.models import Report, Told
from collab.support.words import Sort
from tests.agreements.conftest import TERMS, as_, case, cast, eva, make

__all__ = ["as_", "case", "cast", "eva", "make"]
SECRET = "We quarrelled about the shed."
TWO_YEARS = TERMS["A07"] | {"months": 24}
HERE = "/agreements/LD-1-1"
WORK = [
    {"by": "C-1", "what": "mowing the lawn", "amount": None, "unit": None, "due_on": None,
     "every": "once", "until": None},
]  # fmt: skip


@pytest.fixture
def agreement(make, session):
    """In force; a report every half year, answered within 14 days."""
    agreement = make("begun", A09=WORK, A07=TWO_YEARS)
    session.expire(agreement.case, ["promises"])
    return agreement


@pytest.fixture
def complexes(make, cast, session):
    limits = {"heaviest": Weight.COMPLEX, "max_months": 48, "max_amount": 10_000, "starts_on": today()}
    session.add(Mandate.give(cast.bea, "head of green", "decision 8", by=None, **limits))
    session.flush()
    return make("begun", Weight.COMPLEX, A09=WORK, A07=TWO_YEARS)


@pytest.fixture
def report(cast, session):
    """Walks a report of an agreement to a moment by the real verbs."""

    def report(agreement, moment: str = "begun") -> Report:
        promise = next(it for it in agreement.promises if it.sort == Sort.REPORT)
        it = Report.begin(promise, by=cast.ana)
        steps = {
            "written": lambda: it.write(Told(story=SECRET, public_story="We mowed."), 0, cast.ana),
            "submitted": lambda: it.submit(1, by=cast.ana),
            "answered": lambda: it.reply("We read it.", "We repair the shed.", "", by=cast.ben),
        }
        for name in [] if moment == "begun" else list(steps)[: list(steps).index(moment) + 1]:
            steps[name]()
        session.flush()
        return it

    return report


def writes(browser, number=1, seen=0, **typed):
    return browser.post(f"{HERE}/reports/{number}/text", data={"seen": seen} | typed)
