"""What was signed changes only by a text that all sign; until then the agreement in force stays as it is."""

import json
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from collab.agreements import policy
from collab.agreements.jobs import end
from collab.agreements.lifecycle import Status, Weight
from collab.agreements.models import Agreement
from collab.cases.lifecycle import Stage, Waits
from collab.clock import at, months_after, now, today
from collab.deadlines import Kind
from collab.errors import NotNow
from collab.support.words import State

from .conftest import TERMS, sign
from .test_negotiating import words

WATER = {"by": "municipality", "what": "water", "amount": None, "unit": None, "due_on": None,
         "every": "monthly", "until": None}  # fmt: skip
COMPOST = WATER | {"what": "compost", "every": "once", "due_on": (today() + timedelta(60)).isoformat()}


@pytest.fixture
def in_force(make):
    return make("begun", A09=[WATER, COMPOST])


@pytest.fixture
def change(in_force, cast, session):
    amendment = in_force.amend("Two years is better for the trees.", by=cast.ana)
    session.add(amendment)
    session.flush()
    return amendment


def sign_all(agreement: Agreement, cast) -> None:
    agreement.freeze(by=cast.ben)
    sign(agreement, cast.ana)
    sign(agreement, cast.bea)


def reword(agreement: Agreement, number: int, code: str, cast, **said) -> None:
    """Ana proposes another provision on one topic, and Ben agrees."""
    latest = agreement.article(number).latest
    provisions = latest.provisions | {code: latest.provisions.get(code, {}) | said}
    agreement.propose(number, provisions, seen=latest.number, by=cast.ana)
    agreement.agree(number, seen=latest.number + 1, by=cast.ben)


def test_a_change_begins_with_what_stands_and_only_asks_about_what_differs(in_force, change):
    assert (change.amends, change.status, change.ref) == (in_force, Status.NEGOTIATING, "LD-1-2")
    assert (change.open_articles, change.missing(), change.changed_articles) == ([], [], [])
    assert {a.number: a.latest.provisions for a in change.articles if a.latest} == {
        a.number: a.latest.provisions for a in in_force.articles if a.latest
    }


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_side_proposes_one_and_only_one_at_a_time(in_force, cast, who, session):
    session.add(in_force.amend("The trees need it.", by=getattr(cast, who)))
    with pytest.raises(NotNow, match="being prepared already"):
        in_force.amend("Me too.", by=cast.ben)
    assert "being prepared" in policy.amend(cast.ana, in_force)


def test_a_change_of_nothing_is_not_for_signing(change, cast):
    with pytest.raises(NotNow, match="Nothing changes"):
        change.freeze(by=cast.ben)


def test_with_the_last_signature_the_changed_text_takes_its_place(in_force, change, cast, case, session):
    reword(change, 2, "A04", cast, text="We mow twice.")
    assert [article.number for article in change.changed_articles] == [2]
    assert (case.stage, in_force.status) == (Stage.ACTIVE, Status.ACTIVE)
    sign_all(change, cast)
    session.flush()
    assert (in_force.status, change.status, case.stage) == (Status.REPLACED, Status.ACTIVE, Stage.ACTIVE)
    assert (change.starts_on, change.ends_on) == (in_force.starts_on, in_force.ends_on)
    assert case.waits_for == Waits.NOBODY


def test_the_signed_text_is_the_whole_and_names_what_it_amends(in_force, change, cast):
    reword(change, 2, "A04", cast, text="We mow twice.")
    sign_all(change, cast)
    facts = json.loads(change.text.text)
    assert facts["amends"] == {
        "ref": "LD-1-1", "digest": in_force.text.digest, "number": 1, "articles": [2],
        "since": in_force.starts_on.isoformat(),
    }  # fmt: skip
    assert len(facts["articles"]) == len(json.loads(in_force.text.text)["articles"])
    assert "amends" not in json.loads(in_force.text.text)


def test_unchanged_promises_and_dates_run_on_and_are_not_made_twice(in_force, change, cast, case, session):
    before = {promise.what: (promise.ref, promise.due_on) for promise in case.promises}
    dates = {(d.key, d.due_on) for d in case.deadlines if d.met_on is None and d.kind != Kind.TURN}
    reword(change, 2, "A04", cast, text="We mow twice.")
    sign_all(change, cast)
    session.flush()
    assert {promise.what: (promise.ref, promise.due_on) for promise in case.promises} == before
    assert {(d.key, d.due_on) for d in case.deadlines if d.met_on is None and d.kind != Kind.TURN} == dates
    assert {promise.agreement for promise in case.promises} == {change}
    assert {d.agreement for d in case.deadlines if d.kind == Kind.TERM_ENDS} == {change}


def test_a_changed_promise_ends_and_a_new_one_starts_from_now(in_force, change, cast, case, session):
    reword(change, 5, "A09", cast, terms=[COMPOST, WATER | {"what": "more water"}])
    sign_all(change, cast)
    session.flush()
    states = {promise.what: promise.state for promise in case.promises}
    assert (states["water"], states["more water"], states["compost"]) == (
        State.ENDED, State.PROMISED, State.PROMISED,
    )  # fmt: skip
    new = next(promise for promise in case.promises if promise.what == "more water")
    assert new.due_on == months_after(today(), 1)
    ended = next(event for event in case.events if event.name == "promise.ended")
    assert ended.data["amended"] == "LD-1-2"


