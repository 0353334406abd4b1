"""The examples of Lindendal are complete, and show what is hard about real agreements."""

import json
from itertools import chain
from pathlib import Path

import pytest

from collab.agreements.library import TOPICS, Need, blanks
from collab.collectives.words import Kind, LegalForm, MemberRole, Sector
from collab.phases.words import Phase

FILE = Path(__file__).parents[2] / "collab" / "examples" / "lindendal.json"
CASES = json.loads(FILE.read_text("utf-8"))
STAGES = {"first_contact", "exploring", "drafting", "signing", "active"}
NEIGHBOURHOODS = {
    "Lindenbuurt", "Zuiderhof", "Noorderkwartier", "Kade", "Oostdorp", "De Kamp", "Centrum", "Veldzicht",
}  # fmt: skip
RHYTHMS = {"once", "monthly", "quarterly", "half_yearly", "yearly", "always"}
SUPPORT = {
    "space", "money", "recognition", "networks", "administrative", "guidance", "materials", "training",
    "communication", "staff",
}  # fmt: skip

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["source"])
AGREED = [case for case in CASES if case["stage"] in {"active", "signing"}]
every_agreement = pytest.mark.parametrize("case", AGREED, ids=lambda case: case["source"])


def kinds_in(case) -> set[str]:
    return {party["kind"] for party in case["parties"]}


def facts(case, topic: str) -> list[dict]:
    terms = case["articles"].get(topic, {}).get("terms") or []
    return [terms] if isinstance(terms, dict) else terms


def everything(case) -> list[dict]:
    return [fact for code in case["articles"] for fact in facts(case, code)]


def stages(name: str) -> list[dict]:
    return [case for case in CASES if case["stage"] == name]


def residents(case) -> set[str]:
    return {person["name"] for party in case["parties"] for person in party["people"]}


def speaks(case) -> set[str]:
    return residents(case) | set(case["municipality"].values())


def end_of(case) -> int:
    """Roughly: the last day of the term, in days from today."""
    term = facts(case, "A07")[0]
    begin = term["starts_on"] or case["dates"]["signed"]
    return term["ends_on"] or begin + round((term["months"] or 1200) * 30.44)


@every_case
def test_a_case_uses_the_words_of_the_register(case):
    assert case["stage"] in STAGES
    assert case["weight"] in {"light", "complex"}
    assert case["place"]["neighbourhood"] in NEIGHBOURHOODS
    for party in case["parties"]:
        assert {Kind(party["kind"]), LegalForm(party["legal_form"]), *map(Sector, party["sectors"])}
        assert "phase" not in party or Phase(party["phase"])
        roles = [MemberRole(person["role"]) for person in party["people"]]
        assert roles.count(MemberRole.REPRESENTATIVE) == 1


@every_case
def test_only_people_on_the_case_speak_in_it(case):
    spoken = {said["by"] for said in [*case["messages"], *case.get("proposed", [])]}
    assert spoken <= speaks(case)
    assert len(spoken & residents(case)) >= 1
    assert spoken & set(case["municipality"].values())


@every_case
def test_terms_are_for_topics_that_have_them_and_name_parties_that_exist(case):
    keys = {"municipality", *(f"party:{n}" for n, _ in enumerate(case["parties"]))}
    for code, provision in case["articles"].items():
        assert provision.keys() <= {"text", "terms", "nothing"}
        assert not provision.get("terms") or TOPICS[code].terms, code
        assert not blanks(provision.get("text", "")), code
    assert {item["by"] for topic in ("A09", "A10") for item in facts(case, topic)} <= keys
    assert {permit["holder"] for permit in facts(case, "A29")} <= keys
    assert {promise["every"] for promise in facts(case, "A09")} <= RHYTHMS
    assert {item["kind"] for item in facts(case, "A10")} <= SUPPORT


@every_case
def test_every_date_is_a_number_of_days_from_today(case):
    dates = [
        value
        for fact in [*everything(case), case["dates"]]
        for name, value in fact.items()
        if name.endswith("_on") or name in {"on", "until", "first_contact", "signed", "extended"}
    ]
    assert all(isinstance(value, int | None) for value in dates)
    assert case["dates"]["first_contact"] <= -1
    assert (case["dates"]["signed"] is not None) == (case["stage"] == "active")


@every_agreement
def test_an_agreement_settles_all_it_must(case):
    for topic in TOPICS.values():
        if topic.need(case["weight"]) == Need.MAY or not topic.concerns(kinds_in(case)):
            continue
        said = case["articles"].get(topic.code, {})
        if said.get("nothing"):
            continue
        assert "text" in said or not blanks(topic.wording_for(case["weight"]).nl), topic.code
        assert topic.terms is None or said.get("terms") or topic.usual, topic.code


@every_agreement
def test_both_sides_promise_something_with_a_date(case):
    dated = [promise for promise in facts(case, "A09") if promise["due_on"] is not None]
    assert {promise["by"].split(":")[0] for promise in dated} == {"municipality", "party"}


def test_the_stages_are_spread_over_the_road():
    assert len(stages("active")) >= 4
    assert all(len(stages(name)) == 1 for name in STAGES - {"active"})
    assert {case["place"]["neighbourhood"] for case in CASES} == NEIGHBOURHOODS


def test_one_agreement_is_half_agreed():
    [case] = stages("drafting")
    open_articles = {offer["article"] for offer in case["proposed"]}
    assert 5 <= len(case["agreed"]) <= 12
    assert not open_articles & set(case["agreed"])
    assert len(open_articles) + len(case["agreed"]) < 17


def test_sources_are_nine_different_agreements():
    assert len({case["source"] for case in CASES}) == len(CASES) == 9


def test_the_examples_show_what_is_hard_about_agreements():
    forms = {party["legal_form"] for case in CASES for party in case["parties"]}
    assert forms >= {"none_yet", "none_wanted"}
    assert max(len(case["parties"]) for case in CASES) >= 4
    assert "school" in set(chain.from_iterable(map(kinds_in, CASES)))
    assert any(facts(case, "A14")[0]["every"] == "none" for case in stages("active"))
    assert any(facts(case, "A32") for case in stages("drafting"))


def test_one_agreement_was_extended_in_time():
    [case] = [case for case in CASES if "extended" in case["dates"]]
    term = facts(case, "A07")[0]
    assert term["extensions"] >= 1
    assert case["dates"]["extended"] < end_of(case) < 0 < end_of(case) + 30 * term["extension_months"]


def test_one_permit_ends_before_its_agreement():
    assert any(
        0 < permit["ends_on"] < end_of(case) for case in stages("active") for permit in facts(case, "A29")
    )


def test_one_support_ends_soon_and_nobody_takes_it_over():
    assert any(
        0 < (item["until"] or 0) < min(90, end_of(case)) and not item["successor"]
        for case in stages("active")
        for item in facts(case, "A10")
    )
