"""A place passes from one person to the next: with the tasks, a letter, and people who get acquainted."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from collab.agreements.lifecycle import Weight
from collab.approvals.opinions import Asked, Opinion
from collab.cases.models import ContactRole
from collab.cases.speaking import Spokesperson, spoken_by
from collab.clock import at, now, today
from collab.collectives.words import MemberRole
from collab.deadlines import Kind
from collab.errors import NotNow
from collab.people.words import Duty, Side
from collab.relay.doing import deputies
from collab.relay.drafting import draw
from collab.relay.leaving import look_after
from collab.relay.models import Relay
from collab.relay.passing import name_successor
from collab.relay.words import Place, Progress

from .reading import page_of


def ends_in(place, days):
    place.ends_on = today() + timedelta(days=days)


def contact_of(case):
    return next(one for one in case.contacts if one.role == ContactRole.CONTACT and one.holds)


def test_the_letter_says_what_is_open_in_the_language_of_each_reader(case, cast, app):
    case.contacts[:] = [one for one in case.contacts if one.role == ContactRole.CONTACT]
    with app.test_request_context():
        told = draw(case)["todos"]
    assert {row["act"] for row in told if row["language"] == "en"} >= {"Say who the deputy is"}
    assert {row["act"] for row in told if row["language"] == "nl"} >= {"Zeg wie de vervanger is"}


def test_a_last_day_begins_a_hand_over_two_weeks_before(case):
    ends_in(contact_of(case), 15)
    look_after(case)
    assert case.relays == []
    with at(now() + timedelta(days=1)):
        look_after(case)
        look_after(case)
    [relay] = case.relays
    assert (relay.leaver.name, relay.place, relay.progress) == ("Ben", Place.CONTACT, Progress.BEGUN)
    assert [d.due_on for d in case.deadlines if d.kind == Kind.HANDING_OVER] == [relay.last_day]


def test_who_stays_after_all_hands_nothing_over(case):
    ends_in(contact_of(case), 5)
    look_after(case)
    contact_of(case).ends_on = None
    look_after(case)
    assert not case.relays[0].is_open
    assert case.contact.name == "Ben"


def test_the_successor_takes_over_after_the_last_day(case, town, cast):
    ends_in(contact_of(case), 3)
    look_after(case)
    name_successor(case.relays[0], town.dee, seen=None, by=cast.ben)
    look_after(case)
    assert case.contact is cast.ben
    with at(now() + timedelta(days=4)):
        look_after(case)
        assert case.contact is town.dee
        assert case.relays[0].passed_at
        assert [d.kind for d in case.deadlines if d.met_on is None and d.kind == Kind.INTRODUCTION]


def test_without_a_name_the_deputy_takes_over_and_then_the_coordinator(case, town, cast):
    case.appoint(ContactRole.DEPUTY, town.dee, by=cast.ben)
    ends_in(contact_of(case), 0)
    look_after(case)
    with at(now() + timedelta(days=1)):
        look_after(case)
        assert case.contact is town.dee
        ends_in(contact_of(case), 0)
        look_after(case)
    with at(now() + timedelta(days=2)):
        look_after(case)
        assert case.contact is town.coos
        assert [relay.by_itself for relay in case.relays] == [True, True]


def test_open_tasks_move_and_what_was_given_to_others_stays(case, make, town, cast, session):
    agreement = make("drafted")
    about = {"subject": "trees", "due_on": today() + timedelta(days=9), "articles": []}
    mine = Opinion.ask(agreement, Asked("Green", "Gus", **about), cast.cyd, "Trees?", by=cast.ben)
    other = Opinion.ask(agreement, Asked("Legal", "Lea", **about), cast.cyd, "Law?", by=town.dee)
    session.add_all([mine, other])
    session.flush()
    case.appoint(ContactRole.CONTACT, cast.bea, by=cast.ben)
    assert mine.opinion.looked_after_by is cast.bea
    assert mine.opinion.asked_by is cast.ben
    assert other.opinion.looked_after_by is town.dee
    assert [(one.code, one.subject) for one in case.relays[0].moved] == [("advice", "Green")]


def test_two_successors_named_one_after_the_other_do_not_overwrite_each_other(case, town, cast):
    ends_in(contact_of(case), 5)
    look_after(case)
    [relay] = case.relays
    relay.name(town.dee, cast.ben, seen=None)
    with pytest.raises(NotNow):
        relay.name(town.coos, cast.ben, seen=None)
    relay.name(town.coos, cast.ben, seen=town.dee.id)
    assert relay.successor is town.coos


def test_the_letter_goes_from_old_to_new_and_the_other_side_adds(case, town, cast, as_):
    case.appoint(ContactRole.CONTACT, town.dee, by=cast.ben)
    base = f"/cases/{case.ref}/hand-overs/1"
    letter = {"going": "We meet on Mondays.", "sensitive": "The pelican is shy.", "readers": "successor"}
    assert as_(cast.ben).post(f"{base}/letter", data=letter).status_code == 303
    assert "The pelican" in page_of(as_(town.dee), base)
    assert "The pelican" not in page_of(as_(cast.ana), base)
    assert "Mondays" in page_of(as_(cast.ana), base)
    assert as_(town.coos).get(base).status_code == 200
    assert "The pelican" not in page_of(as_(town.coos), base)
    assert as_(cast.ana).post(f"{base}/acknowledgement").status_code == 403
    assert as_(town.dee).post(f"{base}/acknowledgement").status_code == 303
    assert as_(cast.ana).post(f"{base}/additions", data={"text": "We like Dee."}).status_code == 303
    assert "We like Dee." in page_of(as_(town.dee), base)
    assert as_(cast.ben).post(f"{base}/letter", data=letter).status_code in {403, 404}


@pytest.mark.parametrize("passed", [True, False])
def test_after_the_letter_everyone_reads_that_getting_acquainted_comes_next(case, town, cast, as_, passed):
    if passed:
        case.appoint(ContactRole.CONTACT, town.dee, by=cast.ben)
    else:
        ends_in(contact_of(case), 5)
        look_after(case)
        name_successor(case.relays[0], town.dee, seen=None, by=cast.ben)
    base, day = f"/cases/{case.ref}/hand-overs/1", today() + timedelta(days=14 if passed else 5)
    as_(cast.ben).post(f"{base}/letter", data={"going": "Well.", "readers": "successor"})
    assert "Next comes getting acquainted" not in page_of(as_(town.dee), base)
    as_(town.dee).post(f"{base}/acknowledgement")
    for reader in (town.dee, cast.ana):
        page = page_of(as_(reader), base)
        told = page.partition("Next comes getting acquainted")[2][:300]
        assert f"{day.day} {day:%B %Y}" in told
        assert ("/introductions/" in told) == passed


def test_what_is_sensitive_reaches_both_sides_only_when_the_writer_says_so(case, town, cast, as_):
    case.appoint(ContactRole.CONTACT, town.dee, by=cast.ben)
    base = f"/cases/{case.ref}/hand-overs/1"
    letter = {"going": "Well.", "sensitive": "The pelican is shy.", "readers": "both"}
    as_(cast.ben).post(f"{base}/letter", data=letter)
    assert "The pelican" in page_of(as_(cast.ana), base)


def test_who_left_writes_no_letter_so_the_coordinator_does(case, town, cast, as_):
    case.appoint(ContactRole.CONTACT, town.dee, by=cast.ben)
    cast.ben.leave(by=town.stef)
    base = f"/cases/{case.ref}/hand-overs/1/letter"
    assert (
        as_(town.coos).post(base, data={"going": "Found in the record.", "readers": "successor"}).status_code
        == 303
    )
    assert case.relays[0].completed_by.name == "Coos"


def test_we_met_says_one_side_and_the_other_confirms(case, town, cast, as_, session):
    case.appoint(ContactRole.CONTACT, town.dee, by=cast.ben)
    session.flush()
    number = case.introductions[0].id
    base = f"/cases/{case.ref}/introductions/{number}"
    soon = (today() + timedelta(days=2)).isoformat()
    assert as_(cast.ana).post(base, data={"day": soon}).status_code == 303
    assert as_(town.dee).post(f"{base}/meeting", data={"met_on": today().isoformat()}).status_code == 303
    assert as_(town.dee).post(f"{base}/confirmation").status_code == 409
    assert as_(cast.ana).post(f"{base}/confirmation").status_code == 303
    assert case.relays[0].progress == Progress.INTRODUCED
    assert not [d for d in case.deadlines if d.kind == Kind.INTRODUCTION and d.met_on is None]


def test_a_collective_has_a_contact_person_and_a_deputy_too(case, cast, as_):
    assert spoken_by(case, cast.street, ContactRole.CONTACT) is cast.ana
    people = page_of(as_(cast.ana), f"/cases/{case.ref}/people")
    assert people.count("There is no deputy yet") == 2
    as_(cast.ana).post(f"/cases/{case.ref}/people/choice", data={"role": "deputy", "person": cast.ali.id})
    assert page_of(as_(cast.ana), f"/cases/{case.ref}/people").count("There is no deputy yet") == 1
    assert as_(cast.ben).post(f"/cases/{case.ref}/people/choice", data={"role": "deputy"}).status_code != 422


def test_a_representative_who_leaves_hands_over_to_another_one(case, cast, town):
    cast.street.memberships[1].change(MemberRole.REPRESENTATIVE, by=cast.ana)
    Spokesperson.appoint(case, cast.street, ContactRole.CONTACT, cast.ana, by=cast.ana)
    cast.street.memberships[0].end(today() + timedelta(days=3), by=cast.ana)
    look_after(case)
    [relay] = case.relays
    assert (relay.leaver, relay.place, relay.side) == (cast.ana, Place.CONTACT, Side.COLLECTIVE)
    with at(now() + timedelta(days=4)):
        look_after(case)
        assert spoken_by(case, cast.street, ContactRole.CONTACT) is cast.ali


def test_a_last_post_that_ends_begins_a_hand_over(case, cast):
    cast.ben.posts[0].end(today() + timedelta(days=10), by=None)
    look_after(case)
    assert [relay.leaver.name for relay in case.relays] == ["Ben"]
    cast.ben.appoint(Duty.MANAGER, by=None)
    look_after(case)
    assert not case.relays[0].is_open


def test_the_timeline_tells_it(case, town, cast, as_):
    ends_in(contact_of(case), 3)
    look_after(case)
    name_successor(case.relays[0], town.dee, seen=None, by=cast.ben)
    with at(now() + timedelta(days=4)):
        look_after(case)
    told = page_of(as_(cast.ana), f"/cases/{case.ref}?all=1")
    assert "The hand-over of Ben, contact person, begins" in told
    assert "said that Dee takes over from Ben" in told
    assert "The place of Ben passed to Dee, with no open tasks" in told


def test_nobody_begins_the_same_hand_over_twice(case, cast, session):
    Relay.begin(case, Place.CONTACT, cast.ben, today())
    session.flush()
    Relay.begin(case, Place.CONTACT, cast.ben, today())
    with pytest.raises(IntegrityError, match="uq_relay_open"):
        session.flush()


def test_what_was_entrusted_is_not_written_over_by_who_may_not_read_it(case, town, cast, as_):
    case.appoint(ContactRole.CONTACT, town.dee, by=cast.ben)
    base = f"/cases/{case.ref}/hand-overs/1"
    letter = {"going": "Well.", "sensitive": "The pelican is shy.", "readers": "successor"}
    as_(cast.ben).post(f"{base}/letter", data=letter)
    cast.ben.leave(by=town.stef)
    page = page_of(as_(town.coos), f"{base}/letter")
    assert "The pelican" not in page
    assert "stays as it is" in page
    again = {"going": "From the record.", "sensitive": "Nothing.", "readers": "both"}
    assert as_(town.coos).post(f"{base}/letter", data=again).status_code == 303
    assert "The pelican" in page_of(as_(town.dee), base)
    assert "The pelican" not in page_of(as_(cast.ana), base)


def test_a_light_agreement_asks_no_deputy_of_the_collective(case, make, cast, as_, app):
    agreement = make("drafted")
    with app.test_request_context():
        assert {todo.side for todo in deputies({case.id: case})} == {Side.MUNICIPALITY}
        agreement.weight = Weight.COMPLEX
        assert {todo.side for todo in deputies({case.id: case})} == set(Side)
    assert "There is no deputy yet" in page_of(as_(cast.ana), f"/cases/{case.ref}/people")
