"""What size fits: four questions, what each size asks, and asking for another one."""

import pytest

from collab.agreements import burden, proportion
from collab.agreements.lifecycle import Weight
from collab.agreements.models import Agreement
from collab.agreements.proportion import Grade
from collab.agreements.weighing import Standing, Weighing, weight_of
from collab.errors import NotNow
from collab.people.words import Side
from tests.round import mails, react

SMALL = dict(proportion.USUAL)
BUILDING = SMALL | {"value": Grade.LARGE}
RUN_BY_RESIDENTS = SMALL | {"effect": Grade.LARGE, "duration": Grade.LARGE}
CASE, TEXT = "/cases/LD-1", "/agreements/LD-1-1"


@pytest.mark.parametrize(
    ("answers", "size"),
    [
        (SMALL, Weight.LIGHT),
        (SMALL | {"duration": Grade.MIDDLE, "risk": Grade.MIDDLE}, Weight.LIGHT),
        (SMALL | dict.fromkeys(["duration", "risk", "value"], Grade.MIDDLE), Weight.COMPLEX),
        (BUILDING, Weight.COMPLEX),
        (SMALL | {"effect": Grade.LARGE}, Weight.COMPLEX),
        (RUN_BY_RESIDENTS, Weight.CIVIC),
    ],
)
def test_small_things_stay_small(answers, size):
    assert proportion.proposal(answers) == size
    assert bool(proportion.because(answers)) is (size != Weight.LIGHT)


def test_a_light_text_begins_with_one_button(case, cast, as_):
    assert as_(cast.ana).post(f"{CASE}/agreement", data={"language": "en"}).location == TEXT
    [weighing] = case.weighings
    assert (case.agreements[0].weight, weighing.answers) == (Weight.LIGHT, SMALL)


def test_the_answers_on_the_page_of_the_draft_decide_how_it_begins(case, cast, as_):
    as_(cast.ben).post(f"{CASE}/agreement", data={"language": "en", **RUN_BY_RESIDENTS})
    assert case.agreements[0].weight == Weight.CIVIC


def test_a_text_begins_in_the_size_that_was_weighed_before(case, cast, as_):
    as_(cast.ana).post(f"{CASE}/size/answers", data=BUILDING)
    assert "The size is: complex." in as_(cast.ben).get(f"{CASE}/agreement").text
    as_(cast.ben).post(f"{CASE}/agreement", data={"language": "en"})
    assert (case.agreements[0].weight, len(case.weighings)) == (Weight.COMPLEX, 1)


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_side_weighs_first_and_the_other_reads_it(case, cast, as_, who):
    as_(getattr(cast, who)).post(f"{CASE}/size/answers", data=BUILDING)
    other = cast.ben if who == "ana" else cast.ana
    page = as_(other).get(f"{CASE}/size").text
    assert "Much: more than 50,000 euros, a building" in page
    assert "Complex (now, proposed)" in page


@pytest.mark.parametrize(("asking", "answering"), [("ana", "ben"), ("ben", "ana")])
def test_another_size_needs_the_yes_of_the_other_side(make, cast, as_, asking, answering):
    agreement = make("drafted")
    one, other = getattr(cast, asking), getattr(cast, answering)
    form = {"weight": "complex", "reason": "It is a building."}
    assert as_(one).post(f"{TEXT}/size/question", data=form).status_code == 303
    assert agreement.weight == Weight.LIGHT
    assert as_(one).post(f"{TEXT}/size/consent", data={"seen": 1}).status_code == 409
    assert "It is a building." in as_(other).get(f"{TEXT}/size").text
    as_(other).post(f"{TEXT}/size/consent", data={"seen": 1})
    assert agreement.weight == Weight.COMPLEX
    assert [event.name for event in agreement.events][-1] == "agreement.weighed"


def test_a_no_leaves_everything_as_it_is_and_says_why(make, cast, as_, case):
    agreement = make("drafted")
    Weighing.ask(case, Weight.CIVIC, "We run it.", by=cast.ana)
    as_(cast.ben).post(f"{TEXT}/size/refusal", data={"seen": 1, "reason": "First a trial year."})
    assert (agreement.weight, case.weighings[0].standing) == (Weight.LIGHT, Standing.DECLINED)
    assert "First a trial year." in as_(cast.ana).get(f"{TEXT}/size").text


