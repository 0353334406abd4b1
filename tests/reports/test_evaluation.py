"""Both on both: each side writes for itself, reads the other when all shared, and both say what changes."""

import re

import pytest
from sqlalchemy import select, text

from collab.clock import today
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.notifications.choices import choose
from collab.notifications.letters import late_facts, letter_for
from collab.notifications.models import DIGEST, Notice
from collab.notifications.topics import Topic, Way
from collab.reports.evaluations import Evaluation, View
from collab.reports.words import Moment
from tests.round import mails, react

from .conftest import HERE

LINK = re.compile(r'href="(/[^"#]*)')
FEED = re.compile(r"http://127\.0\.0\.1:8000(/calendar-feeds/[^<\s]+)")
THERE = f"{HERE}/evaluations/1"
SECRET, ANSWER = "We were afraid to call.", "We forgot the shed."


@pytest.fixture
def look_back(agreement, cast, session):
    """Walks an evaluation to a moment by the real verbs."""

    def look_back(moment: str) -> Evaluation:
        it = Evaluation.begin(agreement, Moment.EXTRA, None, by=cast.ben)
        steps = {
            "written": lambda: it.write(View(own_hard=SECRET, other_well="They mow along."), 0, cast.ana),
            "half": lambda: it.share(1, by=cast.ana),
            "answered": lambda: it.write(View(own_promises=ANSWER), 0, cast.ben),
            "open": lambda: it.share(1, by=cast.ben),
        }
        for name in list(steps)[: list(steps).index(moment) + 1]:
            steps[name]()
        session.flush()
        return it

    return look_back


def crawl(browser, start: str) -> dict[str, str]:
    """Every page that can be reached by links from here, and what a calendar reads."""
    browser.post("/account/calendars")
    pages: dict[str, str] = {}
    waiting = [start, "/overview", "/cases/LD-1/reports", "/account/calendars", "/account/messages"]
    while waiting:
        address = waiting.pop()
        if address in pages or address.startswith("/static"):
            continue
        answer = browser.get(address)
        pages[address] = answer.text if answer.mimetype.startswith("text/") else ""
        waiting += LINK.findall(pages[address]) + FEED.findall(pages[address])
    assert any(address.startswith("/calendar-feeds/") for address in pages)
    return pages


@pytest.mark.parametrize("moment", ["written", "half"])
@pytest.mark.parametrize("writer, reader", [("ana", "ben"), ("ben", "ana")])
def test_the_other_side_finds_no_word_of_it_anywhere(agreement, cast, as_, session, moment, writer, reader):
    """On no page, in no mail, digest, feed or event; and the same for both sides."""
    writer, reader = getattr(cast, writer), getattr(cast, reader)
    choose(reader, Topic.REPORTS, Way.DAILY)
    it = Evaluation.begin(agreement, Moment.EXTRA, None, by=writer)
    it.write(View(own_hard=SECRET, other_well="They mow along."), 0, writer)
    if moment == "half":
        it.share(1, by=writer)
    session.flush()
    react()
    pages = crawl(as_(reader), THERE)
    assert len(pages) > 25
    assert [address for address, page in pages.items() if "afraid to call" in page] == []
    assert "It is being written" in pages[THERE] or "shared the text" in pages[THERE]
    for notice in session.scalars(select(Notice)):
        letter = letter_for(notice, late_facts(notice) or {})
        assert "afraid" not in letter.subject + letter.text + letter.html + str(notice.data)
    assert session.scalar(select(Notice).where(Notice.template == DIGEST, Notice.person_id == reader.id))
    assert [d for d in db.session.scalars(text("select data::text from event")) if "afraid" in d] == []


def test_once_all_shared_both_read_both_side_by_side(look_back, cast, as_, session):
    look_back("open")
    for reader in (cast.ana, cast.ali, cast.ben):
        page = as_(reader).get(THERE).text
        assert SECRET in page
        assert ANSWER in page
    react()
    assert "evaluation_opened" in mails(session, cast.ana)
    assert "evaluation_opened" in mails(session, cast.ben)


