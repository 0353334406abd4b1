"""A hand-over of one collective is asked of that one alone, and who stays after all keeps their place."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.cases.models import ContactRole
from collab.cases.speaking import Spokesperson, spoken_by
from collab.clock import at, now, today
from collab.collectives.words import MemberRole
from collab.deadlines import Kind
from collab.deadlines.sweeping import sweep_chunk
from collab.errors import NotNow
from collab.notifications.models import Notice
from collab.relay.doing import changes
from collab.relay.leaving import look_after
from collab.relay.models import Relay
from collab.relay.words import Place
from tests.round import react

from .reading import page_of


@pytest.fixture
def both(case, cast, session):
    """Other Street takes part; Green Street has chosen Ana, who leaves in a week."""
    case.involve(cast.other, by=cast.ben)
    cast.street.memberships[1].role = MemberRole.REPRESENTATIVE
    place = Spokesperson.appoint(case, cast.street, ContactRole.CONTACT, cast.ana, by=cast.ana)
    place.ends_on = today() + timedelta(days=7)
    session.flush()
    look_after(case)
    session.flush()
    return case


def test_another_collective_is_not_asked_who_takes_over(both, cast, app):
    with app.test_request_context():
        asked = [todo for todo in changes([both]) if "/hand-overs/" in todo.address]
    assert asked
    assert {todo.collective_id for todo in asked} == {cast.street.id}


def test_another_collective_does_not_say_that_they_met(both, cast, as_, session, app):
    Spokesperson.appoint(both, cast.street, ContactRole.CONTACT, cast.ali, by=cast.ana)
    session.flush()
    [one] = both.introductions
    with app.test_request_context():
        asked = {(it.side, it.collective_id) for it in changes([both]) if "/introductions/" in it.address}
    assert asked == {("municipality", None), ("collective", cast.street.id)}
    there = f"/cases/LD-1/introductions/{one.id}"
    day = {"met_on": today().isoformat()}
    assert as_(cast.cyd).post(f"{there}/meeting", data=day).status_code == 403
    assert as_(cast.ali).post(f"{there}/meeting", data=day).status_code == 303
    assert as_(cast.cyd).post(f"{there}/confirmation").status_code == 403
    assert as_(cast.ben).post(f"{there}/confirmation").status_code == 303


@pytest.mark.parametrize("side", ["collective", "municipality"])
def test_who_stays_after_all_is_chosen_again(both, cast, as_, session, side):
    if side == "municipality":
        both.contacts[-1].ends_on = today() + timedelta(days=7)
        look_after(both)
        data = {"role": "contact", "person": cast.ben.id}
        answer = as_(cast.ben).post("/cases/LD-1/contacts", data=data)
    else:
        data = {"role": "contact", "person": cast.ana.id}
        answer = as_(cast.ana).post("/cases/LD-1/people/choice", data=data)
    assert answer.status_code == 303
    relay = next(it for it in both.relays if it.side == side)
    assert relay.called_off_at
    held = both.contact if side == "municipality" else spoken_by(both, cast.street, ContactRole.CONTACT)
    assert held in {cast.ana, cast.ben}


def test_who_holds_a_place_is_not_put_in_it_again(case, cast):
    with pytest.raises(NotNow):
        case.appoint(ContactRole.CONTACT, cast.ben, by=cast.ben)
    assert len(case.contacts) == 1


def test_what_was_entrusted_is_for_nobody_when_the_leaver_stays(case, town, cast, as_, session):
    case.contacts[-1].ends_on = today() + timedelta(days=7)
    look_after(case)
    case.relays[0].name(town.coos, cast.ben)
    session.flush()
    base = "/cases/LD-1/hand-overs/1"
    letter = {"going": "We meet on Mondays.", "sensitive": "The pelican is shy.", "readers": "successor"}
    assert as_(cast.ben).post(f"{base}/letter", data=letter).status_code == 303
    assert "The pelican" in page_of(as_(town.coos), base)
    case.relays[0].call_off(cast.ben)
    session.flush()
    assert "The pelican" not in page_of(as_(town.coos), base)
    assert "The pelican" in page_of(as_(cast.ben), base)


def test_who_has_nobody_to_name_is_shown_the_way_to_invite_somebody(case, cast, as_):
    assert "/collectives/C-1/members" in as_(cast.ana).get("/cases/LD-1/people/choice").text
    assert "/cases/LD-1/people/choice" in as_(cast.ana).get("/cases/LD-1/people/ending").text


def test_a_hand_over_to_who_holds_the_place_already_is_done_too(case, town, cast, session):
    relay = Relay.begin(case, Place.CONTACT, town.dee, today() - timedelta(days=1))
    relay.name(cast.ben, cast.ben)
    session.flush()
    look_after(case)
    assert relay.passed_at
    assert case.contact is cast.ben


def test_who_is_in_two_collectives_is_chosen_for_the_one_that_is_meant(both, cast, as_, session):
    cast.other.admit(cast.ana, MemberRole.REPRESENTATIVE, by=cast.cyd)
    session.commit()
    door, given = "/cases/LD-1/people/choice", {"role": "deputy", "person": cast.ana.id}
    assert "Other Street" in as_(cast.ana).get(f"{door}?collective=C-2").text
    assert as_(cast.ana).post(door, data=given).status_code == 422
    assert as_(cast.ana).post(door, data=given | {"collective": "C-2"}).status_code == 303
    assert spoken_by(both, cast.other, ContactRole.DEPUTY) is cast.ana
    assert spoken_by(both, cast.street, ContactRole.CONTACT) is cast.ana
    elsewhere = {"role": "contact", "person": cast.cyd.id, "collective": "C-1"}
    answer = as_(cast.ana).post(door, data=elsewhere)
    assert answer.status_code == 422
    assert "does not belong to this collective" in answer.text
    assert as_(cast.ana).post(door, data=given | {"collective": "C-1"}).status_code == 422


@pytest.mark.parametrize(("days", "begins"), [(30, "begins 14 days before"), (7, "begins now")])
def test_who_writes_down_a_last_day_reads_when_the_hand_over_begins(case, cast, as_, days, begins):
    address = "/cases/LD-1/people/ending"
    browser = as_(cast.ben)
    held = re.search(r'<option[^>]* value="([^"]+)"', browser.get(address).text)
    last = {"place": held[1], "last_day": (today() + timedelta(days=days)).isoformat()}
    assert browser.post(address, data=last).status_code == 303
    assert f"The hand-over {begins}" in browser.get("/cases/LD-1/people").text


def test_another_collective_hears_nothing_of_their_getting_acquainted(both, cast, as_, session):
    Spokesperson.appoint(both, cast.street, ContactRole.CONTACT, cast.ali, by=cast.ana)
    session.commit()
    [one] = both.introductions
    one.propose(today(), by=cast.ben)
    session.commit()
    with at(now() + timedelta(days=9)):
        sweep_chunk()
        react()
    of_introduction = [
        notice.person
        for notice in session.scalars(select(Notice).order_by(Notice.id))
        if notice.data.get("kind") == Kind.INTRODUCTION or notice.template.endswith("/proposed")
    ]
    assert {cast.ali, cast.ben} <= set(of_introduction)
    assert cast.cyd not in of_introduction