def test_a_longer_term_keeps_its_first_day_and_moves_the_last(in_force, change, cast, case, session):
    longer = TERMS["A07"] | {"months": 24}
    reword(change, 7, "A07", cast, terms=longer)
    with at(now() + timedelta(40)):
        sign_all(change, cast)
    session.flush()
    assert change.starts_on == in_force.starts_on
    assert change.ends_on == months_after(in_force.starts_on, 24) - timedelta(1)
    ends = [d for d in case.deadlines if d.kind == Kind.TERM_ENDS and d.met_on is None]
    assert [(d.due_on, d.agreement) for d in ends] == [(change.ends_on, change)]
    assert next(p for p in case.promises if p.what == "water").until == change.ends_on


def test_withdrawing_a_change_leaves_what_is_in_force_untouched(in_force, change, cast, case, session):
    change.propose(2, words("We never mow."), seen=1, by=cast.ana)
    assert case.waits_for == Waits.MUNICIPALITY
    change.withdraw(by=cast.ben)
    session.flush()
    assert (in_force.status, change.status, case.stage) == (Status.ACTIVE, Status.WITHDRAWN, Stage.ACTIVE)
    assert case.waits_for == Waits.NOBODY
    assert in_force.open_amendment is None
    assert in_force.amend("Again.", by=cast.ana).ref == "LD-1-3"


def test_a_change_of_a_change_counts_on(in_force, change, cast, session):
    reword(change, 2, "A04", cast, text="We mow twice.")
    sign_all(change, cast)
    second = change.amend("And the paths.", by=cast.ben)
    session.add(second)
    assert (second.amendment_number, second.amends) == (2, change)


def test_when_the_term_ends_a_change_in_preparation_stops_with_it(in_force, change, case):
    end(in_force)
    assert (in_force.status, change.status, case.stage) == (Status.ENDED, Status.WITHDRAWN, Stage.ENDING)


def test_a_party_joins_by_a_change_reads_along_and_signs(in_force, change, cast, case, session):
    from collab.collectives.words import Ground

    starts = today() + timedelta(10)
    change.join(cast.other, starts, by=cast.ben)
    session.flush()
    assert [party.name for party in change.joining] == ["Other Street"]
    assert cast.other in case.collectives
    assert len(change.open_articles) == len([a for a in change.articles if a.latest])
    for article in change.open_articles:
        change.agree(article.number, seen=1, by=cast.cyd)
    cast.other.give_authority(cast.cyd, Ground.MINUTES, reference="meeting", by=cast.cyd, starts_on=today())
    sign_all(change, cast)
    assert in_force.status == Status.ACTIVE
    sign(change, cast.cyd)
    session.flush()
    assert (in_force.status, change.status) == (Status.REPLACED, Status.ACTIVE)
    joined = [party for party in json.loads(change.text.text)["parties"] if party["from"]]
    assert [(party["name"], party["from"]) for party in joined] == [("Other Street", starts.isoformat())]


def test_who_would_join_by_a_stopped_change_leaves_the_cooperation(change, cast, case):
    change.join(cast.other, today(), by=cast.ben)
    change.withdraw(by=cast.ana)
    with at(now() + timedelta(1)):
        assert cast.other not in case.collectives


def test_a_party_that_left_is_not_asked_after_its_last_day(in_force, change, cast, session):
    party = change.join(cast.other, today(), by=cast.ben)
    change.leave(party, today() + timedelta(5), by=cast.ben)
    change.propose(2, words("We mow twice."), seen=1, by=cast.ana)
    assert party in change.article(2).asked_parties
    with at(now() + timedelta(6)):
        assert party not in change.article(2).asked_parties


def test_nobody_leaves_before_they_join(change, cast):
    party = change.join(cast.other, today() + timedelta(10), by=cast.ben)
    with pytest.raises(NotNow, match="before the first day"):
        change.leave(party, today() + timedelta(5), by=cast.ben)


def test_the_last_party_of_a_side_does_not_leave(change, cast):
    with pytest.raises(NotNow, match="Without this party"):
        change.leave(change.party(cast.street.ref), today(), by=cast.ana)


def test_parties_of_a_first_agreement_are_not_changed_this_way(make, cast):
    agreement = make("drafted")
    with pytest.raises(NotNow, match="in force changes"):
        agreement.join(cast.other, today(), by=cast.ben)
    assert policy.change_parties(cast.ben, agreement)


def test_the_database_keeps_one_agreement_in_force_and_one_text_on_the_table(in_force, change, session):
    change.status = Status.ACTIVE
    with pytest.raises(IntegrityError, match="uq_agreement_in_force"), session.begin_nested():
        session.flush()


def test_no_first_text_begins_beside_an_agreement_in_force(in_force, change, cast, case):
    with pytest.raises(NotNow, match="already"):
        Agreement.draft(case, Weight.LIGHT, "en", by=cast.ana)
    assert in_force.starts_on == today()
