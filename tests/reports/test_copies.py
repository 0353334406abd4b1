"""Told once, used more often: a copy for a fund, plain text, a paper, and a public version that is chosen."""

import json

from sqlalchemy import select

from collab.documents.jobs import print_one
from collab.documents.models import Document

from .conftest import HERE, SECRET


def makes(browser, whom="Fund of the Street"):
    return browser.post(f"{HERE}/reports/1/copies", data={"for_whom": whom})


def test_a_copy_reads_on_a_page_as_text_and_on_paper(agreement, cast, report, as_, session):
    report(agreement, "submitted")
    made = makes(as_(cast.ana))
    page = as_(cast.ana).get(made.location).text
    assert "For Fund of the Street" in page
    assert SECRET in page
    assert as_(cast.ana).get(f"{made.location}/paper").status_code == 404  # not printed yet
    told = as_(cast.ana).get(f"{made.location}/text")
    assert told.mimetype == "text/plain"
    assert "For Fund of the Street" in told.text
    assert SECRET in told.text
    document = session.scalar(select(Document).where(Document.name == "report-LD-1-1-1-1"))
    assert "Fund of the Street" in document.html
    assert json.loads(document.attachment)["story"] == SECRET
    print_one(document)
    session.flush()
    assert as_(cast.ana).get(f"{made.location}/paper").data.startswith(b"%PDF-")


def test_only_its_own_collective_sees_for_whom_it_was(agreement, cast, report, as_):
    report(agreement, "submitted")
    made = makes(as_(cast.ana))
    assert as_(cast.ali).get(made.location).status_code == 200
    for ending in ("", "/paper", "/text"):
        assert as_(cast.ben).get(f"{made.location}{ending}").status_code == 404
    assert "Fund of the Street" not in as_(cast.ben).get(f"{HERE}/reports/1").text


def test_a_draft_is_not_copied(agreement, cast, report, as_):
    report(agreement, "written")
    assert makes(as_(cast.ana)).status_code == 403


def test_a_copy_stays_as_it_was_when_the_report_is_taken_back(agreement, cast, report, as_):
    it = report(agreement, "submitted")
    made = makes(as_(cast.ana))
    it.take_back(by=cast.ana)
    assert SECRET in as_(cast.ana).get(made.location).text


def test_the_public_version_is_closed_until_it_is_chosen(agreement, cast, report, as_, client, session):
    it = report(agreement, "submitted")
    assert it.code is None
    assert as_(cast.ben).post(f"{HERE}/reports/1/publication").status_code == 403
    as_(cast.ana).post(f"{HERE}/reports/1/publication")
    session.expire_all()
    address = f"/told/{it.code}"
    stranger = stranger_with(client)
    page = stranger.get(address)
    assert "We mowed." in page.text
    assert SECRET not in page.text
    assert [cast.ana.name in page.text, page.headers["X-Robots-Tag"]] == [False, "noindex"]
    as_(cast.ana).post(f"{HERE}/reports/1/publication/ending")
    assert stranger_with(client).get(address).status_code == 404


def test_what_is_taken_back_is_public_no_more(agreement, cast, report, as_, client, session):
    it = report(agreement, "submitted")
    as_(cast.ana).post(f"{HERE}/reports/1/publication")
    session.expire_all()
    code = it.code
    as_(cast.ana).post(f"{HERE}/reports/1/withdrawal")
    assert stranger_with(client).get(f"/told/{code}").status_code == 404


def test_who_closes_it_on_an_old_page_does_not_open_it_again(agreement, cast, report, as_, session):
    it = report(agreement, "submitted")
    for ending, open_ in (("", True), ("", True), ("/ending", False), ("/ending", False)):
        as_(cast.ana).post(f"{HERE}/reports/1/publication{ending}")
        session.expire_all()
        assert bool(it.code) is open_


def test_a_second_yes_keeps_the_address_that_was_given_away(agreement, cast, report):
    it = report(agreement, "submitted")
    for code in ("first", "second"):
        it.publish(code, by=cast.ana)
    assert it.code == "first"


def stranger_with(client):
    with client.session_transaction() as kept:
        kept.clear()
    return client
