"""What is still missing becomes an offer or a promise, with a person and a day; it stops nothing."""

from datetime import timedelta

import pytest

from collab.clock import today
from collab.conversations.parties import Party
from collab.people.words import Side
from collab.readiness.conditions import Condition
from collab.readiness.gaps import Gap
from collab.readiness.models import Readiness
from collab.readiness.words import Progress
from collab.support.words import State
from tests.round import mails, react

PAGE = "/cases/LD-1/readiness"
DAY = today() + timedelta(30)


@pytest.fixture
def shared(case, cast, session):
    """A round that all have shared, with nothing in it."""
    readiness = Readiness.open(case, by=cast.ana)
    for person, party in ((cast.ana, Party(cast.street)), (cast.ben, Party(None))):
        readiness.write(party, {}, seen=0, by=person)
        readiness.share(party, by=person)
    session.flush()
    return readiness


@pytest.fixture
def gap(shared, cast, session):
    def gap(condition=Condition.LEGAL_FORM, whose=None, by=None) -> Gap:
        whose = whose or Party(cast.street if condition.side == Side.COLLECTIVE else None)
        made = Gap.mark(shared, condition, whose, "We have no statutes.", by=by or cast.ana)
        session.flush()
        return made

    return gap


def help_with(visitor, gap, owner, what="An hour with a lawyer", day=DAY):
    return visitor.post(f"/gaps/{gap.ref}/help", data={"what": what, "owner": owner.id, "due_on": str(day)})


@pytest.mark.parametrize("who", ["ana", "ben"])
@pytest.mark.parametrize("subject", ["C-1:rc1", "municipality:rm2"])
def test_either_side_names_a_gap_of_either_side(shared, case, cast, as_, session, who, subject):
    one = getattr(cast, who)
    other = cast.ben if who == "ana" else cast.ana
    page = as_(one).post(f"{PAGE}/gaps", data={"subject": subject, "what": "It is not there."})
    assert page.status_code == 303
    react()
    assert "It is not there." in as_(other).get(PAGE).text
    assert mails(session, other)[-1:] == ["gap"]
    for person in (one, other):
        assert "what is still needed: 1 gap" in as_(person).get("/overview").text


@pytest.mark.parametrize(
    ("condition", "helper", "helped"),
    [(Condition.LEGAL_FORM, "ben", "ana"), (Condition.CONTACT_POINT, "ana", "ben")],
)
def test_the_other_side_offers_help_with_a_person_and_a_day(gap, case, cast, as_, condition, helper, helped):
    made, one, other = gap(condition), getattr(cast, helper), getattr(cast, helped)
    assert help_with(as_(one), made, one).status_code == 303
    [promise] = case.promises
    assert (promise.state, promise.due_on, promise.side) == (State.OFFERED, DAY, one.side)
    page = as_(other).get(PAGE).text
    assert "An hour with a lawyer" in page
    assert f"<bdi>{one.name}</bdi>" in page
    as_(other).post(f"/promises/{promise.ref}/acceptance", data={"due_on": str(DAY)})
    assert made.progress == Progress.COMING
    promise.deliver(by=one)
    promise.confirm(by=other)
    assert made.progress == Progress.THERE


@pytest.mark.parametrize(
    ("condition", "who"), [(Condition.LEGAL_FORM, "ana"), (Condition.CONTACT_POINT, "ben")]
)
def test_who_lacks_it_promises_what_it_will_do_itself(gap, case, cast, as_, condition, who):
    made, one = gap(condition), getattr(cast, who)
    help_with(as_(one), made, one, "We name a deputy")
    [promise] = case.promises
    assert (promise.state, promise.side, promise.due_on) == (State.PROMISED, one.side, DAY)


