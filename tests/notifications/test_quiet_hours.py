"""At night, on holidays and in hours of rest nobody gets a mail, except what the law needs to arrive."""

from datetime import UTC, datetime
from fnmatch import fnmatchcase

import pytest
import time_machine

from collab.clock import ZONE, now
from collab.notifications.choices import postbox_of
from collab.notifications.resting import Rest, calm, next_monday, next_morning, wakes_daily
from collab.notifications.topics import CHOSEN, TABLE, Topic, topic_of
from collab.notifications.words import Progress


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_a_mail_of_the_evening_comes_at_seven_in_the_morning(at, news, topic, ana, office, deliver):
    at("2026-11-25T22:30")
    notice = news(ana)
    deliver()
    assert office.messages == []
    assert notice.progress == Progress.HELD
    assert notice.waits_until == local("2026-11-26T07:00")
    at("2026-11-26T07:00")
    deliver()
    assert len(office.messages) == 1
    assert notice.progress == Progress.SENT


def test_during_the_day_it_goes_at_once(at, news, topic, ana, office, deliver):
    at("2026-11-25T21:59")
    news(ana), deliver()
    assert len(office.messages) == 1


def test_an_attempt_that_fails_until_the_night_waits_for_the_morning(at, news, topic, ana, office, deliver):
    office.answer = "451 4.3.0 Try again later"
    at("2026-11-25T21:59")
    notice = news(ana)
    deliver()
    office.answer = "250 OK"
    at("2026-11-25T22:01")
    notice.due_at = now()
    deliver()
    assert office.messages == []
    assert notice.planned_at == local("2026-11-26T07:00")
    assert notice.attempts == 1


def test_what_the_law_needs_to_arrive_goes_at_night_too(at, monkeypatch, news, ana, office, deliver):
    from collab.notifications import topics

    monkeypatch.setattr(topics, "TABLE", [("tests/*", Topic.LEGAL)])
    at("2026-12-25T03:00")
    news(ana), deliver()
    assert len(office.messages) == 1


@pytest.mark.parametrize(
    "asked, goes",
    [
        ("2026-12-25T10:00", "2026-12-27T07:00"),  # both days of Christmas
        ("2026-04-06T09:00", "2026-04-07T07:00"),  # Easter Monday
        ("2026-03-29T00:30", "2026-03-29T07:00"),  # the night without two o'clock
        ("2026-10-25T00:30", "2026-10-25T07:00"),  # the night with two o'clock twice
        ("2028-02-29T23:00", "2028-03-01T07:00"),
    ],
)
def test_nights_and_holidays_end_at_seven(asked, goes):
    assert calm(local(asked).astimezone(UTC), Rest()) == local(goes)


@pytest.mark.parametrize(
    "rest, asked, goes",
    [
        (Rest(9, 17), "2026-11-25T12:30", "2026-11-25T17:00"),
        (Rest(20, 9), "2026-11-25T21:00", "2026-11-26T09:00"),
        (Rest(None, None, frozenset({5, 6})), "2026-11-28T10:00", "2026-11-30T07:00"),
        (Rest(9, 17, frozenset(range(7))), "2026-11-28T10:00", "2026-11-28T10:00"),  # it never ends
    ],
)
def test_everyone_may_add_hours_and_days_of_their_own(rest, asked, goes):
    assert calm(local(asked).astimezone(UTC), rest) == local(goes)


def test_a_rest_must_leave_time_to_be_heard_in():
    assert wakes_daily(Rest(9, 17))
    assert not wakes_daily(Rest(8, 22))
    assert not wakes_daily(Rest(None, None, frozenset(range(7))))


def test_own_hours_of_rest_hold_a_mail(at, news, topic, ana, office, deliver):
    postbox_of(ana).want_rest(Rest(9, 17))
    at("2026-11-25T10:00")
    notice = news(ana)
    deliver()
    assert (office.messages, notice.waits_until) == ([], local("2026-11-25T17:00"))


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2028-02-29"])
def test_a_digest_comes_at_eight_on_the_clocks_of_the_people(day):
    assert next_morning(local(f"{day}T07:59").astimezone(UTC)) == local(f"{day}T08:00")


def test_the_mail_of_the_week_comes_on_monday():
    assert next_monday(local("2026-10-24T12:00").astimezone(UTC)) == local("2026-10-26T08:00")
    assert next_monday(local("2026-10-26T08:01").astimezone(UTC)) == local("2026-11-02T08:00")


def test_health_does_not_call_a_held_mail_late(at, news, topic, ana, client):
    at("2026-11-25T23:00")
    news(ana)
    with time_machine.travel(local("2026-11-26T07:00"), tick=False):
        health = client.get("/health").get_json()
    assert health["chores"]["notice"]["oldest_seconds"] == 0


def test_every_template_has_its_topic(app):
    """So that none goes at once, at night, only because nobody thought of it."""
    names = [name.removesuffix(".txt") for name in app.jinja_env.list_templates() if "/mail/" in name]
    without = [name for name in names if not any(fnmatchcase(name, pattern) for pattern, _topic in TABLE)]
    assert without == []


@pytest.mark.parametrize(
    "template", ["signing/mail/invited", "people/mail/sign_in", "agreements/mail/began", "cases/mail/stopped"]
)
def test_official_messages_are_nobodys_choice(template):
    assert topic_of(template) == Topic.LEGAL
    assert Topic.LEGAL not in CHOSEN


def test_a_reminder_is_a_choice():
    assert topic_of("cases/mail/deadline_promise") == Topic.DEADLINES
    assert topic_of("cases/mail/deadline", {"kind": "assessment"}) == Topic.DEADLINES
    assert topic_of("cases/mail/deadline", {"kind": "suspension"}) == Topic.LEGAL
