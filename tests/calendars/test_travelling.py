"""A mail that names a day brings it along for the calendar."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from collab.clock import morning_of, today
from collab.deadlines import Kind
from collab.notifications.choices import choose
from collab.notifications.models import notify
from collab.notifications.topics import Topic, Way

PROMISED = {"ref": "LD-1", "title": "Garden", "who": "Ben", "what": "Water", "due_on": "2060-03-28"}
DUE = {"ref": "LD-1", "title": "Garden", "subject": "Water", "due_on": "2060-03-28", "side": "collective"}


def calendars_in(message):
    return [part for part in message.walk() if part.get_content_type() == "text/calendar"]


def events_in(message):
    (part,) = calendars_in(message)
    assert part.get_param("method") == "PUBLISH"
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert str(calendar["METHOD"]) == "PUBLISH"
    return calendar.walk("VEVENT")


@pytest.fixture
def promised(cast):
    return lambda key="p", **more: notify(cast.ana, key, "support/mail/promised", **PROMISED | more)


def test_the_day_of_a_mail_goes_along(promised, office, deliver):
    promised(), deliver()
    (event,) = events_in(office.messages[0])
    assert event["DTSTART"].dt.isoformat() == "2060-03-28"
    assert str(event["SUMMARY"]) == office.messages[0]["Subject"] == "Promised: Water"


def test_an_hour_goes_along_as_an_instant(promised, office, deliver):
    promised(due_at="2060-03-28T09:00:00+02:00"), deliver()
    (event,) = events_in(office.messages[0])
    assert event["DTSTART"].dt.isoformat() == "2060-03-28T09:00:00+02:00"


@pytest.mark.parametrize(
    ("template", "named", "when"),
    [
        ("cases/mail/suspended", {"starts_at": "2060-03-28T08:00:00+02:00", "reason": "Rot."}, "T08:00:00"),
        ("cases/mail/rests", {"until": "2060-03-28"}, ""),
        ("relay/mail/proposed", {"on": "2060-03-28"}, ""),
        ("support/mail/moved", {"to_on": "2060-03-28", "due_on": None, "what": "Water"}, ""),
    ],
)
def test_the_day_goes_along_whatever_the_mail_tells_of(cast, office, deliver, template, named, when):
    notify(cast.ana, "k", template, **{"ref": "LD-1", "title": "Garden", "who": "Ben"} | named)
    deliver()
    (event,) = events_in(office.messages[0])
    assert event["DTSTART"].dt.isoformat().startswith(f"2060-03-28{when}")


def test_in_a_mail_of_the_day_each_of_them_goes_along(cast, office, deliver):
    choose(cast.ana, Topic.PEOPLE, Way.DAILY)
    about = {"ref": "LD-1", "title": "Garden", "who": "Ben", "on": "2060-03-28"}
    notify(cast.ana, "k", "relay/mail/proposed", **about)
    with time_machine.travel(morning_of(today() + timedelta(days=1)) + timedelta(hours=2)):
        deliver()
    (event,) = events_in(office.messages[0])
    assert event["DTSTART"].dt.isoformat() == "2060-03-28"


def test_a_mail_without_a_day_has_none(promised, office, deliver):
    promised(due_on=None), deliver()
    assert calendars_in(office.messages[0]) == []


def test_a_day_that_has_gone_by_is_put_in_no_agenda(promised, office, deliver):
    promised(due_on=(today() - timedelta(days=1)).isoformat()), deliver()
    promised("q", due_on=today().isoformat()), deliver()
    assert [len(calendars_in(message)) for message in office.messages] == [0, 1]


def test_a_reminder_is_the_same_entry_as_in_the_feed(cast, case, office, deliver, feed_of, read):
    turn = next(it for it in case.deadlines if it.met_on is None and it.kind == Kind.TURN)
    notify(cast.ana, f"deadline:{turn.id}:-2", "cases/mail/deadline_promise", **DUE)
    deliver()
    (event,) = events_in(office.messages[0])
    feed = {str(one["UID"]): one for one in read(feed_of(cast.ana)).walk("VEVENT")}
    assert event["SEQUENCE"] == feed[str(event["UID"])]["SEQUENCE"]


@pytest.mark.parametrize("template", ["climbed", "climbed_last", "call", "nudged"])
def test_what_is_told_of_a_deadline_later_is_that_entry_too(
    cast, case, office, deliver, feed_of, read, template
):
    turn = next(it for it in case.deadlines if it.met_on is None and it.kind == Kind.TURN)
    more = {"deadline": turn.id, "moved": 0, "kind": "turn", "rung": "manager", "party": "Green Street"}
    notify(cast.ana, "any key", f"cases/mail/{template}", **DUE | more)
    deliver()
    (event,) = events_in(office.messages[0])
    assert str(event["UID"]) in {str(one["UID"]) for one in read(feed_of(cast.ana)).walk("VEVENT")}


def test_a_digest_brings_all_its_days_in_one(promised, cast, office, deliver, at):
    choose(cast.ana, Topic.PROMISES, Way.DAILY)
    at("2026-11-25T10:00")
    promised("a"), promised("b", due_on="2060-04-01"), promised("c", due_on=None)
    at("2026-11-26T08:00"), deliver()
    (mail,) = office.messages
    days = sorted(event["DTSTART"].dt.isoformat() for event in events_in(mail))
    assert days == ["2060-03-28", "2060-04-01"]


def test_a_personal_link_never_goes_into_a_calendar(make, cast, office, deliver, session):
    from collab.history.jobs import react

    make("frozen")
    session.commit()
    react.run(), deliver()
    for message in office.messages:
        for part in calendars_in(message):
            assert b"signing-links" not in part.get_payload(decode=True)