def test_an_offer_that_is_turned_down_leaves_room_for_another(gap, case, cast, as_):
    made = gap()
    help_with(as_(cast.ben), made, cast.ben)
    assert help_with(as_(cast.ana), made, cast.ana).status_code == 403
    as_(cast.ana).post(f"/promises/{case.promises[0].ref}/refusal", data={"reason": "We have it."})
    assert made.progress == Progress.NEEDED
    assert help_with(as_(cast.ana), made, cast.ana, "We ask a friend").status_code == 303
    page = as_(cast.ben).get(PAGE).text
    assert "An hour with a lawyer" in page
    assert "We ask a friend" in page


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_it_is_there_now(gap, cast, as_, who):
    made = gap()
    assert as_(getattr(cast, who)).post(f"/gaps/{made.ref}/settlement").status_code == 303
    assert made.settled_on == today()
    assert as_(cast.ana).post(f"/gaps/{made.ref}/settlement").status_code == 403
    assert help_with(as_(cast.ben), made, cast.ben).status_code == 403
    assert gap().is_open


@pytest.mark.parametrize("owner", ["ana", "ali"])
def test_anyone_of_ones_own_side_can_look_after_it(gap, case, cast, as_, owner):
    made = gap(Condition.CONTACT_POINT)
    help_with(as_(cast.ana), made, getattr(cast, owner))
    assert made.helps[0].owner.name.lower() == owner


@pytest.mark.parametrize(
    "wrong",
    [
        {"owner": "0"},
        {"owner": "x"},
        {"due_on": ""},
        {"due_on": "2020-01-01"},
        {"what": " "},
        {"what": "x" * 301},
    ],
)
def test_help_without_a_person_a_day_or_words_comes_back(gap, case, cast, as_, wrong):
    made = gap()
    form = {"what": "Help", "owner": cast.ben.id, "due_on": str(DAY)} | wrong
    assert as_(cast.ben).post(f"/gaps/{made.ref}/help", data=form).status_code == 422
    assert case.promises == []


def test_somebody_of_the_other_side_is_not_made_to_look_after_it(gap, case, cast, as_):
    assert help_with(as_(cast.ben), gap(), cast.ana).status_code == 422
    assert case.promises == []


def test_the_same_gap_is_written_down_once(gap, cast, as_):
    gap()
    form = {"subject": "C-1:rc1", "what": "Again."}
    assert as_(cast.ben).post(f"{PAGE}/gaps", data=form).status_code == 409


@pytest.mark.parametrize(
    "form",
    [{}, {"subject": "C-1:rc1"}, {"subject": "C-1:rm1", "what": "x"}, {"subject": "C-2:rc1", "what": "x"}],
)
def test_a_gap_of_nobody_comes_back(shared, case, cast, as_, form):
    assert as_(cast.ana).post(f"{PAGE}/gaps", data=form).status_code == 422
    assert case.gaps == []


def test_gaps_are_named_when_all_have_shared(case, cast, as_):
    form = {"subject": "C-1:rc1", "what": "Too early."}
    assert as_(cast.ana).post(f"{PAGE}/gaps", data=form).status_code == 403
    Readiness.open(case, by=cast.ana)
    assert as_(cast.ana).post(f"{PAGE}/gaps", data=form).status_code == 409


def test_who_reads_along_helps_nobody(gap, cast, as_):
    made = gap()
    assert as_(cast.ali).get(PAGE).status_code == 200
    assert as_(cast.ali).get(f"/gaps/{made.ref}/help").status_code == 403


@pytest.mark.parametrize("door", ["help", "settlement"])
def test_cyd_finds_no_gap(gap, cast, as_, door):
    assert as_(cast.cyd).post(f"/gaps/{gap().ref}/{door}").status_code == 404


def test_another_collective_is_no_helper_here(gap, case, cast, as_):
    made = gap()
    case.involve(cast.other, by=cast.ben)
    assert "Green Street itself" in as_(cast.cyd).get(f"/gaps/{made.ref}/help").text


def test_with_open_gaps_everything_goes_on(gap, case, cast, as_):
    gap()
    gap(Condition.MONEY_AND_RULES, by=cast.ben)
    assert as_(cast.ana).post("/cases/LD-1/agreement", data={"language": "en"}).status_code == 303
