"""The municipality says itself what its phases are and what is on its menu; every phase is complete."""

import pytest
from sqlalchemy import select

from collab.cases.models import Case
from collab.clock import today, working_days_after
from collab.phases.challenges import chains, fields, known
from collab.phases.menu import Offer
from collab.phases.plans import KINDS, LINES, TOLD, plan_of, standard
from collab.phases.tuning_forms import flat
from collab.phases.words import Phase

from .conftest import HERE

OFFER = {
    "sort": "coach", "title_nl": "Een coach", "title_en": "A coach", "text_nl": "Drie gesprekken.",
    "text_en": "Three talks.", "source": "municipality", "offered_by": "Society", "contact": "",
    "answer_days": "5", "phases": ["forming", "renewal"],
}  # fmt: skip


def boxes(phase: Phase, **otherwise) -> dict:
    values = flat(standard()[phase])
    weights = {f"weights-{kind}": number for kind, number in values.pop("weights").items()}
    return values | weights | otherwise


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_is_complete_in_both_languages(phase):
    given = standard()[phase]
    for key in TOLD:
        assert given[key]["nl"].strip()
        assert given[key]["en"].strip()
    for key in LINES:
        assert len(given[key]["nl"]) == len(given[key]["en"]) > 0
    assert set(given["weights"]) == set(KINDS)
    assert all(0 <= weight <= 3 for weight in given["weights"].values())
    assert set(given["challenges"]) <= set(known())


def test_the_challenges_are_complete_in_both_languages():
    assert list(fields()) == ["IW", "LD", "OV", "CP", "AC"]
    assert all(it.code.startswith(it.field) and it.name.nl and it.name.en for it in known().values())
    assert all(set(chain.codes) <= set(known()) for chain in chains())


def test_a_phase_is_called_otherwise_and_goes_back_to_the_standard(noor, case, cast, as_, enter, app):
    enter(Phase.FORMING)
    given = boxes(Phase.FORMING, name_en="Coming together", **{"weights-money": 3})
    assert as_(noor).post("/phases/forming", data=given).status_code == 303
    page = as_(cast.ana).get(HERE).text
    assert "Coming together" in page
    assert "changed here" in as_(noor).get("/phases").text
    assert plan_of(Phase.FORMING).weights["money"] == 3
    as_(noor).post("/phases/forming/standard")
    assert "Coming together" not in as_(cast.ana).get(HERE).text


def test_keeping_it_as_it_was_changes_nothing(noor, as_):
    assert as_(noor).post("/phases/scale", data=boxes(Phase.SCALE)).status_code == 303
    assert "changed here" not in as_(noor).get("/phases").text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name_en": " "}, "Write it in both languages."),
        ({"weights-money": "4"}, "Choose a number from 0 to 3."),
        ({"weights-money": "much"}, "Choose a number from 0 to 3."),
        ({"questions_en": "Only one line"}, "Write as many lines as in Dutch, one for each."),
        ({"rhythm": ""}, "Fill in a number of months."),
    ],
)
def test_what_is_not_right_is_said_at_its_field(noor, as_, given, said):
    answer = as_(noor).post("/phases/forming", data=boxes(Phase.FORMING, **given))
    assert answer.status_code == 422
    assert said in answer.text


def test_only_who_looks_after_it_changes_phases_and_menu(case, cast, as_, noor):
    for person in (cast.ana, cast.ben, cast.bea):
        assert as_(person).get("/phases").status_code == 403
        assert as_(person).post("/phases/forming", data=boxes(Phase.FORMING)).status_code == 403
        assert as_(person).post("/support-menu/new", data=OFFER).status_code == 403
    assert as_(noor).get("/phases/nowhere").status_code == 404


def test_an_offer_stands_on_the_menu_of_its_phases(noor, case, cast, as_, session, enter):
    enter(Phase.FORMING)
    assert as_(noor).post("/support-menu/new", data=OFFER).status_code == 303
    page = as_(cast.ana).get(HERE).text
    assert "Three talks." in page
    assert "Answer within 5 working days" in page
    assert "/cases/LD-1/support/question?sort=coach&amp;what=A+coach" in page
    form = as_(cast.ana).get("/cases/LD-1/support/question?sort=coach&what=A+coach").text
    assert '<option value="coach" selected>' in form
    assert 'value="A coach"' in form
    assert "Three talks." in as_(cast.ali).get("/support-menu?phase=forming").text
    assert "Three talks." not in as_(cast.ali).get("/support-menu?phase=scale").text


def test_the_menu_is_changed_and_things_are_taken_off(noor, cast, as_, session):
    as_(noor).post("/support-menu/new", data=OFFER)
    [offer] = session.scalars(select(Offer))
    assert (offer.sort, offer.sub_sort) == ("guidance", "coach")
    changed = OFFER | {"title_en": "A good coach", "answer_days": "0"}
    assert as_(noor).post(f"/support-menu/{offer.id}", data=changed).status_code == 422
    assert as_(noor).post(f"/support-menu/{offer.id}", data=changed | {"answer_days": 3}).status_code == 303
    assert "A good coach" in as_(cast.ana).get("/support-menu").text
    as_(noor).post(f"/support-menu/{offer.id}/closing")
    assert "A good coach" not in as_(cast.ana).get("/support-menu").text
    assert as_(noor).post(f"/support-menu/{offer.id}/closing").status_code == 404


def test_the_menu_of_everyone_leads_a_representative_to_the_question(noor, case, cast, as_):
    as_(noor).post("/support-menu/new", data=OFFER)
    asks = "/cases/LD-1/support/question?sort=coach"
    assert asks in as_(cast.ana).get("/support-menu").text
    assert asks not in as_(cast.ali).get("/support-menu").text  # reads along
    assert asks not in as_(cast.ben).get("/support-menu").text


def test_who_has_two_cooperations_chooses_for_which_to_ask(noor, case, cast, as_, session):
    as_(noor).post("/support-menu/new", data=OFFER)
    with session.no_autoflush:
        second = Case.open("LD-2", cast.street, by=cast.ana, title="Kitchen", about="A kitchen, for all.")
        session.add(second)
    session.flush()
    page = as_(cast.ana).get("/support-menu").text
    assert "support/question" not in page
    for one in (case, second):
        assert f"/support-menu?case={one.ref}" in page
        assert f"/cases/{one.ref}/support/question" in as_(cast.ana).get(f"/support-menu?case={one.ref}").text


def test_a_question_from_the_menu_is_answered_within_its_days(noor, case, cast, as_):
    as_(noor).post("/support-menu/new", data=OFFER)
    for what in ("A coach", "Een coach"):
        as_(cast.ana).post("/cases/LD-1/support/question", data={"sort": "coach", "what": what})
        assert case.promises[-1].answer_due_on == working_days_after(today(), 5)
