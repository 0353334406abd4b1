"""Two name a successor at the same moment: one of them counts, and nobody is overwritten unseen."""

from datetime import timedelta

import pytest

from collab.cases.models import Case, ContactRole
from collab.clock import today
from collab.db import db
from collab.people.words import Duty
from collab.relay.leaving import look_after
from tests.racing import app, at_once, open_case, past, session, times

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20


@pytest.fixture
def leaving(cast, town, session):
    cast.ben.appoint(Duty.COORDINATOR, by=None)

    def make(number: int) -> Case:
        case = open_case(number, cast)
        [place] = [one for one in case.contacts if one.role == ContactRole.CONTACT]
        place.ends_on = today() + timedelta(days=5)
        look_after(case)
        session.commit()
        return case

    return make


def test_of_two_successors_named_at_once_one_counts(cast, town, leaving, at_once):
    for number in range(ROUNDS):
        case = leaving(number)
        address = f"/cases/{case.ref}/hand-overs/1"
        named = [(cast.ben, town.dee), (town.coos, cast.bea)]
        acts = [(who, "successor", {"person": to.id, "seen": "0"}) for who, to in named]
        assert at_once(address, *acts) == [303, 409]
        db.session.refresh(case)
        [relay] = case.relays
        assert relay.successor in {town.dee, cast.bea}
        assert times("relay.named", case) == 1
