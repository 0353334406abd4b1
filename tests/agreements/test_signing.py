"""People sign the text they saw, for the party they may sign for; the last signature begins the agreement."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest

from collab.agreements import policy
from collab.agreements.evidence import of as evidence_of
from collab.agreements.lifecycle import Status, Weight
from collab.agreements.reactions import print_the_agreement
from collab.agreements.signing import Authorised
from collab.cases.lifecycle import Stage
from collab.clock import months_after, today
from collab.deadlines import Kind
from collab.errors import NotNow
from collab.people.words import Side
from collab.support.words import State

from .conftest import sign

COMMITMENTS = [
    {
        "by": "municipality",
        "what": "water at the shed",
        "amount": None,
        "unit": None,
        "due_on": None,
        "every": "once",
        "until": None,
    },
    {
        "by": "C-1",
        "what": "open garden",
        "amount": "4",
        "unit": "times",
        "due_on": None,
        "every": "quarterly",
        "until": None,
    },
]


def test_it_is_in_force_when_all_parties_have_signed(make, case):
    agreement = make("begun")
    assert agreement.status == Status.ACTIVE
    assert case.stage == Stage.ACTIVE


def test_one_signature_is_not_enough(make):
    agreement = make("half signed")
    assert agreement.status == Status.SIGNING
    assert [party.name for party in agreement.signed_parties] == ["Green Street"]


def test_the_fingerprint_is_that_of_the_text(make):
    frozen = make("frozen").text
    assert frozen.digest == sha256(frozen.text.encode()).hexdigest()
    assert json.loads(frozen.text)["format"] == "collab-agreement/1"


def test_the_same_agreement_always_has_the_same_fingerprint(make, cast):
    agreement = make("frozen")
    first = agreement.text.digest
    agreement.reopen("Once more.", by=cast.ana)
    agreement.freeze(by=cast.ben)
    assert agreement.text.number == 2
    assert agreement.text.digest == first


def test_a_text_that_changed_meanwhile_is_not_signed(make, cast):
    agreement = make("frozen")
    with pytest.raises(NotNow, match="changed"):
        agreement.sign("0" * 64, "Ana", Authorised("member", "minutes"), by=cast.ana)


def test_a_party_signs_once(make, cast):
    agreement = make("half signed")
    with pytest.raises(NotNow, match="signed already"):
        sign(agreement, cast.ana)


def test_back_to_the_table_asks_everyone_to_sign_again(make, cast, case):
    agreement = make("half signed")
    agreement.reopen("One word is wrong.", by=cast.ben)
    agreement.freeze(by=cast.ben)
    assert agreement.signed_parties == set()
    assert case.messages[-1].text == "One word is wrong."


@pytest.mark.parametrize(
    "who, moment, may",
    [
        ("ana", "drafted", {"propose", "agree", "freeze", "weigh"}),
        ("ali", "drafted", set()),
        ("ben", "drafted", {"propose", "agree", "freeze", "weigh"}),
        ("bea", "drafted", set()),
        ("ana", "frozen", {"sign", "decline", "reopen"}),
        ("ali", "frozen", set()),
        ("ben", "frozen", {"reopen"}),
        ("bea", "frozen", {"sign", "decline", "reopen"}),
        ("ana", "half signed", {"reopen"}),
        ("bea", "half signed", {"sign", "decline", "reopen"}),
        ("ana", "begun", {"amend", "extend"}),
        ("ben", "begun", {"amend", "extend"}),
        ("bea", "begun", set()),
    ],
)
def test_who_may_do_what_when(who, moment, may, cast, make):
    assert policy.open_to(getattr(cast, who), make(moment)) == may


def test_without_authority_on_paper_a_representative_does_not_sign_and_is_told_the_way(make, cast):
    agreement = make("frozen")
    cast.street.authorities[0].revoke(by=cast.ana)
    assert "on its page" in policy.sign(cast.ana, agreement)


@pytest.mark.parametrize("day, holds", [(-1, False), (0, True), (30, True), (31, False)])
def test_authority_holds_from_its_first_day_up_to_and_including_its_last(cast, day, holds):
    authority = cast.street.authorities[0]
    authority.ends_on = today() + timedelta(30)
    assert bool(cast.street.authority_of(cast.ana, today() + timedelta(day))) is holds


def test_a_mandate_for_light_agreements_does_not_reach_to_a_complex_one(make, cast):
    agreement = make("frozen", weight=Weight.COMPLEX)
    assert policy.sign(cast.bea, agreement).startswith("Your mandate is for light agreements. Nobody has")


def test_a_mandate_does_not_reach_beyond_its_months(make, cast):
    term = {
        "starts_on": None,
        "months": 60,
        "ends_on": None,
        "extensions": 0,
        "extension_months": None,
        "opens_on": None,
    }
    assert "48 months" in policy.sign(cast.bea, make("frozen", A07=term))


def test_a_mandate_does_not_reach_beyond_its_amount(make, cast):
    money = [
        {
            "by": "municipality",
            "kind": "money",
            "what": "coordinator",
            "amount": "6000",
            "unit": "",
            "every": "half_yearly",
        }
    ]
    assert "10,000" in policy.sign(cast.bea, make("frozen", A10=money))


def test_the_terms_become_promises_of_both_sides(make, case):
    make("begun", A09=COMMITMENTS)
    promises = {promise.what: promise for promise in case.promises}
    assert promises["water at the shed"].side == Side.MUNICIPALITY
    assert promises["open garden"].due_on == months_after(today(), 3)
    assert {promise.state for promise in case.promises} == {State.PROMISED}


def test_a_repeating_promise_comes_round_until_the_end_of_the_term(make, case, cast):
    agreement = make("begun", A09=COMMITMENTS)
    garden = next(promise for promise in case.promises if promise.what == "open garden")
    for round in (1, 2, 3):
        garden.deliver(cast.ana)
        garden.confirm(cast.ben)
        due = months_after(today(), 3 * (round + 1))
        expected = (State.PROMISED, due) if due <= agreement.ends_on else (State.CONFIRMED, garden.due_on)
        assert (garden.state, garden.due_on) == expected


def test_the_term_and_the_report_become_deadlines(make, case):
    agreement = make("begun")
    kinds = {deadline.kind: deadline.due_on for deadline in case.deadlines if not deadline.met_on}
    assert kinds[Kind.TERM_ENDS] == agreement.ends_on == months_after(today(), 12) - timedelta(1)
    assert kinds[Kind.REPORT] == months_after(today(), 6)


def test_no_reports_is_an_answer(make, case):
    make("begun", A14={"every": "none", "first_on": None, "answer_days": None})
    assert Kind.REPORT not in {deadline.kind for deadline in case.deadlines}


def test_the_evidence_names_who_on_what_ground_and_when(make):
    canonical, beside = evidence_of(make("begun"))
    ana, bea = beside["signatures"]
    assert (ana["party"], ana["name"], ana["authority"]) == (
        "C-1",
        "Ana",
        "minutes of a meeting: meeting of May",
    )
    assert (bea["party"], bea["function"]) == ("municipality", "head of green")
    assert bea["signed_at"].endswith("+00:00")
    assert [entry["what"] for entry in beside["log"]].count("signed the agreement") == 2
    assert canonical["ref"] == "LD-1-1"


def test_the_paper_carries_the_very_text_that_was_signed(make, session):
    agreement = make("begun")
    print_the_agreement(agreement.events[-1])
    session.expire_all()
    assert sha256(agreement.paper.attachment.encode()).hexdigest() == agreement.text.digest
