"""What both sides agree on: another day, a way to settle; a no with a reason, letting go with thanks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.clock import today, working_days_after
from collab.deadlines import Deadline
from collab.deadlines.shifting import shift
from collab.people.words import Side
from collab.phases.menu import Offer
from collab.phases.words import Source
from collab.support.jobs import tick
from collab.support.words import Outcome, State
from tests.round import mails, react

from .conftest import SOON

LATER = SOON + timedelta(days=14)


@pytest.mark.parametrize(("asks", "answers"), [("ana", "ben"), ("ben", "ana")])
@pytest.mark.parametrize("side", list(Side))
def test_either_side_asks_for_another_day_and_the_other_says_yes(
    promise, cast, as_, session, asks, answers, side
):
    line, asks, answers = promise(side=side), getattr(cast, asks), getattr(cast, answers)
    address = f"/promises/{line.ref}"
    as_(asks).post(f"{address}/new-day", data={"due_on": LATER.isoformat(), "words": "A part is missing."})
    assert line.due_on == SOON
    assert "A part is missing." in as_(answers).get("/cases/LD-1/support").text
    assert as_(asks).post(f"{address}/response", data={"agreed": "yes"}).status_code == 403
    as_(answers).post(f"{address}/response", data={"agreed": "yes"})
    assert (line.due_on, line.moved_from, line.state) == (LATER, SOON, State.PROMISED)
    deadlines = session.scalars(select(Deadline).where(Deadline.key.startswith(f"promise:{line.ref}"))).all()
    assert sorted((d.due_on, bool(d.met_on)) for d in deadlines) == [(SOON, True), (LATER, False)]
    react()
    assert "moved" in mails(session, asks)
    assert "agreement of both" in as_(asks).get("/cases/LD-1/support").text


def test_until_the_other_side_says_yes_the_day_stays(promise, cast, as_):
    line = promise()
    line.ask_new_day(LATER, None, by=cast.ben)
    as_(cast.ana).post(f"/promises/{line.ref}/response", data={"agreed": "no"})
    assert (line.due_on, line.proposals[0].outcome) == (SOON, Outcome.REFUSED)


def test_a_step_overtakes_what_was_asked(promise, cast):
    line = promise()
    line.ask_new_day(LATER, None, by=cast.ben)
    line.deliver(by=cast.ben)
    assert line.proposals[0].outcome == Outcome.LAPSED


def test_after_a_pause_the_promised_day_moves_along(promise, case):
    line = promise()
    shift([d for d in case.deadlines if d.key == f"promise:{line.ref}:0"], timedelta(days=21))
    assert (line.due_on, line.first_due_on) == (SOON + timedelta(21), SOON + timedelta(21))


def test_what_is_contested_is_settled_by_both(promise, cast, as_):
    line = promise(State.CONTESTED)
    as_(cast.ben).post(f"/promises/{line.ref}/settlement", data={"words": "We share a tank."})
    assert line.state == State.CONTESTED
    as_(cast.ana).post(f"/promises/{line.ref}/response", data={"agreed": "yes"})
    assert line.state == State.ENDED


def test_who_promised_it_answers_and_delivers_again(promise, cast, as_):
    line = promise(State.CONTESTED)
    as_(cast.ben).post(f"/promises/{line.ref}/answer", data={"words": "Let us look together.", "how": "talk"})
    assert line.state == State.CONTESTED
    as_(cast.ben).post(f"/promises/{line.ref}/answer", data={"words": "It runs now.", "how": "again"})
    assert line.state == State.DELIVERED
    assert "It runs now." in as_(cast.ana).get("/cases/LD-1/support").text
    as_(cast.ana).post(f"/promises/{line.ref}/confirmation")
    assert line.state == State.CONFIRMED


@pytest.mark.parametrize("given", [{"alternative": "a tank"}, {"reason": "no pipe"}])
@pytest.mark.parametrize("side", list(Side))
def test_a_no_without_a_reason_or_another_way_comes_back_as_typed(promise, cast, as_, given, side):
    line = promise(State.ASKED, side=side)
    doer = cast.ben if side == Side.MUNICIPALITY else cast.ana
    answer = as_(doer).post(f"/promises/{line.ref}/refusal", data=given)
    assert (answer.status_code, line.state) == (422, State.ASKED)
    assert next(iter(given.values())) in answer.text
    assert "What is possible instead, or who could help?" in answer.text


def test_a_no_has_a_reason_and_another_way(promise, cast, as_, session):
    line = promise(State.ASKED)
    as_(cast.ben).post(f"/promises/{line.ref}/refusal", data={"reason": "no pipe", "alternative": "a tank"})
    react()
    page = as_(cast.ana).get("/cases/LD-1/support").text
    assert all(words in page for words in ("no pipe", "a tank", "ask the contact person who else can help"))
    assert (line.state, "declined" in mails(session, cast.ana)) == (State.DECLINED, True)


def test_after_a_no_the_same_is_asked_again_in_one_tap(promise, cast, as_):
    line = promise(State.DECLINED)
    again = f"/cases/LD-1/support/question?sort={line.sort}&amp;what=water+at+the+greenhouse"
    assert [
        again in as_(who).get(f"/promises/{line.ref}").text for who in (cast.ana, cast.ali, cast.ben)
    ] == [
        True,
        False,
        False,
    ]


def test_a_great_amount_is_read_easily_however_it_was_typed(promise):
    assert promise(amount="38000", unit="euro a year").how_much == "38,000 euro a year"
    assert promise(amount="a handful", unit="keys").how_much == "a handful keys"


def test_who_was_offered_something_may_simply_say_no(promise, cast, as_):
    line = promise(State.OFFERED)
    assert "What is possible instead" not in as_(cast.ana).get(f"/promises/{line.ref}/refusal").text
    as_(cast.ana).post(f"/promises/{line.ref}/refusal", data={"reason": ""})
    assert (line.state, line.remarks) == (State.DECLINED, [])


def test_time_ends_what_was_received_and_nothing_that_is_owed(promise, session, cast, as_):
    gone, owed = promise(State.CONFIRMED), promise(State.PROMISED)
    gone.until = owed.until = today() - timedelta(1)
    session.flush()
    tick()
    session.expire_all()
    assert (gone.state, owed.state) == (State.ENDED, State.PROMISED)
    assert "The time of" in as_(cast.ana).get("/cases/LD-1").text


def test_nothing_typed_is_lost_on_a_mistake(case, cast, as_):
    form = {
        "what": "",
        "sort": "coach",
        "quantity": "veel",
        "budget_line": "Wijkbudget 7",
        "successor": "Vera",
    }
    page = as_(cast.ana).post("/cases/LD-1/support/question", data=form)
    assert page.status_code == 422
    assert all(words in page.text for words in ("veel", "Wijkbudget 7", "Vera", '<details class="fold" open'))


def test_a_question_waits_as_long_as_was_promised_and_then_stands_out(case, promise, cast, as_, session):
    line = promise(State.ASKED)
    assert line.answer_due_on == working_days_after(today(), 10)
    line.asked_on, line.answer_due_on = today() - timedelta(30), today() - timedelta(14)
    session.flush()
    for place, asked in (("/cases/LD-1/support", "Asked"), ("/overview", "asked"), ("/cases/LD-1", "Asked")):
        assert f"{asked} {line.waiting_days} working days ago" in as_(cast.ben).get(place).text
        assert f"{line.answer_days_late} working days late" in as_(cast.ben).get(place).text
    tick()
    tick()
    assert mails(session, cast.ben).count("unanswered") == 1
    assert mails(session, cast.ana).count("no_answer") == 1


def test_a_menu_links_to_a_question_that_is_half_written(case, cast, as_):
    page = as_(cast.ana).get("/cases/LD-1/support/question?sort=coach&what=Three+talks").text
    assert 'value="Three talks"' in page
    assert '<option value="coach" selected>' in page


def test_what_the_menu_offers_is_answered_as_soon_as_the_menu_says(case, cast, as_, session):
    facts = {"title_nl": "Drie gesprekken", "title_en": "Three talks", "text_nl": "", "text_en": ""}
    about = {"sort": "guidance", "source": Source.MUNICIPALITY, "offered_by": "Wijken", "answer_days": 3}
    session.add(Offer.add(by=cast.ben, phases=[], **facts, **about))
    session.flush()
    form = {"what": "Three talks", "sort": "guidance"}
    as_(cast.ana).post("/cases/LD-1/support/question", data=form)
    assert case.promises[0].answer_due_on == working_days_after(today(), 3)


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        ("state=promised", "state=asked"),
        ("kind=space", "kind=funding"),
        ("side=municipality", "side=collective"),
    ],
)
def test_the_list_shows_only_a_part(promise, cast, as_, shown, hidden):
    from collab.support.words import Sort

    promise(sort=Sort.SPACE)
    seen = [
        as_(cast.ana).get(f"/cases/LD-1/support?{chosen}").text for chosen in (shown, hidden, "state=nothing")
    ]
    assert ["water at the greenhouse</bdi></p>" in page for page in seen] == [True, False, True]


def test_what_is_settled_reminds_nobody_any_more(promise, cast, case):
    line = promise(until=LATER)
    assert line.ends
    line.deliver(by=cast.ben)
    line.contest("the tap is dry", by=cast.ana)
    line.ask_settlement("We share a tank.", by=cast.ana)
    line.respond(True, by=cast.ben)
    mine = [it for it in case.deadlines if line.ref in it.key]
    assert (line.state, [it.key for it in mine if it.met_on is None]) == (State.ENDED, [])


def test_a_day_that_has_passed_is_not_agreed_to(promise, cast, as_):
    line = promise()
    line.ask_new_day(LATER, None, by=cast.ben)
    line.open_proposal.to_on = today() - timedelta(days=1)
    address = f"/promises/{line.ref}/response"
    assert as_(cast.ana).post(address, data={"agreed": "yes"}).status_code == 409
    assert (line.due_on, line.moves) == (SOON, 0)
    assert as_(cast.ana).post(address, data={"agreed": "no"}).status_code == 303


def test_what_goes_on_without_a_day_ends_with_its_time(promise, session):
    line = promise(State.UNDER_WAY)
    line.due_on, line.until = None, today() - timedelta(days=1)
    session.commit()
    tick()
    assert line.state == State.ENDED
