"""What got stuck is visible to administrators, and can be tried again."""

import pytest
from sqlalchemy import select

from collab.clock import now
from collab.documents.models import Document
from collab.notifications.models import Notice, notify
from collab.people.words import Duty


@pytest.fixture
def dora(cast, session):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    session.flush()
    return cast.bea


@pytest.fixture
def stuck(session):
    paper = Document(
        name="agreement", title="Cooperation agreement Garden", html="<p>", attachment="{}", asked_at=now(),
        due_at=now(), attempts=12, trouble="The text is too long to print.",
    )  # fmt: skip
    session.add(paper)
    session.flush()
    return paper


def test_only_administrators_see_it(cast, as_):
    assert [as_(person).get("/administration").status_code for person in (cast.ana, cast.ben)] == [403, 403]
    assert "Administration" not in as_(cast.ben).get("/overview").text


def test_a_paper_that_cannot_be_made_is_shown_with_its_reason(dora, stuck, as_):
    page = as_(dora).get("/administration").text
    assert "Cooperation agreement Garden" in page
    assert "The text is too long to print." in page
    as_(dora).post(f"/administration/papers/{stuck.id}/attempt")
    assert (stuck.attempts, stuck.is_stuck) == (0, False)


def test_a_refused_mail_is_shown_and_sent_again(dora, case, cast, as_, session):
    about = {"ref": "LD-1", "title": "Garden", "who": "Ben", "on_turn": False, "turn_until": "2026-01-01"}
    notify(cast.ana, "a key", "cases/mail/said", case_id=case.id, **about)
    notice = session.scalar(select(Notice).where(Notice.key == "a key"))
    notice.refuse("550 no such mailbox")
    page = as_(dora).get("/administration").text
    assert "New message: Garden" in page
    assert "550 no such mailbox" in page
    as_(dora).post(f"/administration/mails/{notice.id}/attempt")
    assert (notice.refusal, notice.done_at) == (None, None)


def test_it_says_what_is_owed_and_when_the_worker_was_seen(dora, as_):
    page = as_(dora).get("/administration").text
    assert "The worker was" in page
    assert "Reminders" in page


def test_the_way_to_people_and_mandates(dora, as_):
    page = as_(dora).get("/administration").text
    assert all(address in page for address in ('href="/people"', 'href="/mandates"'))


def test_a_mail_whose_words_need_more_than_was_kept_takes_no_page_away(dora, case, cast, as_, session):
    notify(cast.ana, "an old key", "support/mail/delivered", case_id=case.id, ref=case.ref)
    session.scalar(select(Notice).where(Notice.key == "an old key")).refuse("550 no such mailbox")
    assert "This message cannot be shown at the moment" in as_(dora).get("/administration").text
    assert "This message cannot be shown at the moment" in as_(cast.ana).get(f"/cases/{case.ref}").text


def test_a_mail_from_before_it_knew_its_promise_still_has_its_subject(case, cast, as_):
    kept = {"ref": case.ref, "title": "Garden", "what": "Water", "who": "Ben", "party": "Town", "on_turn": 0}
    notify(cast.ana, "an old key", "support/mail/delivered", case_id=case.id, **kept)
    assert "Water" in as_(cast.ana).get(f"/cases/{case.ref}").text
