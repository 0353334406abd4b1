"""A collective tells how it goes, no longer than needed; the municipality answers."""

from datetime import timedelta
from io import BytesIO

from sqlalchemy import select

from collab.clock import months_after, today
from collab.deadlines import Kind
from collab.notifications.models import Notice
from collab.reports.words import State
from collab.support.words import Sort
from tests.round import mails, react

from .conftest import HERE, SECRET, writes


def promise_of(agreement):
    return next(it for it in agreement.promises if it.sort == Sort.REPORT)


def begins(browser, agreement):
    return browser.post(f"{HERE}/reports", data={"promise": promise_of(agreement).ref})


def open_kinds(agreement):
    return {it.kind: it.due_on for it in agreement.deadlines if it.met_on is None}


def test_from_the_first_word_to_the_answer(agreement, cast, as_, session):
    answer = begins(as_(cast.ana), agreement)
    assert answer.location == f"{HERE}/reports/1/text"
    assert "mowing the lawn" not in as_(cast.ana).get(answer.location).text  # light: a story is enough
    writes(as_(cast.ana), story="We mowed.", **{"numbers-0-amount": "12", "numbers-0-what": "evenings"})
    done = writes(as_(cast.ana), seen=1, story="We mowed twice.", hand_in="1")
    assert done.location == f"{HERE}/reports/1"
    page = as_(cast.ben).get(done.location).text
    assert "We mowed twice." in page
    assert "Answer this report" in page
    as_(cast.ben).post(f"{HERE}/reports/1/answer", data={"read": "Mowed.", "does": "Nothing needed."})
    session.expire_all()
    assert agreement.reports[0].state == State.ANSWERED
    page = as_(cast.ali).get(done.location).text
    assert "Nothing needed." in page


def test_a_question_in_the_answer_leads_the_collective_to_the_conversation(
    agreement, cast, report, as_, session
):
    it = report(agreement, "submitted")
    it.reply("Read.", "Fine.", "Do you need help?", by=cast.ben)
    session.flush()
    way_on = "Answer this in the conversation"
    assert way_on in as_(cast.ana).get(f"{HERE}/reports/1").text
    assert way_on not in as_(cast.ben).get(f"{HERE}/reports/1").text


def test_handing_in_keeps_the_promise_and_the_answer_confirms_it(agreement, cast, report, session):
    due = promise_of(agreement).due_on
    it = report(agreement, "submitted")
    assert promise_of(agreement).delivered_by is cast.ana
    kinds = open_kinds(agreement)
    assert Kind.REPORT not in kinds
    assert Kind.CONFIRMATION not in kinds
    assert kinds[Kind.REPORT_ANSWER] == it.answer_due_on == today() + timedelta(days=14)
    it.reply("Read.", "Fine.", "", by=cast.ben)
    session.flush()
    session.expire(agreement, ["deadlines"])
    kinds = open_kinds(agreement)
    assert Kind.REPORT_ANSWER not in kinds
    assert kinds[Kind.REPORT] == months_after(due, 6)


def test_a_slow_answer_makes_nobody_late(agreement, cast, report, session):
    """The next day went by while the municipality had it; the one after that is asked."""
    promise = promise_of(agreement)
    it = report(agreement, "submitted")
    promise.first_due_on = promise.due_on = months_after(today(), -7)
    it.reply("Read, late.", "Sorry.", "", by=cast.ben)
    assert promise.due_on == months_after(promise.first_due_on, 12)


def test_skipping_needs_a_reason_and_nothing_else(agreement, cast, report, as_, session):
    report(agreement)
    refused = as_(cast.ana).post(f"{HERE}/reports/1/omission", data={"reason": " "})
    assert refused.status_code == 422
    as_(cast.ana).post(f"{HERE}/reports/1/omission", data={"reason": "Ali was ill all summer."})
    session.expire_all()
    assert agreement.reports[0].state == State.SKIPPED
    assert Kind.REPORT not in open_kinds(agreement)
    assert "Ali was ill all summer." in as_(cast.ben).get(f"{HERE}/reports/1").text
    react()
    assert "report_skipped" in mails(session, cast.ben)


