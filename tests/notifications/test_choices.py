"""Everyone chooses how to hear of things, on both sides alike, and finds everything back on one page."""

import pytest
from sqlalchemy import select

from collab.notifications.choices import choose, rest_of, ways_of
from collab.notifications.models import Notice, notify
from collab.notifications.resting import Rest
from collab.notifications.topics import CHOSEN, Topic, Way

AT_ONCE = {topic.value: "at_once" for topic in CHOSEN} | {"rest_begins": "", "rest_ends": ""}
PAGE = "/account/messages/choices"


@pytest.mark.parametrize("who", ["ana", "ali", "ben", "bea"])
def test_both_sides_have_the_same_choices(cast, as_, who):
    person = getattr(cast, who)
    browser = as_(person)
    page = browser.get(PAGE).text
    assert all(f'name="{topic}"' in page for topic in CHOSEN)
    assert page.count('value="weekly"') == len(CHOSEN)
    given = AT_ONCE | {"promises": "daily", "deadlines": "in_app"}
    assert browser.post(PAGE, data=given).status_code == 303
    assert ways_of(person)[Topic.PROMISES] == Way.DAILY
    assert ways_of(person)[Topic.DEADLINES] == Way.IN_APP
    assert ways_of(person)[Topic.TEXT] == Way.AT_ONCE


def test_the_page_promises_quiet_nights_only_where_they_are_quiet(cast, as_, request):
    assert "At night (22:00 to 7:00)" not in as_(cast.ana).get(PAGE).text
    request.getfixturevalue("at")
    assert "At night (22:00 to 7:00)" in as_(cast.ana).get(PAGE).text


def test_who_chose_nothing_hears_at_once(cast):
    assert set(ways_of(cast.ana).values()) == set(ways_of(cast.ben).values()) == {Way.AT_ONCE}


def test_one_mail_a_week_is_one_button(cast, as_):
    as_(cast.ana).post("/account/messages/week")
    assert set(ways_of(cast.ana).values()) == {Way.WEEKLY}


def test_official_messages_cannot_be_chosen_away_and_the_page_says_why(cast, as_):
    browser = as_(cast.ana)
    page = browser.get(PAGE).text
    assert 'name="legal"' not in page
    assert "A term may begin to run with such a message" in page
    browser.post(PAGE, data=AT_ONCE | {"legal": "in_app"})
    choose(cast.ana, Topic.LEGAL, Way.IN_APP)
    assert Topic.LEGAL not in ways_of(cast.ana)


def test_hours_and_days_of_rest_are_kept(cast, as_):
    given = AT_ONCE | {"rest_begins": "20", "rest_ends": "9", "rest_days": ["5", "6"]}
    browser = as_(cast.ben)
    assert browser.post(PAGE, data=given).status_code == 303
    assert rest_of(cast.ben) == Rest(20, 9, frozenset({5, 6}))
    assert "<details" in browser.get(PAGE).text
    browser.post(PAGE, data=AT_ONCE)
    assert rest_of(cast.ben) == Rest()


@pytest.mark.parametrize(
    "wrong",
    [
        {"rest_begins": "20"}, {"rest_begins": "8", "rest_ends": "22"}, {"rest_days": list("0123456")},
        {"rest_begins": "24", "rest_ends": "3"}, {"rest_begins": "x", "rest_ends": "3"},
        {"rest_days": ["7"]}, {"rest_days": ["x"]}, {"promises": "hourly"}, {"text": ""},
    ],
)  # fmt: skip
def test_what_cannot_be_is_asked_again(cast, as_, wrong):
    assert as_(cast.ana).post(PAGE, data=AT_ONCE | wrong).status_code == 422
    assert rest_of(cast.ana) == Rest()


def promised(person, key, **more):
    facts = {"ref": "LD-1", "title": "Garden", "who": "Ben", "what": f"Water {key}", "due_on": None}
    notify(person, key, "support/mail/promised", **facts | more)


def test_my_messages_are_mine_newest_first_with_what_became_of_them(cast, as_, session):
    choose(cast.ana, Topic.PROMISES, Way.IN_APP)
    for number in range(35):
        promised(cast.ana, f"n{number}.")
    promised(cast.ben, "of-ben.")
    session.commit()
    browser = as_(cast.ana)
    page = browser.get("/account/messages").text
    assert page.index("Water n34.") < page.index("Water n5.")
    assert "Water n4." not in page
    assert "Water of-ben." not in page
    assert "no mail, stands in “My messages”" in page
    assert "Ben said yes in the cooperation Garden" in page
    oldest = session.query(Notice).filter_by(key="n5.").one().id
    assert f"before={oldest}" in page
    assert "Water n4." in browser.get(f"/account/messages?before={oldest}").text


def test_a_message_that_cannot_be_shown_takes_no_page_away(cast, as_, session):
    promised(cast.ana, "fine")
    promised(cast.ana, "broken", due_on="not a day")
    session.commit()
    page = as_(cast.ana).get("/account/messages")
    assert page.status_code == 200
    assert "Water fine" in page.text
    assert "This message cannot be shown at the moment" in page.text


@pytest.mark.parametrize("before", ["x", "-1", "0", "99999999999999999999"])
def test_a_made_up_page_of_messages_is_no_fault(cast, as_, before):
    assert as_(cast.ana).get(f"/account/messages?before={before}").status_code < 500


def test_what_waits_says_until_when_in_the_thread_and_on_the_page(at, make, cast, as_, session):
    case = make("drafted").case
    choose(cast.ana, Topic.PROMISES, Way.WEEKLY)
    promised(cast.ana, "later", case_id=case.id)
    session.commit()
    until = session.scalar(select(Notice).where(Notice.key == "later")).waits_until
    for path in ("/account/messages", f"/cases/{case.ref}"):
        page = as_(cast.ana).get(path).text
        words = "waits for the mail of the day or week, until"
        assert f'{words} <time datetime="{until.isoformat()}">' in page
