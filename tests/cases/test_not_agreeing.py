"""Either side says that they do not agree, and either says that it is over; nothing stops meanwhile."""

import pytest

from collab.cases.beside import BesideKind
from tests.round import mails, react

WHAT = "Who pays for the gate."


@pytest.mark.parametrize("one, other", [("ana", "ben"), ("ben", "ana")])
def test_either_side_notes_it_and_the_other_ends_it(case, cast, as_, session, one, other):
    assert as_(getattr(cast, one)).post("/cases/LD-1/dispute", data={"reason": WHAT}).status_code == 303
    react()
    assert mails(session, getattr(cast, other))[-1] == "disputed"
    page = as_(getattr(cast, other)).get("/cases/LD-1").text
    assert WHAT in page
    assert "We agree again" in page
    assert as_(getattr(cast, other)).post("/cases/LD-1/dispute/end").status_code == 303
    react()
    assert case.beside(BesideKind.DISPUTED) is None
    assert mails(session, getattr(cast, one))[-1] == "settled"
    assert "said that the sides agree again" in as_(cast.ana).get("/cases/LD-1").text


def test_both_are_led_to_the_conversation_and_to_the_article_on_disputes(make, cast, as_):
    agreement = make("begun")
    as_(cast.ana).post("/cases/LD-1/dispute", data={"reason": WHAT})
    for one in (cast.ana, cast.ben):
        page = as_(one).get("/cases/LD-1").text
        assert "What the agreement says about disputes" in page
        assert f"/agreements/{agreement.ref}/articles/12" in page


def test_the_reason_is_read_and_never_kept_in_the_history(case, cast, as_):
    as_(cast.ana).post("/cases/LD-1/dispute", data={"reason": WHAT})
    assert f"“{WHAT.rstrip('.')}”" in as_(cast.ben).get("/cases/LD-1").text
    assert all(WHAT not in str(event.data) for event in case.events)


def test_it_is_noted_once_with_a_reason_by_who_acts_for_a_side(case, cast, as_):
    assert as_(cast.ana).post("/cases/LD-1/dispute", data={"reason": " "}).status_code == 422
    assert as_(cast.ali).post("/cases/LD-1/dispute", data={"reason": WHAT}).status_code == 403
    assert as_(cast.cyd).post("/cases/LD-1/dispute", data={"reason": WHAT}).status_code == 404
    assert as_(cast.ben).post("/cases/LD-1/dispute/end").status_code == 403
    as_(cast.ana).post("/cases/LD-1/dispute", data={"reason": WHAT})
    assert as_(cast.ben).post("/cases/LD-1/dispute", data={"reason": WHAT}).status_code == 403


def test_it_stops_no_clock_and_is_over_with_the_cooperation(case, cast):
    case.dispute(WHAT, by=cast.ana)
    assert not any(deadline.paused_at for deadline in case.deadlines)
    case.withdraw("We stop.", by=cast.ana)
    assert case.beside(BesideKind.DISPUTED) is None