def test_a_draft_is_read_by_its_own_collective_alone(agreement, cast, report, as_, eva):
    report(agreement, "written")
    assert SECRET in as_(eva).get(f"{HERE}/reports/1/text").text
    for reader in (cast.ben, cast.bea):
        page = as_(reader).get(f"{HERE}/reports/1").text
        assert SECRET not in page
        assert "You read it when it is handed in." in page
        assert as_(reader).get(f"{HERE}/reports/1/text").status_code == 403


def test_what_is_taken_back_is_a_draft_again(agreement, cast, report, as_, session):
    report(agreement, "submitted")
    assert SECRET in as_(cast.ben).get(f"{HERE}/reports/1").text
    as_(cast.ana).post(f"{HERE}/reports/1/withdrawal")
    session.expire_all()
    assert open_kinds(agreement).keys() >= {Kind.REPORT}
    assert Kind.REPORT_ANSWER not in open_kinds(agreement)
    assert SECRET not in as_(cast.ben).get(f"{HERE}/reports/1").text
    writes(as_(cast.ana), seen=1, story="We agreed about the shed.", hand_in="1")
    session.expire_all()
    assert agreement.reports[0].state == State.SUBMITTED
    assert SECRET not in as_(cast.ben).get(f"{HERE}/reports/1").text


def test_after_the_answer_nothing_is_taken_back(agreement, cast, report, as_):
    report(agreement, "answered")
    assert as_(cast.ana).post(f"{HERE}/reports/1/withdrawal").status_code == 403
    assert as_(cast.ben).get(f"{HERE}/reports/1/answer").status_code == 403


def test_two_who_write_at_once_lose_nothing(agreement, cast, report, as_, eva):
    report(agreement)
    writes(as_(cast.ana), story="Anas story.")
    late = writes(as_(eva), story="Evas story.")
    assert late.status_code == 409
    assert "Anas story." in late.text
    assert "Evas story." in late.text
    assert writes(as_(eva), seen=1, story="Evas story.").status_code == 303
    assert "Anas story." in as_(cast.ali).get(f"{HERE}/reports/1").text  # the earlier text stays readable


def test_who_writes_along_does_not_hand_in(agreement, report, as_, eva):
    report(agreement)
    page = as_(eva).get(f"{HERE}/reports/1/text").text
    assert 'name="hand_in"' not in page
    refused = writes(as_(eva), story="Mine.", hand_in="1")
    assert refused.status_code == 403
    assert "Mine." in refused.text


def test_an_empty_report_is_not_handed_in_and_minutes_are_enough(agreement, cast, report, as_, session):
    report(agreement)
    numbers = {"numbers-0-amount": "12", "numbers-0-what": "evenings"}
    refused = writes(as_(cast.ana), hand_in="1", **numbers)
    assert refused.status_code == 422
    assert 'value="evenings"' in refused.text
    assert writes(as_(cast.ana), hand_in="1", minutes_on=today().isoformat()).status_code == 303
    assert "Decided in our own assembly on" in as_(cast.ben).get(f"{HERE}/reports/1").text


def test_minutes_come_along_and_stay_with_the_draft(agreement, cast, report, as_):
    report(agreement)
    picture = picture_of(40)
    writes(as_(cast.ana), story="See the minutes.", minutes=(picture, "minutes.png"))
    assert as_(cast.ben).get(f"{HERE}/reports/1/minutes/1").status_code == 404
    writes(as_(cast.ana), seen=1, story="See the minutes, please.", hand_in="1")
    kept = as_(cast.ben).get(f"{HERE}/reports/1/minutes/2")
    assert kept.mimetype == "image/png"
    assert "sandbox" in kept.headers["Content-Security-Policy"]
    assert as_(cast.ben).get(f"{HERE}/reports/1/minutes/1").status_code == 404
    assert as_(cast.ana).get(f"{HERE}/reports/1/minutes/1").status_code == 200


