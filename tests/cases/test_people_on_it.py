"""Who is on a cooperation: contact person, deputy, and parties that join."""

import pytest

from collab.cases import policy
from collab.cases.lifecycle import Stage
from collab.cases.models import Case, ContactRole
from collab.cases.speaking import Spokesperson
from collab.errors import NotNow
from collab.people.words import Duty
from tests.agreements.conftest import somebody
from tests.round import mails, react


@pytest.fixture
def fresh(cast, session):
    """Ana opened it; nobody of the municipality took it yet."""
    fresh = Case.open("LD-9", cast.street, by=cast.ana, title="Pond", about="A pond.")
    session.add(fresh)
    session.flush()
    return fresh


@pytest.fixture
def dan(session):
    return somebody("Dan", Duty.OFFICER)


def test_a_civil_servant_takes_up_a_new_cooperation(fresh, cast, as_, session):
    assert "Become the contact person" in as_(cast.ben).get("/cases/LD-9").text
    as_(cast.ben).post("/cases/LD-9/handler")
    react()
    assert (fresh.contact, fresh.stage) == (cast.ben, Stage.EXPLORING)
    assert "appointed" in mails(session, cast.ana)


def test_it_is_taken_once(fresh, cast, dan, as_):
    as_(cast.ben).post("/cases/LD-9/handler")
    assert as_(dan).post("/cases/LD-9/handler").status_code == 404  # by now it is no newcomer, and not Dan's
    assert fresh.contact == cast.ben


def test_a_new_contact_person_takes_over_from_today(case, cast, dan, as_, session):
    as_(cast.ben).post("/cases/LD-1/contacts", data={"role": "contact", "person": dan.id})
    react()
    assert (case.contact, case.deputy) == (dan, None)
    assert (mails(session, dan)[-1], "appointed" in mails(session, cast.ben)) == ("appointed_you", False)
    assert as_(dan).get("/cases/LD-1").status_code == 200
    assert "made Dan the contact person." in as_(cast.ana).get("/cases/LD-1").text


def test_a_resident_cannot_be_contact_person(case, cast, as_):
    wrong = as_(cast.ben).post("/cases/LD-1/contacts", data={"role": "deputy", "person": cast.cyd.id})
    assert (wrong.status_code, case.deputy) == (422, None)


def test_another_party_joins_before_the_text_begins(case, cast, as_, session):
    as_(cast.ben).post("/cases/LD-1/participants", data={"collective": "C-2"})
    react()
    assert case.collectives == [cast.street, cast.other]
    assert "involved" in mails(session, cast.cyd)
    assert as_(cast.cyd).get("/cases/LD-1").status_code == 200


def test_nobody_joins_a_text_that_is_being_written(make, cast, as_):
    make("drafted")
    page = as_(cast.ben).get("/cases/LD-1/participants")
    assert page.status_code == 403
    assert "Others can join before the text begins." in page.text


def test_the_facts_are_changed_by_either_side(case, cast, as_):
    facts = {"title": "Garden", "about": "Beans.", "place": "Elm Street 4", "neighbourhood": ""}
    as_(cast.ana).post("/cases/LD-1/facts", data=facts)
    assert (case.about, case.place, case.neighbourhood) == ("Beans.", "Elm Street 4", None)
    assert "changed the facts of this cooperation." in as_(cast.ben).get("/cases/LD-1").text


TALKS = {"write", "represent", "describe", "park", "withdraw", "travel", "pause", "dispute"}


