"""The cast of the agreement, whose dates stand in their own calendars."""

import re

import pytest
from icalendar import Calendar

from tests.agreements.conftest import as_, case, cast, make
from tests.notifications.conftest import at, deliver, office

__all__ = ["as_", "at", "case", "cast", "deliver", "make", "office"]


@pytest.fixture
def feed_of(as_, session):
    """The path at which the calendar of this person reads, made on their page."""

    def make_(person, case=None):
        browser = as_(person)
        form = {"case": case.ref} if case else {}
        assert browser.post("/account/calendars", data=form).status_code == 303
        page = browser.get("/account/calendars").text
        part = page[page.index(f'id="{case.ref if case else "all"}"') :]
        path = re.search(r"http://127\.0\.0\.1:8000(/calendar-feeds/[^<\s]+)", part)[1]
        with browser.session_transaction() as kept:
            kept.clear()
        return path

    return make_


@pytest.fixture
def read(client):
    """What a calendar program finds there, without a session."""

    def read_(path, **headers):
        answer = client.get(path, headers=headers)
        return Calendar.from_ical(answer.data) if answer.status_code == 200 else answer.status_code

    return read_
