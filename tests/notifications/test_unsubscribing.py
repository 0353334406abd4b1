"""One click in a mail program ends the mails of a topic; nothing official can be ended so."""

import re

import pytest
from sqlalchemy import func, select

from collab.notifications.choices import choose, way_of
from collab.notifications.models import Notice
from collab.notifications.topics import Topic, Way
from collab.notifications.words import Progress
from collab.people.words import Purpose

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def strict(app):
    """Forms need their token, as in production."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def address_in(mail):
    return re.fullmatch(r"<http://127\.0\.0\.1:8000(/unsubscribing/\S+)>", mail["List-Unsubscribe"])[1]


@pytest.fixture
def address(news, topic, ben, office, deliver):
    news(ben), deliver()
    return address_in(office.messages[0])


def test_a_mail_program_takes_somebody_off_without_a_visit(strict, address, ben, topic, client, news, office):
    assert office.messages[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = client.post(address, data=ONE_CLICK)
    assert (answer.status_code, answer.location) == (200, None)
    assert way_of(ben, topic) == Way.IN_APP
    assert way_of(ben, Topic.DEADLINES) == Way.AT_ONCE


def test_opening_the_address_changes_nothing_and_shows_a_button(address, ben, topic, client):
    page = client.get(address).text
    assert "Send me no mail about this" in page
    assert way_of(ben, topic) == Way.AT_ONCE


def test_there_is_a_way_back(strict, address, ben, topic, client):
    left = client.post(address, data=ONE_CLICK).text
    assert 'name="back"' in left
    client.post(address, data={"back": "1"})
    assert way_of(ben, topic) == Way.AT_ONCE


def test_after_it_the_news_stands_on_the_page_alone(address, ben, client, news, office, deliver):
    client.post(address, data=ONE_CLICK)
    news(ben, key="later"), deliver()
    assert len(office.messages) == 1


def test_what_was_held_for_the_morning_does_not_come_either(address, at, news, ben, client, office, deliver):
    at("2026-11-25T23:00")
    held = news(ben, key="held")
    client.post(address, data=ONE_CLICK)
    at("2026-11-26T07:00"), deliver()
    assert len(office.messages) == 1
    assert held.progress == Progress.IN_APP


def test_nor_does_it_come_in_the_mail_of_the_day(at, news, wants, ben, office, deliver):
    wants(ben, "daily")
    at("2026-11-25T10:00")
    waits = news(ben)
    wants(ben, "in_app")
    at("2026-11-26T08:00"), deliver()
    assert office.messages == []
    assert waits.progress == Progress.IN_APP


def test_out_of_a_digest_it_ends_all_that_came_in_it(at, news, wants, ben, office, deliver, client, topic):
    wants(ben, "daily")
    at("2026-11-25T10:00"), news(ben)
    at("2026-11-26T08:00"), deliver()
    wants_only_here = Topic.PEOPLE
    choose(ben, wants_only_here, Way.IN_APP)
    address = address_in(office.messages[0])
    assert "You get mail about: " in client.get(address).text
    assert "Promises and support" in client.get(address).text
    assert "one mail a day" not in client.get(address).text
    page = client.post(address, data=ONE_CLICK).text
    assert "Promises and support" in page
    assert way_of(ben, topic) == Way.IN_APP
    client.post(address, data={"back": "1", "topic": re.findall(r'name="topic" value="(\w+)"', page)})
    assert way_of(ben, topic) == Way.DAILY
    assert way_of(ben, wants_only_here) == Way.IN_APP


def test_official_mails_offer_no_such_thing(ana, session, office, deliver):
    from collab.history.jobs import react

    ana.ask_link(Purpose.SIGN_IN, by=None)
    session.commit()
    react.run(), deliver()
    assert office.messages[0]["List-Unsubscribe"] is None
    assert office.messages[0]["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_made_up_address_tells_nothing(client, address, ben, session, method):
    """The same answer for nonsense, a changed key, and somebody whose account ended."""
    answers = [
        client.open(f"/unsubscribing/{key}", method=method) for key in ("nonsense", "a.b", "WzEsMV0.x")
    ]
    answers.append(client.open(address[:-2] + ("AA" if address[-2] != "A" else "BA"), method=method))
    ben.leave(by=ben)
    session.commit()
    answers.append(client.open(address, method=method))
    assert {answer.status_code for answer in answers} == {404}
    bodies = {re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}
    assert len(bodies) == 1


def test_the_key_of_another_kind_of_link_opens_nothing(client, ben, session):
    from collab.people.sessions import key_of

    link = ben.ask_link(Purpose.SIGN_IN, by=None)
    session.commit()
    assert client.post(f"/unsubscribing/{key_of(link)}").status_code == 404


def test_it_can_be_pressed_twice(address, client, session):
    assert [client.post(address, data=ONE_CLICK).status_code for _ in range(2)] == [200, 200]
    assert session.scalar(select(func.count()).select_from(Notice)) == 1


def test_too_many_attempts_are_stopped(app):
    from collab import create_app
    from collab.extensions import limiter

    visitor = create_app(TESTING=True, RATELIMIT_ENABLED=True).test_client()
    limiter.reset()
    try:
        answers = [visitor.post(f"/unsubscribing/guess{n}").status_code for n in range(61)]
    finally:
        limiter.reset()
        limiter.enabled = False
        app.extensions["celery"].set_current()  # else later jobs run in the app made here
    assert answers == [404] * 60 + [429]
