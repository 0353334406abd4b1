"""Everyone's first page: what waits for me, what for the other side, what comes next."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from collab.agreements.models import Agreement
from collab.cases.doing import Todo
from collab.cases.models import Case
from collab.clock import today
from collab.db import db
from collab.overview.todos import concerning
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.words import State
from tests.agreements.conftest import TERMS, agree_all, freeze, propose_all, somebody


def columns(page: str) -> tuple[str, str]:
    """What stands under "Waits for you", and under "Waits for …" of the other side."""
    mine = page.partition('id="mine"')[2].partition("</section>")[0]
    theirs = page.partition('id="theirs"')[2].partition("</section>")[0]
    return mine, theirs


def overview(browser) -> tuple[str, str]:
    return columns(browser.get("/overview").text)


def line(case, state, side, **facts) -> Promise:
    party = case.collectives[0] if side == Side.COLLECTIVE else None
    made = Promise.write(case, state, "water", by=None, side=side, collective=party, **facts)
    db.session.add(made)
    db.session.flush()
    return made


@pytest.mark.parametrize(("signed_in", "where"), [(True, "/overview"), (False, "/sign-in")])
def test_the_front_door_leads_on(cast, as_, client, signed_in, where):
    visitor = as_(cast.ana) if signed_in else client
    assert visitor.get("/").location == where


def test_a_turn_waits_for_one_side_and_the_other_sees_it(case, cast, as_):
    case.say("Your turn", by=cast.ben, hand_over=True)
    asked = "Get acquainted"
    assert [asked in column for column in overview(as_(cast.ana))] == [True, False]
    assert [asked in column for column in overview(as_(cast.ben))] == [False, True]


def test_proposals_wait_for_the_side_that_has_not_agreed(make, cast, as_):
    make("proposed")
    mine, theirs = overview(as_(cast.ben))
    assert "React to" in mine
    assert "React to" not in theirs
    mine, theirs = overview(as_(cast.ana))
    assert ("React to" in mine, "React to" in theirs) == (False, True)


def test_a_signature_waits_for_each_party_until_it_is_there(make, cast, as_):
    make("half signed")
    sign = "Sign the agreement"
    assert [sign in column for column in overview(as_(cast.ana))] == [False, True]
    assert [sign in column for column in overview(as_(cast.bea))] == [True, False]


@pytest.mark.parametrize(
    ("state", "words", "for_ana"),
    [
        (State.ASKED, "Answer the question", False),
        (State.OFFERED, "Choose whether you want this", True),
        (State.DELIVERED, "Confirm that you received this", True),
    ],
)
def test_the_ledger_waits_for_who_acts_next(case, cast, as_, state, words, for_ana):
    line(case, state, Side.MUNICIPALITY)
    assert [words in column for column in overview(as_(cast.ana))] == [for_ana, not for_ana]
    assert [words in column for column in overview(as_(cast.ben))] == [not for_ana, for_ana]


def test_what_is_promised_soon_waits_and_what_is_far_does_not(case, cast, as_):
    line(case, State.PROMISED, Side.COLLECTIVE, due_on=today() + timedelta(days=60))
    assert "Deliver: water" not in overview(as_(cast.ana))[0]
    line(case, State.PROMISED, Side.COLLECTIVE, due_on=today() + timedelta(days=5))
    assert "Deliver: water" in overview(as_(cast.ana))[0]


def test_late_is_said_of_both_sides_alike(case, cast, as_):
    for side in Side:
        line(case, State.PROMISED, side, due_on=today() - timedelta(days=14))
    assert all("working days late" in column for column in overview(as_(cast.ana)))


def test_who_only_reads_along_is_asked_nothing(case, cast, as_):
    page = as_(cast.ali).get("/overview").text
    assert "Nothing waits for you." in page
    assert "Garden" in page


def test_a_new_cooperation_waits_to_be_taken_up(cast, as_, session):
    session.add(Case.open("LD-9", cast.street, by=cast.ana, title="Pond", about="A pond."))
    session.flush()
    assert "Take up this cooperation" in overview(as_(cast.ben))[0]
    assert "Take up this cooperation" in overview(as_(cast.ana))[1]


def test_somebody_new_is_shown_where_to_begin(cast, as_, session):
    eve = somebody("Eve")
    assert "Register your group" in as_(eve).get("/overview").text
    assert "Start a cooperation" in as_(cast.cyd).get("/overview").text


def test_what_one_collective_has_to_do_waits_for_no_other(case, cast):
    both = [Todo(case, Side.COLLECTIVE, "sign", "/", collective_id=it.id) for it in (cast.street, cast.other)]
    assert concerning(cast.ana, both)[0] == both[:1]
    assert concerning(cast.ben, both) == ([], both)


def test_why_the_clock_stood_still_is_told_to_both(case, cast, as_, session):
    case.pause("We wait for the budget", by=cast.ben)
    browsers = [as_(person) for person in (cast.ana, cast.ben)]
    for browser in browsers:
        session.expunge_all()
        assert "We wait for the budget" in browser.get("/overview").text


def test_the_page_of_a_cooperation_shows_what_waits_there_for_the_reader(case, cast, as_):
    line(case, State.DELIVERED, Side.MUNICIPALITY).delivered_on = today()
    db.session.add(Case.open("LD-2", cast.street, by=cast.ana, title="Shed", about="x"))
    db.session.flush()
    asked = "Confirm that you received this: water"
    waits = {
        person: as_(getattr(cast, person)).get("/cases/LD-1").text.partition('id="for-you"')[2]
        for person in ("ana", "ali", "ben")
    }
    assert [asked in waits[person] for person in ("ana", "ali", "ben")] == [True, False, False]
    assert asked not in as_(cast.ana).get("/cases/LD-2").text


def test_others_see_nothing_of_it(case, cast, as_):
    assert "Garden" not in as_(cast.cyd).get("/overview").text


@contextmanager
def statements():
    seen: list[str] = []
    engine = db.engines[None].engine

    def note(_connection, _cursor, statement, *_):
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def busy(cast, number) -> None:
    """A cooperation with a text in the making or to be signed, promises of both sides and something said."""
    with db.session.no_autoflush:
        case = Case.open(f"LD-{number}", cast.street, by=cast.ana, title=f"Plan {number}", about="x")
        db.session.add(case)
    case.take(cast.ben)
    agreement = Agreement.draft(case, "light", "en", by=cast.ana)
    db.session.add(agreement)
    propose_all(agreement, cast, TERMS)
    if number % 2:
        agree_all(agreement, cast, TERMS)
        freeze(agreement, cast, TERMS)
    for side in Side:
        line(case, State.DELIVERED, side)
    case.say("Hello", by=cast.ben)
    db.session.flush()


@pytest.mark.parametrize("who", ["ana", "ben", "bea"])
def test_twenty_cooperations_take_as_many_statements_as_two(cast, as_, who):
    counts = []
    for numbers in (range(10, 12), range(12, 30)):
        for number in numbers:
            busy(cast, number)
        browser = as_(getattr(cast, who))
        with statements() as seen:
            assert browser.get("/overview").status_code == 200
        counts.append(len([s for s in seen if "SAVEPOINT" not in s]))
    assert counts[0] == counts[1] < 60