def test_answers_that_change_a_size_are_a_question_with_a_reason(make, cast, as_, case):
    agreement = make("drafted")
    page = as_(cast.ana).post(f"{TEXT}/size/answers", data=BUILDING)
    assert (page.status_code, "Say why" in page.text) == (422, True)
    as_(cast.ana).post(f"{TEXT}/size/answers", data=BUILDING | {"reason": "It became a building."})
    assert agreement.weight == Weight.LIGHT
    assert case.weighings[-1].standing == Standing.ASKED


def test_answers_that_fit_the_size_need_nobody(make, cast, as_, case):
    make("drafted")
    as_(cast.ana).post(f"{TEXT}/size/answers", data=SMALL | {"risk": Grade.MIDDLE})
    assert case.weighings[-1].standing == Standing.STANDS


def test_what_was_asked_before_the_text_goes_on_with_it(case, cast, as_):
    Weighing.weigh(case, SMALL, by=cast.ana)
    Weighing.ask(case, Weight.COMPLEX, "It is more than it seems.", by=cast.ben)
    as_(cast.ana).post(f"{CASE}/agreement", data={"language": "en"})
    agreement = case.agreements[0]
    assert agreement.weight == Weight.LIGHT
    as_(cast.ana).post(f"{TEXT}/size/consent", data={"seen": 2})
    assert agreement.weight == Weight.COMPLEX


def test_before_there_is_a_text_sides_agree_on_a_size_too(case, cast, as_):
    Weighing.weigh(case, BUILDING, by=cast.ben)
    Weighing.ask(case, Weight.LIGHT, "It is only the garden of it.", by=cast.ana)
    as_(cast.ben).post(f"{CASE}/size/consent", data={"seen": 2})
    assert weight_of(case) == Weight.LIGHT


def test_one_question_at_a_time_and_whoever_asked_may_take_it_back(case, cast, make):
    make("drafted")
    asked = Weighing.ask(case, Weight.COMPLEX, "A building.", by=cast.ana)
    with pytest.raises(NotNow, match="answer that one first"):
        Weighing.ask(case, Weight.CIVIC, "Ours.", by=cast.ben)
    with pytest.raises(NotNow, match="Only who asked"):
        asked.take_back(by=cast.ben)
    asked.take_back(by=cast.ana)
    Weighing.ask(case, Weight.CIVIC, "Ours.", by=cast.ben)
    assert [weighing.standing for weighing in case.weighings] == [Standing.REPLACED, Standing.ASKED]


def test_of_three_parties_all_agree(cast, case, session, as_):
    case.involve(cast.other, by=cast.ben)
    agreement = Agreement.draft(case, Weight.LIGHT, "en", by=cast.ana)
    session.add(agreement)
    asked = Weighing.ask(case, Weight.COMPLEX, "A building.", by=cast.ana)
    asked.agree(by=cast.ben)
    assert agreement.weight == Weight.LIGHT
    assert [party.name for party in asked.waiting_parties] == ["Other Street"]
    asked.agree(by=cast.cyd)
    assert agreement.weight == Weight.COMPLEX


@pytest.mark.parametrize("moment", ["frozen", "begun"])
def test_the_size_of_a_text_that_is_not_on_the_table_does_not_change(make, cast, as_, moment):
    make(moment)
    form = {"weight": "complex", "reason": "Too late."}
    assert as_(cast.ana).post(f"{TEXT}/size/question", data=form).status_code == 403
    assert as_(cast.ana).post(f"{CASE}/size/question", data=form).status_code == 403
    assert as_(cast.ben).get(f"{TEXT}/size").status_code == 200


def test_who_only_reads_along_asks_nothing(make, cast, as_):
    make("drafted")
    assert as_(cast.ali).get(f"{TEXT}/size").status_code == 200
    assert as_(cast.ali).post(f"{TEXT}/size/answers", data=BUILDING).status_code == 403


@pytest.mark.parametrize("place", [CASE, TEXT])
@pytest.mark.parametrize("door", ["size", "size/answers", "size/question", "size/refusal"])
def test_cyd_finds_nothing(make, cast, as_, place, door):
    make("drafted")
    assert as_(cast.cyd).get(f"{place}/{door}").status_code == 404


