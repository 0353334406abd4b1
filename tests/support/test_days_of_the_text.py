"""A pause moves what people wait for, not days that others set: a text, a decision, somebody who leaves."""

from datetime import timedelta

from collab.cases.models import ContactRole
from collab.clock import at, now, today
from collab.deadlines import Kind
from collab.relay.leaving import look_after
from collab.support.words import Sort
from collab.tailoring.models import Decided, Deviation
from collab.tailoring.words import Outcome

LAST = today() + timedelta(days=300)
SUPPORT = {
    "by": "municipality", "kind": "money", "what": "the coordinator", "amount": "100", "unit": "euro",
    "starts_on": None, "until": LAST.isoformat(), "successor": None,
}  # fmt: skip


def only(case, kind):
    [deadline] = [one for one in case.deadlines if one.kind == kind]
    return deadline


def rest(case, cast, session, days=20):
    begun = now()
    case.pause("We wait.", by=cast.ana)
    session.commit()
    with at(begun + timedelta(days=days)):
        case.resume(by=cast.ben)
        session.commit()


def test_support_in_the_text_is_announced_for_the_day_on_which_it_ends(make, cast, session):
    agreement = make("begun", A10=[SUPPORT])
    [line] = [one for one in agreement.promises if one.sort == Sort.MONEY]
    rest(agreement.case, cast, session)
    assert only(agreement.case, Kind.SUPPORT_ENDS).due_on == line.until == LAST
    assert line.ends == [only(agreement.case, Kind.SUPPORT_ENDS)]


def test_support_of_a_text_that_begins_in_a_pause_keeps_its_day_too(make, cast, case, session):
    case.pause("We wait.", by=cast.ana)
    make("begun", A10=[SUPPORT])
    assert only(case, Kind.SUPPORT_ENDS).paused_at is None


def test_a_decision_that_ends_is_announced_for_its_own_last_day(make, cast, session):
    agreement = make("begun")
    deviation = Deviation.open(agreement, None, rule="No bonfires")
    session.flush()
    deviation.decide(Decided(Outcome.FOR_NOW, "Head of green", today(), LAST, ""), seen=0, by=cast.ben)
    rest(agreement.case, cast, session)
    assert only(agreement.case, Kind.DEVIATION_ENDS).due_on == deviation.ruling.until == LAST


def test_somebody_leaves_on_the_day_that_was_said_and_the_reminder_knows_it(case, cast, session):
    [place] = [one for one in case.contacts if one.role == ContactRole.CONTACT]
    place.ends_on = today() + timedelta(days=12)
    look_after(case)
    rest(case, cast, session, days=3)
    handing_over = only(case, Kind.HANDING_OVER)
    assert handing_over.due_on == place.ends_on
    place.ends_on = today() + timedelta(days=6)
    look_after(case)
    assert (case.relays[0].last_day, handing_over.due_on) == (place.ends_on, place.ends_on)
