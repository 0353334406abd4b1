"""A collective picks its challenges for itself. The municipality reads what it is told, and nothing else."""

import pytest
from sqlalchemy import select

from collab.collectives.words import MemberRole
from collab.history import Event
from collab.notifications.models import Notice
from collab.phases.picking import Challenge
from tests.round import mails, react

from .conftest import HERE

OURS = "/collectives/C-1/challenges"
SECRET = "We fight about the treasurer."


@pytest.fixture
def picks(case, as_):
    def picks(person, collective="C-1", code="IW.CONF", **more):
        given = {"code": code, "meaning": SECRET} | more
        return as_(person).post(f"/collectives/{collective}/challenges/new", data=given)

    return picks


def test_only_members_read_what_was_picked(picks, cast, as_, session):
    assert picks(cast.ana).status_code == 303
    assert SECRET in as_(cast.ana).get(OURS).text
    assert SECRET in as_(cast.ali).get(OURS).text
    for stranger in (cast.ben, cast.bea, cast.cyd):
        assert as_(stranger).get(OURS).status_code == 404
        assert as_(stranger).post(f"{OURS}/IW.CONF/sharing").status_code == 404


def test_nothing_of_it_reaches_the_other_side(picks, cast, as_, session, noor):
    picks(cast.ana, wishes_help="y")
    react()
    for person in (cast.ben, noor):
        for page in (HERE, "/cases/LD-1", "/overview", "/collectives/C-1", "/collectives/C-1/phase"):
            text = as_(person).get(page).text
            assert SECRET not in text
            assert "Tensions and clashes" not in text
    assert all("IW.CONF" not in str(event.data) for event in session.scalars(select(Event)))
    assert all(SECRET not in str(notice.data) for notice in session.scalars(select(Notice)))


def test_a_civil_servant_who_is_in_the_collective_acts_for_the_municipality(picks, cast, as_, session):
    cast.street.admit(cast.bea, MemberRole.EDITOR, by=cast.ana)
    picks(cast.ana)
    assert as_(cast.bea).get(OURS).status_code == 404


def test_what_is_told_is_told_in_the_words_of_that_day(picks, cast, as_, session):
    picks(cast.ana, meaning="We have to choose a treasurer.", wishes_help="y")
    assert as_(cast.ana).post(f"{OURS}/IW.CONF/sharing").status_code == 303
    as_(cast.ana).post(f"{OURS}/IW.CONF", data={"meaning": SECRET})
    react()
    assert mails(session, cast.ben)[-1] == "told"
    page = as_(cast.ben).get(HERE).text
    assert "We have to choose a treasurer." in page
    assert "Help is welcome." in page
    assert SECRET not in page
    as_(cast.ana).post(f"{OURS}/IW.CONF/withdrawal")
    assert "We have to choose a treasurer." not in as_(cast.ben).get(HERE).text


def test_who_reads_along_picks_nothing_and_an_editor_tells_nothing(picks, cast, as_, session):
    assert picks(cast.ali).status_code == 403
    next(it for it in cast.street.memberships if it.person is cast.ali).role = MemberRole.EDITOR
    assert picks(cast.ali).status_code == 303
    assert as_(cast.ali).post(f"{OURS}/IW.CONF/sharing").status_code == 403


def test_what_often_comes_together_is_shown_as_a_hint(picks, cast, as_):
    assert "These often come together" not in as_(cast.ana).get(OURS).text
    picks(cast.ana, code="IW.OPSCH")
    page = as_(cast.ana).get(OURS).text
    assert "These often come together" in page
    assert "/collectives/C-1/challenges/new?code=IW.EIGEN" in page


def test_others_with_the_same_challenge_only_when_they_chose_to_be_found(picks, cast, as_):
    picks(cast.ana)
    picks(cast.cyd, collective="C-2")
    assert "Other Street" not in as_(cast.ana).get(OURS).text
    as_(cast.cyd).post("/collectives/C-2/challenges/IW.CONF", data={"meaning": SECRET, "is_findable": "y"})
    page = as_(cast.ana).get(OURS).text
    assert "Other Street" in page
    assert "Green Street" not in as_(cast.cyd).get("/collectives/C-2/challenges").text
    as_(cast.cyd).post("/collectives/C-2/challenges/IW.CONF", data={"meaning": SECRET})
    assert "Other Street" not in as_(cast.ana).get(OURS).text


def test_what_is_taken_off_the_list_is_gone(picks, cast, as_, session):
    picks(cast.ana, is_findable="y")
    assert as_(cast.ana).post(f"{OURS}/IW.CONF/removal").status_code == 303
    assert session.scalars(select(Challenge)).all() == []


def test_a_code_that_does_not_exist_is_no_challenge(picks, cast, as_):
    assert picks(cast.ana, code="XX.NONE").status_code == 422
    assert as_(cast.ana).get(f"{OURS}/XX.NONE").status_code == 404


def test_another_collective_in_the_same_cooperation_does_not_read_what_was_told(picks, case, cast, as_):
    case.involve(cast.other, by=cast.ben)
    picks(cast.ana, meaning="We have to choose a treasurer.")
    as_(cast.ana).post(f"{OURS}/IW.CONF/sharing")
    page = f"{HERE}?collective=C-1"
    assert "choose a treasurer" in as_(cast.ben).get(page).text
    assert "choose a treasurer" in as_(cast.ana).get(page).text
    assert "choose a treasurer" not in as_(cast.cyd).get(page).text
