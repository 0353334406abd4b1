"""Both sides act on one promise at the same moment, each over a connection of their own."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from collab.clock import today
from collab.db import db
from collab.history import Event
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.words import State
from tests.racing import app, at_once, past, session

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20


@pytest.fixture
def given(cast, case, session):
    def given(*verbs: str) -> Promise:
        made = Promise.write(case, State.ASKED, "water", by=cast.ana, side=Side.MUNICIPALITY)
        made.promise(today() + timedelta(9), by=cast.ben)
        for verb in verbs:
            getattr(made, verb)(by=cast.ben)
        session.commit()
        return made

    return given


def times(promise: Promise, name: str) -> int:
    mine = (Event.name == f"promise.{name}", Event.data["promise"].astext == promise.ref)
    return db.session.scalar(select(func.count()).where(*mine))


def test_received_and_not_received_at_once_is_one_of_both(cast, given, at_once):
    for _round in range(ROUNDS):
        promise = given("deliver")
        answers = at_once(
            f"/promises/{promise.ref}",
            (cast.ana, "confirmation", {}),
            (cast.ana, "contest", {"words": "dry"}),
        )
        assert max(answers) < 500
        # What was contested first may still be received after all; what was received is not contested.
        told = times(promise, "confirmed"), times(promise, "contested")
        assert (promise.state, told) in [
            (State.CONFIRMED, (1, 0)),
            (State.CONFIRMED, (1, 1)),
        ]


def test_delivering_and_letting_go_at_once_is_one_of_both(cast, given, at_once):
    for _round in range(ROUNDS):
        promise = given()
        answers = at_once(
            f"/promises/{promise.ref}",
            (cast.ben, "delivery", {}),
            (cast.ana, "release", {"words": "thank you"}),
        )
        assert (answers[0], answers[1] < 500) == (303, True)
        told = times(promise, "delivered"), times(promise, "released")
        assert (promise.state, told) in [(State.DELIVERED, (1, 0)), (State.RELEASED, (0, 1))]
        waits = [d for d in promise.case.deadlines if d.met_on is None and promise.ref in d.key]
        assert len(waits) == (promise.state == State.DELIVERED)
