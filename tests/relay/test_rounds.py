"""A new council gets to know every running cooperation."""

from datetime import timedelta

from collab.clock import today
from collab.history.reactions import react_to
from collab.notifications.models import Notice
from collab.relay.introductions import CouncilRound
from collab.relay.words import Meeting

from .reading import page_of


def begin(visitor) -> None:
    facts = {"what": "another alderman", "changed_on": today().isoformat()}
    assert visitor.post("/introduction-rounds/new", data=facts).status_code == 303


def test_every_running_cooperation_is_asked_within_thirty_days(make, town, as_, session):
    case = make("begun").case
    begin(as_(town.coos))
    [one] = case.introductions
    assert one.due_on == today() + timedelta(days=30)
    assert case.title in page_of(as_(town.coos), f"/introduction-rounds/{one.round_id}")


def test_both_sides_propose_and_the_round_counts(make, town, cast, as_, session):
    case = make("begun").case
    begin(as_(town.coos))
    [round] = session.query(CouncilRound).all()
    [one] = case.introductions
    address = f"/cases/{case.ref}/introductions/{one.id}"
    as_(cast.ana).post(address, data={"day": (today() + timedelta(days=3)).isoformat()})
    assert round.count(Meeting.PLANNED) == 1
    as_(cast.ana).post(f"{address}/meeting", data={"met_on": today().isoformat()})
    assert as_(cast.ben).post(f"{address}/denial").status_code == 303
    as_(cast.ana).post(f"{address}/meeting", data={"met_on": today().isoformat()})
    as_(cast.ben).post(f"{address}/confirmation")
    assert round.count(Meeting.DONE) == 1


def test_only_who_looks_after_all_begins_one(town, cast, as_):
    for person in (cast.ben, cast.ana):
        assert as_(person).post("/introduction-rounds/new", data={}).status_code == 403


def test_everyone_on_it_hears_of_it_once(make, town, as_, session):
    case = make("begun").case
    begin(as_(town.coos))
    [event] = [one for one in case.events if one.name == "case.council_changed"]
    react_to(event)
    react_to(event)
    assert len([m for m in notices(session) if m.template == "relay/mail/council"]) == len(case.people())


def notices(session):
    return session.query(Notice).all()