def test_a_bad_file_is_refused_and_what_was_typed_stays(agreement, cast, report, as_):
    report(agreement)
    for body in (b"<script>", b"%PDF-1.4 nothing", b"%PDF-" + b"x" * (2 * 1024 * 1024 + 1)):
        refused = writes(as_(cast.ana), story="My long story.", minutes=(BytesIO(body), "x.pdf"))
        assert refused.status_code == 422
        assert "My long story." in refused.text


def test_a_larger_agreement_is_asked_more_and_the_ledger_fills_it_in(complexes, cast, report, as_, session):
    promise = next(it for it in complexes.promises if it.what == "mowing the lawn")
    promise.deliver(by=cast.ana)
    report(complexes)
    page = as_(cast.ana).get(f"{HERE}/reports/1/text").text
    assert "How did it go?" in page
    assert "Done on" in page
    rows = {"done-0-ref": promise.ref, "done-0-text": "Twice a month."}
    strange = {"done-1-ref": "X-9", "done-1-text": "Somebody else's."}
    writes(as_(cast.ana), story="Well.", went="Slowly.", hand_in="1", **rows, **strange)
    page = as_(cast.ben).get(f"{HERE}/reports/1").text
    for words in ("mowing the lawn", "Twice a month.", "Slowly."):
        assert words in page
    assert "Somebody else" not in page


def test_the_next_one_begins_with_the_last(agreement, cast, report, as_):
    report(agreement, "answered")
    begins(as_(cast.ana), agreement)
    assert SECRET not in as_(cast.ana).get(f"{HERE}/reports/2/text").text
    assert SECRET in as_(cast.ana).get(f"{HERE}/reports/2/text?from=1").text


def test_both_sides_see_on_their_first_page_who_is_on_turn(agreement, cast, report, as_, session):
    promise_of(agreement).due_on = today() + timedelta(days=3)
    session.flush()
    assert "Write the report, or say why not this time" in as_(cast.ana).get("/overview").text
    report(agreement, "submitted")
    assert "Answer the report of Green Street" in as_(cast.ben).get("/overview").text
    assert "Answer the report of Green Street" in as_(cast.ana).get("/overview").text
    page = as_(cast.ana).get("/cases/LD-1/reports").text
    assert "Gemeente Lindendal answers by" in page


def test_the_ledger_leads_to_the_report(agreement, cast, as_):
    ref = promise_of(agreement).ref
    assert as_(cast.ana).post(f"/promises/{ref}/delivery").status_code == 403
    assert "/cases/LD-1/reports" in as_(cast.ana).get("/cases/LD-1/support").text


def test_without_a_report_agreed_none_is_asked(make, cast, as_):
    make("begun", A14={"every": "none", "first_on": None, "answer_days": None})
    assert "No reports were agreed, so none is asked." in as_(cast.ana).get("/cases/LD-1/reports").text


def test_mails_go_once_to_the_other_side_and_hold_no_text(agreement, cast, report, session):
    report(agreement, "answered")
    react()
    assert mails(session, cast.ben).count("report_submitted") == 1
    assert mails(session, cast.ana).count("report_answered") == 1
    assert "delivered" not in mails(session)
    assert [n for n in session.scalars(select(Notice)) if "shed" in str(n.data)] == []


def test_cyd_finds_nothing(agreement, cast, report, as_):
    report(agreement, "submitted")
    visitor = as_(cast.cyd)
    for address in ("reports/1", "reports/1/text", "reports/1/answer", "reports/1/copies"):
        assert visitor.get(f"{HERE}/{address}").status_code == 404
    assert visitor.get("/cases/LD-1/reports").status_code == 404


def picture_of(size: int) -> BytesIO:
    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (size, size)).save(file, "PNG")
    file.seek(0)
    return file
