"""Before all are ready nobody of another side meets a word of it: not on a page, in a mail or in the data."""

import re

import pytest
from sqlalchemy import select, text

from collab.db import db
from collab.notifications.letters import letter_for
from collab.notifications.models import Notice
from tests.round import react

from .conftest import ANSWER, HERE, SECRET, writes

LINK = re.compile(r'href="(/[^"#]*)')


def crawl(browser, start: str) -> dict[str, str]:
    """Every page that can be reached by links from here."""
    pages: dict[str, str] = {}
    waiting = [start, "/overview", "/cases"]
    while waiting:
        address = waiting.pop()
        if address in pages or address.startswith("/static"):
            continue
        answer = browser.get(address)
        pages[address] = answer.text if answer.mimetype == "text/html" else ""
        waiting += LINK.findall(pages[address])
    return pages


@pytest.mark.parametrize("moment", ["written", "half"])
def test_the_other_side_finds_no_word_of_it_anywhere(talk, make, cast, as_, session, moment):
    make("proposed")
    talk(moment)
    react()
    for reader in (cast.ben, cast.bea):
        pages = crawl(as_(reader), HERE)
        assert len(pages) > 25
        assert [address for address, page in pages.items() if "budget of autumn" in page] == []
    for notice in session.scalars(select(Notice)):
        letter = letter_for(notice, {})
        assert "budget of autumn" not in letter.subject + letter.text + letter.html + str(notice.data)
    events = db.session.scalars(text("select data::text from event")).all()
    assert [data for data in events if "budget" in data] == []


def test_the_collective_finds_no_word_of_the_municipality_either(talk, cast, as_):
    talk("written")
    writes(as_(cast.ben), meaning=ANSWER)
    pages = crawl(as_(cast.ana), HERE)
    assert SECRET in pages[HERE]
    assert [address for address, page in pages.items() if ANSWER in page] == []


def test_the_other_side_sees_only_that_it_is_written_and_by_whom(talk, cast, as_):
    talk("written")
    page = as_(cast.ben).get(HERE).text
    assert "It is being written, since" in page
    assert "<bdi>Ana</bdi> began." in page or "Ana began." in page
    as_(cast.ana).post(f"{HERE}/sharing", data={"seen": "trust:1"})
    page = as_(cast.ben).get(HERE).text
    assert "Ana set the text ready on" in page
    assert "You read it when all are ready." in page


def test_the_own_side_reads_its_drafts(talk, cast, as_):
    talk("written")
    assert SECRET in as_(cast.ali).get(HERE).text


def test_earlier_drafts_stay_with_their_own_side_for_good(talk, cast, as_):
    talk("begun")
    writes(as_(cast.ana), meaning="An angry first draft.")
    writes(as_(cast.ana), seen=1, meaning="A calm second one.")
    for person, seen in ((cast.ana, "trust:2"), (cast.ben, "")):
        as_(person).post(f"{HERE}/sharing", data={"seen": seen})
    pages = crawl(as_(cast.ben), HERE)
    assert "A calm second one." in pages[HERE]
    assert [address for address, page in pages.items() if "angry" in page] == []


def test_cyd_finds_nothing(talk, cast, as_):
    talk("open")
    visitor = as_(cast.cyd)
    for address in ("acquaintance", "conversations/1", "conversations/1/values/trust", "expectations/new"):
        assert visitor.get(f"/cases/LD-1/{address}").status_code == 404
    for address in ("sharing", "sharing/withdrawal", "joint-words/trust", "joint-words/trust/consent"):
        assert visitor.post(f"{HERE}/{address}").status_code == 404
