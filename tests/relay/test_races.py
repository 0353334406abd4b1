"""Two name a successor at the same moment: one of them counts, and nobody is overwritten unseen."""

from datetime import timedelta
from functools import partial

import pytest

from collab.cases.models import Case, ContactRole
from collab.clock import today
from collab.db import db
from collab.history import Event
from collab.history.reactions import react_to
from collab.people.models import Person
from collab.people.words import Duty
from collab.relay.leaving import look_after
from tests.agreements.conftest import somebody
from tests.racing import app, at_once, browser, clash, open_case, past, session, times, together

__all__ = ["app", "at_once", "clash", "past", "session"]
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


@pytest.fixture
def going(cast, session):
    """Kim is the contact person in two cooperations, and leaves."""

    def make(number: int) -> tuple[Person, list[Case]]:
        kim = somebody(f"Kim{number}", Duty.OFFICER)
        session.add(kim)
        cases = [open_case(2 * number + one, cast) for one in range(2)]
        for case in cases:
            case.appoint(ContactRole.CONTACT, kim, by=cast.ben)
        session.commit()
        return kim, cases

    return make


def test_ending_an_account_while_somebody_appoints_leaves_one_contact_person(cast, town, going, clash):
    for number in range(ROUNDS):
        kim, cases = going(number)
        heirs = {"everything": "0"} | {f"case_{case.id}": cast.bea.id for case in cases}
        taken = cases[number % 2]
        chosen = {"role": ContactRole.CONTACT, "person": town.dee.id}
        ended, appointed = clash(
            (town.stef, f"/people/{kim.id}/successors", heirs),
            (town.coos, f"/cases/{taken.ref}/contacts", chosen),
        )
        assert (ended, appointed) == (303, 303)
        assert not kim.is_active
        assert [len(contact_persons(case)) for case in cases] == [1, 1]
        assert cases[1 - number % 2].contact is cast.bea
        assert {relay.leaver for case in cases for relay in case.relays} >= {kim}


def test_the_worker_and_somebody_who_appoints_leave_one_contact_person(app, cast, town, going):
    for number in range(ROUNDS):
        kim, cases = going(number)
        kim.leave(by=town.stef)
        db.session.commit()
        left = kim.events[-1].id
        appoint = browser_of(app, town.coos, cases[0], town.dee)
        together(appoint, lambda left=left: work(app, left))
        db.session.expire_all()
        assert [len(contact_persons(case)) for case in cases] == [1, 1]


def browser_of(app, who, case, chosen):
    form = {"role": ContactRole.CONTACT, "person": chosen.id}
    return partial(browser(app, who).post, f"/cases/{case.ref}/contacts", data=form)


def work(app, number: int) -> None:
    """What the worker does when somebody left."""
    with app.app_context():
        react_to(db.session.get(Event, number))
        db.session.commit()


def contact_persons(case: Case) -> list[Person]:
    held = (one for one in case.contacts if one.role == ContactRole.CONTACT and one.is_current)
    return [one.person for one in held if not one.handed_over]
