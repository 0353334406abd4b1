"""Who belongs to a collective, in which role, until when, and who may sign for it."""

from datetime import timedelta

import pytest

from collab.clock import now, today
from tests.round import mails, react


def number_of(cast, person):
    return next(m.id for m in cast.green.memberships if m.person is person)


def invite(browser, **more):
    given = {"name": "Dora", "email": "dora@town.example", "role": "editor"} | more
    return browser.post("/collectives/C-901/members/invitation", data=given)


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("ben", 200), ("eve", 403), ("ali", 403), ("cyd", 404)]
)
@pytest.mark.parametrize("path", ["members/invitation", "authorities/new"])
def test_who_may_invite_and_write_down_authority(cast, as_, who, status, path):
    assert as_(getattr(cast, who)).get(f"/collectives/C-901/{path}").status_code == status


def test_somebody_new_is_invited_by_mail(cast, as_, session):
    from sqlalchemy import select

    from collab.people.models import Link

    invite(as_(cast.ana))
    (dora,) = [person for person in cast.green.people if person.name == "Dora"]
    assert cast.green.role_of(dora) == "editor"
    assert session.scalar(select(Link).where(Link.person_id == dora.id)).purpose == "invitation"


def test_somebody_we_know_keeps_their_name_and_gets_no_second_invitation(cast, as_, session):
    from sqlalchemy import select

    from collab.people.models import Link

    as_(cast.cyd)
    invite(as_(cast.ana), name="Cydney", email="cyd@town.example")
    assert cast.green.role_of(cast.cyd) == "editor"
    assert cast.cyd.name == "Cyd"
    assert session.scalar(select(Link).where(Link.person_id == cast.cyd.id)) is None


def test_nobody_is_invited_twice(cast, as_):
    assert invite(as_(cast.ana), email="ali@town.example").status_code == 409


def test_an_invitation_can_be_sent_again(cast, as_, session):
    from sqlalchemy import select

    from collab.people.models import Link

    as_(cast.ana).post(f"/collectives/C-901/members/{number_of(cast, cast.ali)}/invitation")
    assert session.scalar(select(Link).where(Link.person_id == cast.ali.id))


def test_a_role_changes(cast, as_):
    number = number_of(cast, cast.ali)
    as_(cast.ana).post(f"/collectives/C-901/members/{number}/role", data={"role": "representative"})
    assert cast.green.role_of(cast.ali) == "representative"


def test_whoever_leaves_sees_it_no_more_after_the_last_day(cast, as_, session):
    ali, number = as_(cast.ali), number_of(cast, cast.ali)
    assert ali.get("/collectives/C-901").status_code == 200
    membership = next(m for m in cast.green.memberships if m.person is cast.ali)
    membership.starts_on -= timedelta(9)
    yesterday = (today() - timedelta(1)).isoformat()
    ali.post(f"/collectives/C-901/members/{number}/ending", data={"last_day": yesterday})
    assert ali.get("/collectives/C-901").status_code == 404
    assert "Ali" in as_(cast.ana).get("/collectives/C-901/members").text


def test_everyone_may_leave_and_nobody_may_send_others_away_but_a_representative(cast, as_):
    path = "/collectives/C-901/members/{}/ending"
    assert as_(cast.ali).get(path.format(number_of(cast, cast.ali))).status_code == 200
    assert as_(cast.ali).get(path.format(number_of(cast, cast.eve))).status_code == 403
    assert as_(cast.ana).get(path.format(number_of(cast, cast.eve))).status_code == 200


def test_the_only_representative_stays_until_there_is_another(cast, as_):
    number = number_of(cast, cast.ana)
    assert as_(cast.ana).get(f"/collectives/C-901/members/{number}/ending").status_code == 403
    assert f"members/{number}/ending" not in as_(cast.ana).get("/collectives/C-901/members").text
    other = number_of(cast, cast.eve)
    as_(cast.ana).post(f"/collectives/C-901/members/{other}/role", data={"role": "representative"})
    assert as_(cast.ana).get(f"/collectives/C-901/members/{number}/ending").status_code == 200
    assert f"members/{number}/ending" in as_(cast.ana).get("/collectives/C-901/members").text


def test_the_only_representative_keeps_that_role_too(cast, as_):
    number = number_of(cast, cast.ana)
    answer = as_(cast.ana).post(f"/collectives/C-901/members/{number}/role", data={"role": "reader"})
    assert answer.status_code == 403
    assert cast.green.representatives == [cast.ana]


def test_a_member_of_another_collective_is_not_found_here(cast, as_):
    stranger = cast.other.memberships[0].id
    assert as_(cast.ana).get(f"/collectives/C-901/members/{stranger}/role").status_code == 404


def authority(browser, signer, **more):
    given = {
        "person": str(signer.id),
        "ground": "minutes",
        "reference": "meeting of May",
        "starts_on": "2026-01-01",
    }
    return browser.post("/collectives/C-901/authorities/new", data=given | more)


def test_authority_to_sign_has_a_ground_a_place_and_dates(cast, as_):
    authority(as_(cast.ana), cast.ana, ends_on=today().isoformat())
    held = cast.green.authority_of(cast.ana, today())
    assert (held.ground, held.reference) == ("minutes", "meeting of May")
    assert cast.green.authority_of(cast.ana, today() + timedelta(1)) is None


def test_authority_that_was_withdrawn_signs_nothing_more(cast, as_):
    ana = as_(cast.ana)
    authority(ana, cast.ana)
    number = cast.green.authorities[0].id
    ana.post(f"/collectives/C-901/authorities/{number}/revocation")
    assert cast.green.authority_of(cast.ana, today()) is None
    assert "Withdrawn" in ana.get("/collectives/C-901/members").text


@pytest.mark.parametrize("wrong", [
    {"ends_on": "2025-12-31"}, {"reference": ""}, {"ground": "luck"}, {"person": "0"}, {"starts_on": ""},
])  # fmt: skip
def test_authority_that_cannot_be_is_sent_back(cast, as_, wrong):
    assert authority(as_(cast.ana), cast.ana, **wrong).status_code == 422
    assert cast.green.authorities == []


def test_only_people_of_the_collective_get_authority(cast, as_):
    assert authority(as_(cast.ana), cast.cyd).status_code == 422


def test_authority_of_another_collective_is_not_found_here(cast, as_, session):
    from collab.collectives.words import Ground

    theirs = cast.other.give_authority(
        cast.cyd, Ground.STATUTES, reference="art. 4", by=cast.cyd, starts_on=today()
    )
    session.flush()
    assert as_(cast.ana).post(f"/collectives/C-901/authorities/{theirs.id}/revocation").status_code == 404
    assert theirs.revoked_on is None


def test_whoever_knows_the_place_hears_where_they_belong_now(cast, session):
    from collab.collectives.words import MemberRole

    cast.cyd.arrived_at = now()
    cast.green.admit(cast.cyd, MemberRole.READER, by=cast.ana)
    session.commit()
    react()
    assert mails(session, cast.cyd) == ["admitted"]
    assert mails(session, cast.ana) == []
