"""A calendar reads at a secret address what its person may see at that moment, and nothing else."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text

from collab.calendars.models import Feed
from collab.cases.models import Case
from collab.clock import ZONE, now, today
from collab.deadlines import Deadline, Kind
from collab.people.words import Side
from tests.agreements.conftest import sign
from tests.agreements.test_amending import change, in_force  # noqa: F401  fixtures
from tests.agreements.test_leaving import LAST_DAY, joined, parting  # noqa: F401  fixtures

EVIL = "Tuin\r\nEND:VEVENT\r\nBEGIN:VALARM\u2028\u0085\x0bURL:http://evil.example; " + "🌱ü" * 90


@pytest.fixture
def promise(case, session):
    """The municipality promised water."""
    deadline = Deadline.start(
        Kind.PROMISE, "promise:9:0", today() + timedelta(days=30), subject="Water; at the,\ngreenhouse",
        side=Side.MUNICIPALITY,
    )  # fmt: skip
    case.deadlines.append(deadline)
    session.flush()
    return deadline


def events(calendar):
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def event_of(calendar, deadline):
    return events(calendar)[f"deadline-{deadline.id}@127.0.0.1"]


def test_a_date_is_a_whole_day_with_what_it_is_about(feed_of, read, cast, promise):
    event = event_of(read(feed_of(cast.ana)), promise)
    assert event["DTSTART"].dt == promise.due_on
    assert event["DTEND"].dt == promise.due_on + timedelta(days=1)
    assert str(event["SUMMARY"]) == "Promise: Water; at the, greenhouse (Garden)"
    assert "The other side does this." in event["DESCRIPTION"]
    assert str(event["URL"]).startswith("http://127.0.0.1:8000/")
    assert "VALARM" not in [part.name for part in event.walk()]


def test_an_hour_is_an_instant_in_the_zone_of_the_people(feed_of, read, cast, promise, session):
    for day, hours in ((date(2060, 3, 28), 1), (date(2060, 10, 31), 3)):
        promise.due_on, promise.due_at = day, datetime(day.year, day.month, day.day, hours, tzinfo=ZONE)
        session.flush()
        calendar = read(feed_of(cast.ana))
        begins = event_of(calendar, promise)["DTSTART"]
        assert begins.params["TZID"] == "Europe/Amsterdam"
        assert begins.dt == promise.due_at


def test_the_zone_is_told_by_its_rule(feed_of, read, cast, promise):
    (zone,) = read(feed_of(cast.ana)).walk("VTIMEZONE")
    told = zone.to_ical().decode()
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in told
    assert "DTSTART:19960331T020000" in told
    built = zone.to_tz()
    for day in ((2027, 3, 28), (2027, 10, 31), (2028, 2, 29), (2028, 7, 1)):
        here, there = (datetime(*day, 4, tzinfo=zone) for zone in (ZONE, built))
        assert here.utcoffset() == there.utcoffset()


def test_a_day_that_moves_keeps_its_name_and_counts_up(feed_of, read, cast, promise, session):
    path = feed_of(cast.ana)
    before = event_of(read(path), promise)
    moved_at = session.scalar(text("select date_trunc('second', now())"))  # the database has its own clock
    promise.due_on += timedelta(days=7)
    session.commit()
    session.execute(text("update deadline set due_on = due_on + 1 where id = :id"), {"id": promise.id})
    session.commit()
    after = event_of(read(path), promise)
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 2)
    assert after["DTSTART"].dt - before["DTSTART"].dt == timedelta(days=8)
    assert after["LAST-MODIFIED"].dt != before["LAST-MODIFIED"].dt
    assert after["LAST-MODIFIED"].dt >= moved_at


def test_what_changes_nothing_for_a_calendar_does_not_count(feed_of, read, cast, promise, session):
    session.execute(text("update deadline set data = '{}' where id = :id"), {"id": promise.id})
    assert event_of(read(feed_of(cast.ana)), promise)["SEQUENCE"] == 0


def test_done_is_gone(feed_of, read, cast, promise, session):
    path = feed_of(cast.ana)
    promise.meet()
    session.commit()
    assert f"deadline-{promise.id}@127.0.0.1" not in events(read(path))


def test_both_sides_get_the_same_dates(feed_of, read, cast, case, promise):
    ana, ben = (events(read(feed_of(person, case))) for person in (cast.ana, cast.ben))
    assert set(ana) == set(ben) != set()


def test_what_one_side_prepares_among_its_own_stays_there(feed_of, read, cast, case, session):
    advice = Deadline.start(
        Kind.OPINION, "opinion:9", today() + timedelta(days=9), subject="Legal", side=Side.MUNICIPALITY
    )
    case.deadlines.append(advice)
    session.flush()
    name = f"deadline-{advice.id}@127.0.0.1"
    assert name in events(read(feed_of(cast.ben, case)))
    assert name not in events(read(feed_of(cast.ana, case)))
    assert "Legal" not in str(read(feed_of(cast.ana)).to_ical())


@pytest.mark.parametrize("steer", ["\r\n", "\n", "\r", "\\n"])
def test_what_people_typed_steers_no_line(feed_of, read, cast, case, client, promise, session, steer):
    case.title = promise.subject = EVIL.replace("\r\n", steer)
    session.flush()
    path = feed_of(cast.ana, case)
    lines = client.get(path).data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert [line for line in lines if line.startswith((b"BEGIN:VALARM", b"URL:http://evil"))] == []
    (event,) = [one for uid, one in events(read(path)).items() if uid.startswith(f"deadline-{promise.id}@")]
    assert str(event["SUMMARY"]).count("🌱ü") >= 90


def test_what_has_no_other_name_than_its_kind_is_named_once(feed_of, read, cast, case, session):
    given = Deadline.start(Kind.REPORT, "report:9", today() + timedelta(days=9), subject="Report", side=None)
    case.deadlines.append(given)
    session.flush()
    assert str(event_of(read(feed_of(cast.ana)), given)["SUMMARY"]) == "Report (Garden)"


def test_silence_is_no_date_that_anybody_waits_for(feed_of, read, cast, case, session):
    case.deadlines.append(
        Deadline.start(Kind.SILENCE, "silence:9", today() + timedelta(days=9), subject="Quiet", side=None)
    )
    session.flush()
    for person in (cast.ana, cast.ben):
        assert "Quiet" not in read(feed_of(person)).to_ical().decode()


def test_a_party_that_left_gets_the_days_of_what_it_agreed_to_and_none_of_what_came_after(
    parting,  # noqa: F811
    joined,  # noqa: F811
    feed_of,
    read,
    cast,
    session,
):
    for person in (cast.bea, cast.cyd):
        sign(parting, person)
    day = today() + timedelta(days=90)
    joined.add_deadline(Deadline.start(Kind.PERMIT_ENDS, "permit:9", day, subject="Agreed"))
    parting.case.deadlines.append(Deadline.start(Kind.PROMISE, "promise:9", day, subject="Afterwards"))
    session.commit()
    with time_machine.travel(now() + LAST_DAY + timedelta(1)):
        for case in (None, joined.case):
            left = read(feed_of(cast.cyd, case)).to_ical().decode()
            assert ["Agreed" in left, "Afterwards" in left] == [True, False]
        assert "Afterwards" in read(feed_of(cast.ana)).to_ical().decode()


def test_a_cooperation_of_others_is_in_nobodys_calendar(feed_of, read, cast, case, promise, as_, session):
    shed = Case.open("LD-9", cast.other, by=cast.cyd, title="Shed", about="A shed.")
    session.add(shed), session.flush()
    assert "Shed" not in read(feed_of(cast.ana)).to_ical().decode()
    assert as_(cast.cyd).post("/account/calendars", data={"case": case.ref}).status_code == 404


def test_who_leaves_the_collective_sees_it_no_more(feed_of, read, cast, case, promise, session):
    mine, all_ = feed_of(cast.ali, case), feed_of(cast.ali)
    assert f"deadline-{promise.id}@127.0.0.1" in events(read(all_))
    for membership in cast.street.memberships:
        if membership.person is cast.ali:
            membership.starts_on, membership.ends_on = (
                today() - timedelta(days=9),
                today() - timedelta(days=1),
            )
    session.commit()
    assert read(mine) == 410
    assert events(read(all_)) == {}


def test_an_account_that_ended_reads_nothing(feed_of, read, cast, promise, session):
    path = feed_of(cast.ana)
    cast.ana.leave(by=cast.ben)
    session.commit()
    assert read(path) == 410


def test_an_address_can_be_ended_and_a_new_one_made(feed_of, read, cast, case, as_, promise, session):
    old = feed_of(cast.ana)
    feed = session.query(Feed).one()
    assert as_(cast.ben).post(f"/account/calendars/{feed.id}/ending").status_code == 404
    assert as_(cast.ana).post(f"/account/calendars/{feed.id}/ending").status_code == 303
    assert read(old) == 410
    new = feed_of(cast.ana)
    assert new != old
    assert read(new)


def test_making_it_twice_leaves_one(feed_of, cast, session):
    assert feed_of(cast.ana) == feed_of(cast.ana)
    assert session.query(Feed).count() == 1


def test_the_key_stands_nowhere(feed_of, cast, session):
    key = feed_of(cast.ana).split("/")[2]
    for table in ("calendar_feed", "event", "notice"):
        rows = session.scalars(text(f"select {table}::text from {table}")).all()
        assert not any(key in row for row in rows)


@pytest.mark.parametrize("key", ["nonsense", "a.b.c", "x" * 3000])
def test_a_made_up_address_is_not_there(read, key):
    assert read(f"/calendar-feeds/{key}/calendar.ics") == 404


def test_only_its_own_calendar_keeps_it_and_asks_whether_it_changed(feed_of, cast, client, promise, session):
    path = feed_of(cast.ana)
    first = client.get(path)
    assert first.headers["Cache-Control"] == "private, max-age=900"
    assert first.content_type == "text/calendar; charset=utf-8"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    promise.due_on += timedelta(days=1)
    session.commit()
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_it_speaks_the_language_of_its_person(feed_of, read, cast, promise):
    cast.ana.language = "nl"
    assert str(read(feed_of(cast.ana))["X-WR-CALNAME"]) == "Mijn samenwerkingen"


def test_a_clock_that_stands_still_makes_the_day_uncertain(feed_of, read, cast, promise, session):
    promise.paused_at = now()
    session.flush()
    event = event_of(read(feed_of(cast.ana)), promise)
    assert event["STATUS"] == "TENTATIVE"
    assert "stands still" in event["DESCRIPTION"]
