"""Whoever waits too long may ask, in neutral words, whichever side it is; and not every day."""

from datetime import timedelta

import pytest

from collab.agreements.reactions import facts
from collab.clock import at, now, today, working_days_after
from collab.deadlines import Kind
from collab.errors import NotNow
from collab.history.telling import told
from collab.notifications.models import Notice
from tests.round import mails, react

from .test_negotiating import words

LATE = timedelta(days=30)


@pytest.fixture(params=["ana", "ben"])
def waiting(request, make, cast):
    """One side proposed, and the other lets it wait."""
    other = {"ana": "ben", "ben": "ana"}[request.param]
    agreement = make("drafted")
    agreement.propose(2, words(), seen=0, by=getattr(cast, request.param))
    return agreement, getattr(cast, request.param), getattr(cast, other)


def test_the_other_side_is_asked_once_it_is_late_and_not_before(waiting, session):
    agreement, asking, late = waiting
    with pytest.raises(NotNow, match="within the time"):
        agreement.nudge(by=asking)
    session.flush()
    react()
    before = len(mails(session, late))
    with at(now() + LATE):
        agreement.nudge(by=asking)
        session.flush()
        react()
    assert mails(session, late)[before:] == ["nudged"]
    assert "nudged" not in mails(session, asking)


def test_whoever_is_late_does_not_ask_the_one_that_waits(waiting):
    agreement, _asking, late = waiting
    with at(now() + LATE), pytest.raises(NotNow, match="within the time"):
        agreement.nudge(by=late)


def test_asking_again_waits_five_working_days(waiting):
    agreement, asking, late = waiting
    with at(now() + LATE):
        agreement.nudge(by=asking)
        again = working_days_after(today(), 5)
        assert agreement.nudged_until(late.side) == again
        with pytest.raises(NotNow, match="a few days ago"):
            agreement.nudge(by=asking)
        days = (again - today()).days
    with at(now() + LATE + timedelta(days=days)):
        agreement.nudge(by=asking)
    assert len(agreement.nudges) == 2


def test_both_sides_are_asked_in_the_same_words(make, cast, session):
    agreement, said = make("drafted"), []
    for proposing, code in ((cast.ana, "A04"), (cast.ben, "A03")):
        article = {"A04": 2, "A03": 3}[code]
        agreement.propose(article, words("We try.", code), seen=0, by=proposing)
        with at(now() + LATE):
            agreement.nudge(by=proposing)
            session.flush()
            react()
            said.append(told(agreement.case.events)[0][1])
            agreement.agree(article, seen=1, by=cast.ben if proposing is cast.ana else cast.ana)
    assert said[0] == said[1]
    notices = session.query(Notice).filter(Notice.template == "agreements/mail/nudged").all()
    assert [set(notice.data) for notice in notices] == [{"since", *facts(agreement)}] * 2


def test_the_page_shows_the_clock_of_each_side_and_the_way_to_ask(waiting, as_, session):
    agreement, asking, late = waiting
    page = as_(asking).get(f"/agreements/{agreement.ref}").text
    assert "Day 0 of the 10 promised working days" in page
    assert "Promises to answer within 10 working days." in page
    assert "Ask when the answer comes" not in page
    agreement.case.turn_since = today() - LATE
    session.flush()
    assert "Ask when the answer comes" in as_(asking).get(f"/agreements/{agreement.ref}").text
    assert "Ask when the answer comes" not in as_(late).get(f"/agreements/{agreement.ref}").text
    assert as_(late).post(f"/agreements/{agreement.ref}/nudge").status_code == 403
    assert as_(asking).post(f"/agreements/{agreement.ref}/nudge").status_code == 303
    assert "This can be asked again from" in as_(asking).get(f"/agreements/{agreement.ref}").text


@pytest.fixture
def between_three(make, case, cast, session):
    """Ana proposed, the municipality agreed, and Other Street lets it wait."""
    case.involve(cast.other, by=cast.ben)
    agreement = make("drafted")
    agreement.propose(2, words(), seen=0, by=cast.ana)
    agreement.agree(2, seen=1, by=cast.ben)
    session.flush()
    react()
    return agreement


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_of_two_collectives_the_one_that_is_late_is_asked_by_either_party(between_three, cast, session, who):
    with at(now() + LATE):
        between_three.nudge(by=getattr(cast, who))
        session.flush()
        react()
    told = {person for person in (cast.ana, cast.ben, cast.cyd) if "nudged" in mails(session, person)}
    assert told == {cast.cyd}


def test_a_late_collective_does_not_ask_its_neighbour(between_three, cast):
    with at(now() + LATE), pytest.raises(NotNow, match="within the time"):
        between_three.nudge(by=cast.cyd)


def test_who_answered_meanwhile_is_not_asked(between_three, cast, session):
    with at(now() + LATE):
        between_three.nudge(by=cast.ana)
        between_three.agree(2, seen=1, by=cast.cyd)
        between_three.propose(3, words("We greet.", "A03"), seen=0, by=cast.cyd)
        session.flush()
        react()
    assert "nudged" not in mails(session, cast.cyd)


def test_each_side_has_its_own_promised_time(make, cast, app, session, monkeypatch):
    from dataclasses import replace

    settings = replace(app.config["SETTINGS"], answer_days_municipality=5)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    agreement = make("drafted")
    agreement.propose(2, words(), seen=0, by=cast.ana)
    case = agreement.case
    assert case.turn_due_on == working_days_after(today(), 5)
    turn = next(d for d in case.deadlines if d.kind == Kind.TURN and d.met_on is None)
    assert turn.due_on == case.turn_due_on
    agreement.propose(2, words("We mow twice."), seen=1, by=cast.ben)
    assert case.turn_due_on == working_days_after(today(), 10)


def test_a_step_that_is_undone_does_not_set_the_clock_back(waiting):
    """Else whoever is late could answer and take it back, and begin anew."""
    agreement, _asking, late = waiting
    case, since = agreement.case, agreement.case.turn_since
    with at(now() + LATE):
        agreement.propose(2, words("We mow twice."), seen=1, by=late)
        assert case.turn_since == today()
        agreement.undo(2, seen=2, by=late)
        assert (case.turn_since, case.waits_on(late.side)) == (since, True)
        assert case.turn_days_late > 0