@pytest.mark.parametrize(
    "form", [{}, {"weight": "huge", "reason": "x"}, {"weight": "complex"}, {"weight": "light", "reason": "x"}]
)
def test_a_question_that_asks_nothing_comes_back(make, cast, as_, form):
    make("drafted")
    assert as_(cast.ana).post(f"{TEXT}/size/question", data=form).status_code == 422


@pytest.mark.parametrize("seen", ["", "0", "7", "abc", "9" * 30])
def test_a_yes_to_another_question_does_nothing(make, cast, as_, case, seen):
    agreement = make("drafted")
    Weighing.ask(case, Weight.COMPLEX, "A building.", by=cast.ana)
    assert as_(cast.ben).post(f"{TEXT}/size/consent", data={"seen": seen}).status_code == 409
    assert agreement.weight == Weight.LIGHT


def test_an_answer_that_is_none_of_ours_comes_back(case, cast, as_):
    page = as_(cast.ana).post(f"{CASE}/size/answers", data=SMALL | {"risk": "enormous"})
    assert (page.status_code, case.weighings) == (422, [])


def test_a_mandate_for_complex_agreements_does_not_reach_to_civic_use(cast):
    [mandate] = cast.bea.mandates
    mandate.heaviest = Weight.COMPLEX
    assert mandate.why_not(Weight.COMPLEX, 12, 0) is None
    assert mandate.why_not(Weight.CIVIC, 12, 0)


def test_civic_use_asks_what_complex_asks_and_light_asks_less(case):
    light, large, civic = (burden.of_class(case, weight) for weight in Weight)
    assert (large.topics, large.facts) == (civic.topics, civic.facts)
    assert light.topics < large.topics
    for side in Side:
        assert 0 < light.once(side) < large.once(side) < civic.once(side)
        assert 0 < light.yearly(side) < large.yearly(side)


def test_fewer_reports_in_the_text_are_fewer_hours_of_both_sides(make):
    often, never = {"every": "monthly"}, {"every": "none"}
    blank = {"first_on": None, "answer_days": None}
    text = burden.of_text(make("agreed", A14=often | blank))
    assert text.reports == 12
    quiet = text._replace(reports=0)
    assert all(quiet.yearly(side) < text.yearly(side) for side in Side)
    assert burden._rhythm(never) == 0


def test_the_page_shows_what_each_size_asks_of_both_sides(make, cast, as_):
    make("drafted")
    page = as_(cast.ali).get(f"{TEXT}/size").text
    for words in ("Hours of the collective a year", "Hours of the municipality a year", "The city council"):
        assert words in page


@pytest.mark.parametrize(("asking", "hearing"), [("ana", "ben"), ("ben", "ana")])
def test_the_other_side_hears_of_it_and_finds_it_on_its_first_page(
    make, cast, as_, case, session, asking, hearing
):
    make("drafted")
    one, other = getattr(cast, asking), getattr(cast, hearing)
    act = "Answer the question about another size: complex"
    Weighing.ask(case, Weight.COMPLEX, "A building.", by=one)
    session.flush()
    react()
    assert mails(session, other)[-1:] == ["asked"]
    assert "asked" not in mails(session, one)
    assert act in waits_for(as_(other))
    case.weighings[0].agree(by=other)
    session.flush()
    react()
    assert mails(session, one)[-1:] == ["agreed"]
    assert act not in as_(other).get("/overview").text


def waits_for(visitor) -> str:
    """What this person's first page says waits for them."""
    return visitor.get("/overview").text.partition('aria-labelledby="mine"')[2].partition("</section>")[0]


def test_nobody_freezes_over_a_question_about_the_size(make, cast, as_, case):
    agreement = make("agreed")
    asked = Weighing.ask(case, Weight.COMPLEX, "A building.", by=cast.ana)
    assert "still a question about the size" in as_(cast.ben).get(TEXT).text
    with pytest.raises(NotNow, match="question about the size"):
        agreement.freeze(by=cast.ben)
    asked.decline("It is a shed.", by=cast.ben)
    agreement.freeze(by=cast.ben)


def test_a_text_of_civic_use_begins_with_the_wordings_of_a_complex_one(make, cast, as_):
    agreement = make("drafted", weight=Weight.CIVIC)
    wording = agreement.article(12).topics[0].wording.en
    page = as_(cast.ben).get(f"{TEXT}/articles/12/proposal").text
    assert wording.split(".")[0] in page