@pytest.mark.parametrize(
    ("who", "stage", "may"),
    [
        ("ana", Stage.SIGNALLED, TALKS),
        ("ben", Stage.SIGNALLED, {"take"}),
        ("ana", Stage.EXPLORING, TALKS),
        ("ali", Stage.EXPLORING, set()),
        ("ben", Stage.EXPLORING, TALKS | {"appoint", "involve"}),
        ("bea", Stage.EXPLORING, set()),
        ("cyd", Stage.EXPLORING, set()),
        ("ana", Stage.PARKED, TALKS - {"park", "pause"}),
        ("ben", Stage.PARKED, (TALKS - {"park", "pause"}) | {"appoint"}),
        ("ana", Stage.WITHDRAWN, {"travel"}),
        ("ben", Stage.WITHDRAWN, {"appoint", "travel"}),
    ],
)
def test_who_may_do_what_when(fresh, cast, who, stage, may):
    if stage != Stage.SIGNALLED:
        fresh.take(cast.ben)
    if stage not in {Stage.SIGNALLED, Stage.EXPLORING}:
        fresh.move(stage, by=cast.ana)
    assert policy.open_to(getattr(cast, who), fresh) == may


def test_the_list_shows_ones_own_cooperations(case, fresh, cast, dan, as_):
    assert all(title in as_(cast.ana).get("/cases").text for title in ("Garden", "Pond"))
    assert "Garden" not in as_(cast.cyd).get("/cases").text
    page = as_(dan).get("/cases").text
    assert ("Pond" in page, "Garden" in page) == (True, False)


def test_a_civil_servant_looks_per_stage(case, fresh, cast, as_):
    page = as_(cast.ben).get("/cases?stage=exploring").text
    assert ("Garden" in page, "Pond" in page) == (True, False)
    assert as_(cast.ben).get("/cases?stage=nonsense").status_code == 200


def test_a_long_list_has_pages(cast, as_, session):
    for number in range(35):
        facts = {"title": f"Plan {number}.", "about": "x"}
        session.add(Case.open(f"LD-{100 + number}", cast.street, by=cast.ana, **facts))
    session.flush()
    first = as_(cast.ana).get("/cases").text
    assert ("Plan 34." in first, "Plan 4." in first) == (True, False)
    second = as_(cast.ana).get("/cases?after=LD-105").text
    assert ("Plan 4." in second, "Plan 5." in second) == (True, False)


def test_cyd_finds_nothing(case, cast, as_):
    for part in ("messages", "handler", "contacts", "participants", "facts", "rest", "withdrawal"):
        assert as_(cast.cyd).post(f"/cases/LD-1/{part}").status_code == 404
    assert as_(cast.cyd).get("/cases/LD-1").status_code == 404


def test_the_role_of_a_contact_is_remembered(case, cast, dan):
    case.appoint(ContactRole.DEPUTY, dan, by=cast.ben)
    assert (case.contact, case.deputy) == (cast.ben, dan)


def test_the_text_can_begin_once_somebody_was_appointed(fresh, cast, as_):
    fresh.appoint(ContactRole.CONTACT, cast.ben, by=cast.ben)
    assert "Begin the text of the agreement" in as_(cast.ana).get("/cases/LD-9").text
    as_(cast.ana).post("/cases/LD-9/agreement", data={"weight": "light", "language": "en"})
    assert fresh.stage == Stage.DRAFTING


def test_the_contact_person_is_not_the_deputy_too(case, cast, as_):
    said = as_(cast.ben).post("/cases/LD-1/contacts", data={"role": "deputy", "person": cast.ben.id})
    assert (said.status_code, case.contact, case.deputy) == (422, cast.ben, None)
    assert "Ben is the contact person. Choose another contact person first." in said.text
    with pytest.raises(NotNow):
        case.appoint(ContactRole.DEPUTY, cast.ben, by=cast.ben)


def test_nor_is_the_one_of_a_collective(case, cast, as_):
    said = as_(cast.ana).post("/cases/LD-1/people/choice", data={"role": "deputy", "person": cast.ana.id})
    assert said.status_code == 422
    assert "Ana is the contact person." in said.text
    Spokesperson.appoint(case, cast.street, ContactRole.CONTACT, cast.ana, by=cast.ana)
    with pytest.raises(NotNow):
        Spokesperson.appoint(case, cast.street, ContactRole.DEPUTY, cast.ana, by=cast.ana)
