"""A cooperation begins from either side."""

import pytest
from sqlalchemy import func, select

from collab.cases.lifecycle import Stage, Waits
from collab.cases.models import Case
from collab.people.words import Duty
from tests.round import mails, react

GARDEN = {"collective": "C-1", "title": "Orchard", "about": "Apples for everyone.", "place": "Mill Lane"}


def count(session) -> int:
    return session.scalar(select(func.count()).select_from(Case))


def newest(session) -> Case:
    return session.scalar(select(Case).order_by(Case.id.desc()).limit(1))


def test_a_representative_starts_and_the_municipality_is_on_turn(cast, as_, session):
    answer = as_(cast.ana).post("/cases/new", data=GARDEN)
    begun = newest(session)
    assert (answer.status_code, answer.location) == (303, f"/cases/{begun.ref}")
    assert (begun.title, begun.stage, begun.waits_for) == ("Orchard", Stage.SIGNALLED, Waits.MUNICIPALITY)
    assert begun.collectives == [cast.street]


def test_a_civil_servant_who_starts_is_the_contact_person(cast, as_, session):
    as_(cast.ben).post("/cases/new", data=GARDEN | {"collective": "C-2"})
    begun = newest(session)
    assert (begun.contact, begun.stage) == (cast.ben, Stage.EXPLORING)


def test_who_looks_after_newcomers_hears_of_it(cast, as_, session):
    cast.bea.appoint(Duty.INTEGRAL_TEAM, by=None)
    as_(cast.ana).post("/cases/new", data=GARDEN)
    react()
    assert (mails(session, cast.bea), mails(session, cast.ben)) == (["opened"], [])


def test_without_an_integral_team_every_civil_servant_hears_of_it(cast, as_, session):
    as_(cast.ana).post("/cases/new", data=GARDEN)
    react()
    assert mails(session, cast.ben) == ["opened"]


def test_the_collective_hears_that_the_municipality_began(cast, as_, session):
    as_(cast.ben).post("/cases/new", data=GARDEN)
    react()
    assert "opened" in mails(session, cast.ana)


def test_who_only_reads_along_is_told_who_may(cast, as_):
    page = as_(cast.ali).get("/cases/new")
    assert page.status_code == 403
    assert "A representative of a collective starts a cooperation" in page.text


def test_nobody_starts_for_a_collective_of_others(cast, as_, session):
    assert as_(cast.ana).post("/cases/new", data=GARDEN | {"collective": "C-2"}).status_code == 422
    assert count(session) == 0


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"title": "  "}, {"about": ""}, {"about": "x" * 200_000}, {"title": "a\u202eb"}]
)
def test_what_is_not_right_comes_back_as_typed(cast, as_, session, wrong):
    page = as_(cast.ana).post("/cases/new", data=GARDEN | wrong)
    assert (page.status_code, count(session)) == (422, 0)
    assert "Mill Lane" in page.text


def test_a_name_in_other_scripts_and_emoji_is_fine(cast, as_, session):
    as_(cast.ana).post("/cases/new", data=GARDEN | {"title": "حديقة 🌻 Tuin"})
    assert newest(session).title == "حديقة 🌻 Tuin"


def test_a_form_posted_twice_starts_one_cooperation(cast, as_, session):
    browser = as_(cast.ana)
    first, second = (browser.post("/cases/new", data=GARDEN | {"once": "a" * 32}) for _ in range(2))
    assert (count(session), first.location) == (1, second.location)