def test_by_the_buttons_from_the_first_word_to_the_advice(agreement, cast, as_, session):
    begun = as_(cast.ana).post(f"{HERE}/evaluations")
    assert begun.location == THERE
    as_(cast.ana).post(f"{THERE}/view", data={"seen": "0", "own_well": "We mowed."})
    as_(cast.ana).post(f"{THERE}/sharing", data={"seen": "1"})
    assert as_(cast.ana).post(f"{THERE}/findings", data={"sort": "finding", "text": "x"}).status_code == 409
    as_(cast.ben).post(f"{THERE}/view", data={"seen": "0", "own_hard": "We were late."})
    as_(cast.ben).post(f"{THERE}/sharing", data={"seen": "1"})
    as_(cast.ana).post(f"{THERE}/findings", data={"sort": "change", "text": "We call within a week."})
    assert "Agree to what was found together" in as_(cast.ben).get("/overview").text
    as_(cast.ben).post(f"{THERE}/findings/1/consent")
    assert "support/question?what=We+call+within+a+week." in as_(cast.ana).get(THERE).text
    page = as_(cast.ana).get(THERE).text
    assert "Both agree" in page
    assert f"{HERE}/amendment" in page or "Put it in the agreement" in page
    as_(cast.ana).post(f"{THERE}/advice", data={"advice": "change", "words": "With a key of our own."})
    as_(cast.ben).post(f"{THERE}/advice", data={"advice": "renew", "words": "It works."})
    page = as_(cast.ali).get(THERE).text
    assert "With a key of our own." in page
    assert "It works." in page


def test_what_was_shared_is_taken_back_until_the_other_shares(look_back, cast, as_):
    look_back("half")
    as_(cast.ana).post(f"{THERE}/sharing/withdrawal")
    assert as_(cast.ana).post(f"{THERE}/view", data={"seen": "1", "own_hard": "Milder."}).status_code == 303
    assert "Milder." in as_(cast.ali).get(THERE).text


def test_two_of_one_side_who_write_at_once_lose_nothing(look_back, cast, as_, eva):
    look_back("written")
    late = as_(eva).post(f"{THERE}/view", data={"seen": "0", "own_well": "Evas view."})
    assert late.status_code == 409
    assert SECRET in late.text
    assert "Evas view." in late.text


def test_the_planned_one_is_met_when_all_have_shared(agreement, case, cast, as_, session):
    planned = Deadline.start(Kind.EVALUATION, "evaluation:0:x", today(), subject="Garden")
    agreement.add_deadline(planned)
    session.flush()
    assert "Look back together: begin the evaluation" in as_(cast.ana).get("/overview").text
    as_(cast.ben).post(f"{HERE}/evaluations")
    it = agreement.evaluations[0]
    assert it.deadline is planned
    for person in (cast.ana, cast.ben):
        it.write(View(own_well="Fine."), 0, by=person)
        it.share(1, by=person)
    assert planned.met_on == today()


def test_a_larger_agreement_is_looked_at_halfway_and_half_a_year_before_its_end(complexes):
    react()
    react()
    checks = [it for it in complexes.deadlines if it.kind == Kind.MIDTERM_CHECK]
    start, end = complexes.starts_on, complexes.ends_on
    assert [(it.due_on - start).days for it in checks] == [(end - start).days // 2, (end - start).days - 180]


def test_a_light_agreement_is_not(agreement):
    react()
    assert [it for it in agreement.deadlines if it.kind == Kind.MIDTERM_CHECK] == []


def test_it_is_never_a_gate(look_back, agreement, cast, as_):
    """With an evaluation half done reports go on."""
    look_back("half")
    promise = next(it for it in agreement.promises if it.sort == "report")
    assert as_(cast.ana).post(f"{HERE}/reports", data={"promise": promise.ref}).status_code == 303


def test_cyd_finds_nothing(look_back, cast, as_):
    look_back("open")
    visitor = as_(cast.cyd)
    for address in ("", "/view", "/findings", "/advice"):
        assert visitor.get(f"{THERE}{address}").status_code == 404
    for address in ("/sharing", "/sharing/withdrawal", "/findings/1/consent"):
        assert visitor.post(f"{THERE}{address}").status_code == 404
