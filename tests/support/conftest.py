"""The cast of the agreement: Ana, Ali and Ben are on the case, Bea holds the mandate, Cyd is a stranger."""

from datetime import timedelta

import pytest

from collab.clock import today
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.words import State
from tests.agreements.conftest import as_, case, cast, make

__all__ = ["as_", "case", "cast", "make"]

SOON = today() + timedelta(days=10)
WALKED = {
    State.PROMISED: "promise",
    State.UNDER_WAY: "promise start",
    State.DELIVERED: "promise deliver",
    State.CONFIRMED: "promise deliver confirm",
    State.CONTESTED: "promise deliver contest",
    State.DECLINED: "decline",
    State.RELEASED: "promise release",
}


@pytest.fixture
def promise(case, cast, session):
    """Walks a line of the municipality to a state by the real verbs."""

    def promise(state=State.PROMISED, side=Side.MUNICIPALITY, **facts) -> Promise:
        asker, doer = (cast.ana, cast.ben) if side == Side.MUNICIPALITY else (cast.ben, cast.ana)
        party = cast.street if side == Side.COLLECTIVE else None
        first = State.OFFERED if state == State.OFFERED else State.ASKED
        facts = {"side": side, "collective": party} | facts
        made = Promise.write(case, first, "water at the greenhouse", by=asker, **facts)
        session.add(made)
        session.flush()
        verbs = {
            "promise": lambda: made.promise(SOON, by=doer),
            "start": lambda: made.start(by=doer),
            "deliver": lambda: made.deliver(by=doer),
            "confirm": lambda: made.confirm(by=asker),
            "contest": lambda: made.contest("the tap is dry", by=asker),
            "decline": lambda: made.decline("no water there", "a tank", by=doer),
            "release": lambda: made.release("thank you", by=asker),
        }
        for verb in WALKED.get(state, "").split():
            verbs[verb]()
        session.flush()
        return made

    return promise
