"""Nine agreements that exist come into force here as they stand, and each gets its paper."""

import json

import pytest
from sqlalchemy import func, select

from collab.agreements import beginning
from collab.agreements.library import blanks
from collab.agreements.lifecycle import PartyRole, Status, Weight
from collab.agreements.models import Agreement
from collab.cases.models import Case
from collab.collectives.words import Kind, LegalForm
from collab.db import db
from collab.history import Event
from collab.people.models import Person
from collab.support.models import Promise
from collab.support.words import Sort
from tests.examples.conftest import PACTS
from tests.verapdf import broken_rules

pytestmark = pytest.mark.xdist_group("archive")


def counts() -> list[int]:
    kinds = (Person, Case, Agreement, Promise, Event)
    return [db.session.scalar(select(func.count()).select_from(kind)) for kind in kinds]


def standing(source: str) -> Agreement:
    return db.session.scalar(select(Case).where(Case.source == f"pacts:{source}")).agreements[0]


def test_each_is_told_in_a_line_and_comes_into_force(archive, pacts):
    assert archive.told.splitlines() == [f"loaded: {pact['id']}, {pact['name']}" for pact in pacts["pacts"]]
    assert [standing(pact["id"]).status for pact in pacts["pacts"]] == [Status.ACTIVE] * 9


def test_a_second_load_doubles_nothing(archive):
    before = counts()
    again = archive("pacts", "load", str(PACTS))
    assert {line.split(":")[0] for line in again.output.splitlines()} == {"stands already"}
    assert counts() == before


def test_the_parties_are_who_they_are(archive):
    school = standing("palermo-065")
    *roles, third, municipality = [party.role for party in school.parties]
    assert set(roles) == {PartyRole.COLLECTIVE}
    assert (third, municipality) == (PartyRole.THIRD, PartyRole.MUNICIPALITY)
    kinds = [party.collective.kind for party in school.parties[:4]]
    assert kinds == [Kind.NETWORK, Kind.NETWORK, Kind.SCHOOL, Kind.COMPANY]
    group = standing("palermo-024")
    assert [party.role for party in group.parties][:2] == [PartyRole.LEAD, PartyRole.MEMBER]
    assert group.parties[0].collective.legal_form == LegalForm.NONE_YET
    assert standing("napoli-asilo").parties[0].collective.legal_form == LegalForm.NONE_WANTED
    assert standing("napoli-asilo").parties[-1].name == "Comune di Napoli"


def test_the_term_is_the_real_one(archive):
    four, leiden, naples = (
        standing(source) for source in ("palermo-004", "leiden-singelpark", "napoli-asilo")
    )
    said = beginning.terms_of(four, "A07")
    assert {name: said[name] for name in said if said[name]} == {
        "months": 4,
        "extensions": 1,
        "extension_months": 2,
    }
    assert (leiden.starts_on.isoformat(), leiden.ends_on.isoformat()) == ("2021-01-01", "2025-12-31")
    assert naples.ends_on is None


def test_an_extension_that_was_decided_is_kept_beside_the_text(archive):
    [extension] = standing("palermo-004").extensions
    assert extension.ground == "6-month extension authorised by managerial decision of 27 Feb 2025"
    assert extension.ended_on < standing("palermo-004").ends_on


def test_money_that_runs_out_has_a_last_day_and_nobody_after_it(archive):
    [money] = [promise for promise in standing("rotterdam-dakpark").promises if promise.sort == Sort.MONEY]
    assert (money.amount, money.unit, money.successor) == ("200000", "euro", None)
    assert money.until == beginning.months_after(standing("rotterdam-dakpark").starts_on, 60)


@pytest.mark.parametrize(
    ("source", "every"),
    [
        ("palermo-004", "monthly"),
        ("palermo-037", "yearly"),
        ("palermo-012", "half_yearly"),
        ("capelle-groenadoptie", "none"),
    ],
)
def test_reports_come_as_often_as_they_did(archive, source, every):
    assert beginning.terms_of(standing(source), "A14")["every"] == every
    reports = [promise for promise in standing(source).promises if promise.sort == Sort.REPORT]
    assert len(reports) == (every != "none")


def test_nothing_is_left_blank_and_short_agreements_are_light(archive, pacts):
    for pact in pacts["pacts"]:
        agreement = standing(pact["id"])
        assert not blanks(agreement.text.text)
        assert (agreement.weight == Weight.LIGHT) == (pact["id"] in {"palermo-004", "capelle-groenadoptie"})
        for goal in pact["goals"]:
            assert goal in json.loads(agreement.text.text)["articles"][1]["provisions"][0]["text"]


def test_nine_papers_come_out_that_can_be_kept_and_read_by_everyone(archive, tmp_path, pacts):
    from collab.documents.jobs import print_wanted
    from collab.history.jobs import react

    react.run()
    print_wanted.run()
    told = archive("documents", "export", str(tmp_path / "papers"))
    papers = sorted((tmp_path / "papers").iterdir())
    assert len(told.output.splitlines()) == len(papers) == len(pacts["pacts"])
    assert any("Casa-della-Partecipazione" in paper.name for paper in papers)
    for paper in papers:
        assert [broken_rules(paper.read_bytes(), profile) for profile in ("3a", "ua1")] == [[], []], (
            paper.name
        )
