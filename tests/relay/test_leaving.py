"""Whoever leaves: nothing stays behind without somebody who carries it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.agreements.mandate import Mandate
from collab.approvals.opinions import Asked, Opinion
from collab.cases.handing import tasks_of
from collab.cases.models import Case, ContactRole
from collab.cases.policy import OVER
from collab.cases.queries import visible_to
from collab.cases.speaking import Spokesperson
from collab.clock import at, now, today
from collab.collectives.words import MemberRole
from collab.deadlines import Deadline, Kind
from collab.history.reactions import react_to
from collab.people.models import Person
from collab.people.words import Side
from collab.relay.doing import without_a_carrier
from collab.relay.jobs import close_doors, look_after_places, warn_of_ends

from .reading import page_of


@pytest.fixture
def busy(case, make, cast, town, session):
    """Ben waits for advice, has a deputy, and a text is on the table."""
    agreement = make("drafted")
    about = {"subject": "trees", "due_on": today() + timedelta(days=9), "articles": []}
    session.add(Opinion.ask(agreement, Asked("Green", "Gus", **about), cast.cyd, "Trees?", by=cast.ben))
    case.appoint(ContactRole.DEPUTY, town.dee, by=cast.ben)
    Spokesperson.appoint(case, cast.street, ContactRole.DEPUTY, cast.ali, by=cast.ana)
    session.commit()
    return case


def orphans(session) -> list[str]:
    """Sides of running cooperations without anybody who is here, and open tasks of people who are gone."""
    found = []
    for case in session.scalars(select(Case).where(Case.stage.not_in(OVER))):
        for side in Side:
            if not case.people(side):
                found.append(f"{case.ref} {side}")
    gone = [p for p in session.scalars(select(Person)) if not belongs(p)]
    return found + [f"{task.code} of {person.name}" for person in gone for task in tasks_of(person)]


def belongs(person) -> bool:
    return person.is_active and (person.is_officer or any(one.is_current for one in person.memberships))


@pytest.mark.parametrize("name", ["ben", "dee", "ana", "ali", "bea"])
@pytest.mark.parametrize("way", ["account", "date"])
def test_after_anybody_leaves_nothing_has_only_ended_people(busy, cast, town, session, name, way):
    person = getattr(cast, name, None) or getattr(town, name)
    leave(person, way, town.stef)
    session.commit()
    with at(now() + timedelta(days=2)):
        look_after_places()
        assert orphans(session) == []


def leave(person, way, by) -> None:
    if way == "account":
        person.leave(by=by)
        for membership in person.memberships:
            membership.end(today(), by=by)
        return
    for term in [*person.posts, *person.memberships]:
        term.end(today() + timedelta(days=1), by=by)


def test_the_coordinator_hears_when_nobody_speaks_for_a_collective(case, cast, town, session, app):
    cast.street.memberships[0].end(today(), by=town.coos)
    cast.street.memberships[1].end(today(), by=town.coos)
    session.commit()
    with at(now() + timedelta(days=1)), app.test_request_context():
        look_after_places()
        assert [todo.note for todo in without_a_carrier(town.coos)] == ["Ana"]


def test_ending_an_account_first_shows_what_would_be_left(busy, cast, town, as_):
    address = f"/people/{cast.ben.id}/successors"
    shown = page_of(as_(town.stef), address)
    assert "Garden" in shown
    assert "Waits for the advice of" in shown
    answer = as_(town.stef).post(address, data={"everything": "0", f"case_{busy.id}": cast.bea.id})
    assert answer.status_code == 303
    assert busy.contact is cast.bea
    assert not cast.ben.is_active
    assert busy.relays[0].by_itself is False


def test_everything_goes_to_the_deputy_when_nobody_is_chosen(busy, cast, town, as_):
    address = f"/people/{cast.ben.id}/successors"
    as_(town.stef).post(address, data={"everything": "0", f"case_{busy.id}": "0"})
    assert busy.contact is town.dee
    assert busy.relays[0].by_itself


def test_pages_where_a_post_or_a_membership_ends_show_it_too(busy, cast, town, as_):
    post = f"/people/{cast.ben.id}/posts/{cast.ben.posts[0].id}/ending"
    assert "What Ben carries now" in page_of(as_(town.stef), post)
    [member] = [one for one in cast.street.memberships if one.person is cast.ana]
    membership = f"/collectives/C-1/members/{member.id}/ending"
    assert "Nobody else represents Green Street" in page_of(as_(town.coos), membership)


def test_a_representative_loses_every_door_on_the_day_after(busy, cast, town, session, as_):
    cast.street.memberships[1].change(MemberRole.REPRESENTATIVE, by=cast.ana)
    cast.street.memberships[0].end(today(), by=cast.ana)
    session.commit()
    ref = busy.agreement.ref
    doors = [
        f"/cases/{busy.ref}", f"/cases/{busy.ref}/people", f"/agreements/{ref}", f"/cases/{busy.ref}/support",
        "/collectives/C-1", "/collectives/C-1/members",
    ]  # fmt: skip
    assert {as_(cast.ana).get(door).status_code for door in doors[:3]} == {200}
    with at(now() + timedelta(days=1)):
        assert session.scalars(visible_to(cast.ana)).all() == []
        assert cast.ana not in busy.people()


def test_sessions_of_who_belongs_to_nothing_any_more_are_closed(busy, cast, town, session, as_):
    as_(cast.ana)
    as_(cast.ben)
    cast.street.memberships[0].end(today(), by=cast.ana)
    session.commit()
    with at(now() + timedelta(days=1)):
        close_doors()
        assert cast.ana.sessions == []
        assert len(cast.ben.sessions) == 1


def test_an_officer_whose_last_post_ended_hears_nothing_more(busy, cast):
    cast.ben.posts[0].end(today(), by=None)
    with at(now() + timedelta(days=1)):
        assert cast.ben not in busy.people()
        assert busy.contact is None


def test_the_end_of_an_authority_warns_until_another_takes_its_place(case, cast, session):
    cast.street.authorities[0].ends_on = today() + timedelta(days=70)
    session.commit()
    warn_of_ends()
    warn_of_ends()
    about = select(Deadline).where(Deadline.kind == Kind.AUTHORITY_ENDS)
    [told] = session.scalars(about).all()
    assert (told.case, told.side, told.met_on) == (case, Side.COLLECTIVE, None)
    dates = {"starts_on": today(), "ends_on": None}
    cast.street.give_authority(cast.ana, "minutes", reference="June", by=cast.ana, **dates)
    session.commit()
    warn_of_ends()
    assert told.met_on == today()


def test_a_mandate_that_is_taken_back_warns_at_once(make, cast, session):
    agreement = make("frozen")
    session.commit()
    warn_of_ends()
    told = select(Deadline).where(Deadline.kind == Kind.MANDATE_ENDS)
    assert session.scalars(told).all() == []
    [mandate] = session.scalars(select(Mandate)).all()
    mandate.revoke(by=cast.bea)
    session.commit()
    warn_of_ends()
    assert [it.agreement for it in session.scalars(told)] == [agreement]


def test_the_worker_carries_on_at_once(busy, cast, town, session):
    cast.ben.leave(by=town.stef)
    session.commit()
    [event] = [one for one in cast.ben.events if one.name == "person.left"]
    react_to(event)
    react_to(event)
    assert busy.contact is town.dee
    assert [relay.leaver for relay in busy.relays] == [cast.ben]


def test_an_officer_without_a_post_is_signed_out(busy, cast, session, as_):
    as_(cast.ben)
    cast.ben.posts[0].end(today(), by=None)
    session.commit()
    with at(now() + timedelta(days=1)):
        close_doors()
        assert cast.ben.sessions == []
