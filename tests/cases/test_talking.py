"""Both sides talk in one place, and see which mails went out about it."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from collab.cases.lifecycle import Waits
from collab.clock import at, now
from collab.notifications.models import Notice, notify
from tests.round import mails, react


@pytest.fixture
def next_evening():
    """Everyone was there for a day, so that some hours ago is no time before they came."""
    with time_machine.travel((now() + timedelta(days=1)).replace(hour=20)):
        yield


def say(browser, text="When do we start?", **more):
    return browser.post("/cases/LD-1/messages", data={"text": text} | more)


def test_both_sides_read_what_is_said(case, cast, as_):
    assert say(as_(cast.ana)).status_code == 303
    assert "When do we start?" in as_(cast.ben).get("/cases/LD-1").text
    assert "When do we start?" in as_(cast.ali).get("/cases/LD-1").text


def test_a_message_can_hand_over_the_turn(case, cast, as_):
    say(as_(cast.ana), hand_over="y")
    assert case.waits_for == Waits.MUNICIPALITY
    say(as_(cast.ben))
    assert case.waits_for == Waits.MUNICIPALITY


def test_the_other_side_gets_one_mail_an_hour(case, cast, session, next_evening):
    moment = now().replace(minute=5) - timedelta(hours=3)
    for minutes in (0, 20, 40):
        with at(moment + timedelta(minutes=minutes)):
            case.say(f"Message {minutes}", by=cast.ben)
    session.flush()
    react()
    assert mails(session, cast.ana).count("said") == 1
    with at(moment + timedelta(minutes=60)):
        case.say("An hour later", by=cast.ben)
    session.flush()
    react()
    assert mails(session, cast.ana).count("said") == 2
    assert "said" not in mails(session, cast.ben)


def test_a_mail_stands_in_the_conversation_with_what_became_of_it(case, cast, as_, session):
    say(as_(cast.ben))
    react()
    page = as_(cast.ali).get("/cases/LD-1").text
    assert "New message: Garden" in page
    assert "To Ana" in page
    assert "mail waits to be sent" in page
    session.scalar(select(Notice).where(Notice.template == "cases/mail/said")).refuse("550 no such mailbox")
    page = as_(cast.ben).get("/cases/LD-1").text
    assert "mail refused" in page
    assert "550 no such mailbox" in page


def test_markup_is_only_text(case, cast, as_):
    say(as_(cast.ana), "<script>alert(1)</script> <b>bold</b>")
    page = as_(cast.ben).get("/cases/LD-1").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page


def test_an_empty_message_is_not_sent(case, cast, as_):
    page = say(as_(cast.ana), "  ")
    assert page.status_code == 422
    assert "Write a message." in page.text
    assert case.messages == []


def test_who_only_reads_along_does_not_write(case, cast, as_):
    assert say(as_(cast.ali)).status_code == 403
    assert "Your message" not in as_(cast.ali).get("/cases/LD-1").text


def test_a_long_conversation_is_shown_in_part_and_on_request_whole(case, cast, as_):
    for number in range(15):
        case.say(f"Line number {number}!", by=cast.ana)
    page, whole = (as_(cast.ben).get(f"/cases/LD-1{more}").text for more in ("", "?all=1"))
    assert "Line number 14!" in page
    assert "Line number 0!" not in page
    assert "Line number 0!" in whole


def test_the_clock_says_what_the_side_on_turn_is_asked(make, cast, as_):
    agreement = make("drafted")
    said = {"A04": {"text": "We grow beans.", "nothing": False, "terms": None}}
    agreement.propose(2, said, seen=0, by=cast.ana)
    page = as_(cast.ana).get("/cases/LD-1").text
    assert "React to the proposal for article 2" in page
    assert "Waits for the other side" in page


def test_mails_in_a_row_are_folded_and_one_that_failed_is_in_sight(case, cast, as_, session, next_evening):
    for hour, text in enumerate(("First.", "Second.")):
        with at(now() - timedelta(hours=9 - 3 * hour)):
            case.say(text, by=cast.ben)
            react()
    with at(now() - timedelta(hours=1)):
        for subject in ("began", "extended"):
            notify(
                cast.ana, subject, "cases/mail/said", case_id=case.id, title="Garden", ref="LD-1", by="Ben"
            )
        session.commit()
    browser = as_(cast.ali)
    page = browser.get("/cases/LD-1").text
    assert re.findall(r"<details>\s*<summary>(\d) mails, since", page)[-1] == "3"
    last = session.scalar(select(Notice).where(Notice.key == "began"))
    last.refuse("550 no such mailbox")
    session.commit()
    assert "<details open><summary>3 mails" in browser.get("/cases/LD-1").text
