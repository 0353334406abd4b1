"""Administrators give and end posts; a post is a fact with a start and an end."""

from datetime import timedelta

import pytest

from collab.clock import today


def given(**more):
    return {
        "name": "Dirk",
        "email": "dirk@town.example",
        "duty": "officer",
        "starts_on": today().isoformat(),
    } | more


@pytest.mark.parametrize(("who", "status"), [("ana", 403), ("ben", 403), ("cyd", 403), ("bea", 200)])
@pytest.mark.parametrize("path", ["/people", "/people/invitation"])
def test_only_an_administrator_looks_after_people(cast, as_, who, status, path):
    assert as_(getattr(cast, who)).get(path).status_code == status


def test_somebody_new_is_invited_by_mail(cast, as_, mailed, client):
    from collab.people.queries import active_with

    as_(cast.bea).post("/people/invitation", data=given())
    dirk = active_with("dirk@town.example")
    assert dirk.is_officer
    assert client.get(f"/arrival/{mailed(dirk)}").status_code == 200


def test_somebody_we_know_gets_the_post_under_their_own_name(cast, as_):
    as_(cast.bea).post("/people/invitation", data=given(email="ana@town.example"))
    assert cast.ana.is_officer
    assert cast.ana.name == "Ana"


def test_the_same_post_is_not_given_twice(cast, as_):
    answer = as_(cast.bea).post("/people/invitation", data=given(email="ben@town.example"))
    assert answer.status_code == 409


def test_a_post_may_begin_later(cast, as_):
    tomorrow = (today() + timedelta(1)).isoformat()
    as_(cast.bea).post(f"/people/{cast.ben.id}", data={"duty": "mandate_holder", "starts_on": tomorrow})
    assert "mandate_holder" not in cast.ben.duties


def test_a_date_in_words_of_the_keyboard_is_understood(cast, as_):
    bea = as_(cast.bea)
    assert (
        bea.post(
            f"/people/{cast.ben.id}", data={"duty": "mandate_holder", "starts_on": "1-1-2026"}
        ).status_code
        == 303
    )
    assert (
        bea.post(f"/people/{cast.ben.id}", data={"duty": "integral_team", "starts_on": "soon"}).status_code
        == 422
    )


def test_a_post_that_ended_takes_its_rights_along(cast, as_):
    post = cast.ben.posts[0]
    yesterday = (today() - timedelta(1)).isoformat()
    post.starts_on -= timedelta(9)
    answer = as_(cast.bea).post(f"/people/{cast.ben.id}/posts/{post.id}/ending", data={"last_day": yesterday})
    assert answer.status_code == 303
    assert not cast.ben.is_officer


def test_a_post_lasts_its_last_day(cast, as_):
    post = cast.ben.posts[0]
    as_(cast.bea).post(
        f"/people/{cast.ben.id}/posts/{post.id}/ending", data={"last_day": today().isoformat()}
    )
    assert cast.ben.is_officer


def test_the_last_administrator_stays(cast, as_):
    post = cast.bea.posts[0]
    assert as_(cast.bea).get(f"/people/{cast.bea.id}/posts/{post.id}/ending").status_code == 403


def test_an_account_that_ends_signs_out_and_keeps_its_past(cast, as_):
    ben = as_(cast.ben)
    as_(cast.bea).post(f"/people/{cast.ben.id}/leaving")
    assert ben.get("/account").status_code == 303
    assert "person.left" in [event.name for event in cast.ben.events]
    assert as_(cast.bea).post(f"/people/{cast.bea.id}/leaving").status_code == 403


def test_residents_are_not_in_the_list_of_the_municipality(cast, as_):
    bea = as_(cast.bea)
    assert "cyd@town.example" not in bea.get("/people").text
    assert bea.get(f"/people/{cast.cyd.id}").status_code == 404


def test_a_post_of_somebody_else_is_not_found_under_this_name(cast, as_):
    post = cast.bea.posts[0]
    assert as_(cast.bea).get(f"/people/{cast.ben.id}/posts/{post.id}/ending").status_code == 404


def test_a_long_list_is_read_page_by_page(cast, as_, session):
    from collab.people.models import Person
    from collab.people.words import Duty

    for number in range(60):
        person = Person.join(f"Officer {number:02}", f"o{number}@town.example")
        session.add(person)
        person.appoint(Duty.OFFICER, by=None)
    session.flush()
    bea = as_(cast.bea)
    first = bea.get("/people").text
    assert "Officer 10" in first
    assert "Officer 59" not in first
    after = first.split("/people?after=")[1].split('"')[0]
    assert "Officer 59" in bea.get(f"/people?after={after}").text
