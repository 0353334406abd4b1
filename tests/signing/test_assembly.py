"""A collective asks its members about the frozen text; the outcome is its own until it shares the counts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.agreements import policy
from collab.clock import at, now, today
from collab.collectives.words import Ground
from collab.notifications.models import Notice
from collab.signing.ballots import key_of
from tests.round import mails, react

from .conftest import texts


@pytest.fixture
def asked(frozen, cast, ada, as_, session):
    """Ana asks the three members of Green Street; two must take part."""
    agreement = frozen()
    form = {"quorum": "2", "ends_on": (today() + timedelta(7)).isoformat()}
    assert as_(cast.ana).post(f"/agreements/{agreement.ref}/assembly/new", data=form).status_code == 303
    react()
    return agreement


def ballot_of(agreement, person) -> str:
    [held] = agreement.text.assemblies
    [ballot] = [ballot for ballot in held.ballots if ballot.person is person]
    return f"/votes/{ballot.key}"


def vote(client, agreement, person, choice: str, argument: str = "") -> int:
    form = {"choice": choice, "argument": argument}
    return client.post(ballot_of(agreement, person), data=form).status_code


def test_every_member_gets_a_link_and_nobody_else(asked, cast, ada, session, client):
    everyone = (cast.ana, cast.ali, ada, cast.ben, cast.bea)
    voters = {person.name for person in everyone if "vote" in mails(session, person)}
    assert voters == {"Ana", "Ali", "Ada"}
    his = (Notice.person_id == cast.ali.id, Notice.template == "signing/mail/vote")
    notice = session.scalar(select(Notice).where(*his))
    assert client.get(f"/votes/{key_of(notice)['key']}").status_code == 200


def test_one_member_is_one_vote_that_can_change_until_the_end(asked, cast, client):
    assert vote(client, asked, cast.ali, "consent") == 303
    assert vote(client, asked, cast.ali, "object", "The shed is too far away.") == 303
    [held] = asked.text.assemblies
    assert held.count[:3] == (0, 1, 0)
    link = ballot_of(asked, cast.ali)
    with at(now() + timedelta(8)):
        assert not held.is_open
    held.close("Closed.", by=cast.ana)
    late = client.post(link, data={"choice": "object", "argument": "Who waters it in August?"})
    assert late.status_code == 410
    assert "Who waters it in August?" in late.text


def test_an_objection_needs_an_argument(asked, cast, client):
    assert vote(client, asked, cast.ali, "object") == 422


def test_the_objections_are_for_the_own_people_only(asked, cast, client, as_):
    vote(client, asked, cast.ali, "object", "The shed is too far away.")
    address = f"/agreements/{asked.ref}/assembly"
    assert "The shed is too far away." in texts(as_(cast.ana).get(address))
    assert "The shed is too far away." in texts(as_(cast.ali).get(address))
    for person in (cast.ben, cast.bea, cast.cyd):
        assert as_(person).get(address).status_code == 404
        assert as_(person).post(f"{address}/sharing").status_code == 404
    for page in ("", "/signing", "/rounds/1"):
        assert "vote of" not in texts(as_(cast.bea).get(f"/agreements/{asked.ref}{page}"))
    assert "vote" not in texts(as_(cast.ben).get(f"/cases/{asked.case.ref}"))


def test_who_only_reads_along_neither_closes_nor_shares(asked, cast, as_):
    for door in ("minutes", "sharing"):
        assert as_(cast.ali).post(f"/agreements/{asked.ref}/assembly/{door}").status_code == 403
    assert as_(cast.ben).get(f"/agreements/{asked.ref}/assembly/new").status_code == 403


def test_the_minutes_become_the_authority_of_who_signs(asked, cast, ada, client, as_):
    for authority in cast.street.authorities:
        authority.revoke(by=cast.ana)
    assert policy.sign(cast.ana, asked)
    for person in (cast.ali, ada):
        vote(client, asked, person, "consent")
    address = f"/agreements/{asked.ref}/assembly/minutes"
    visitor = as_(cast.ana)
    visitor.post(address)
    page = visitor.get(address)
    assert "Needed: 2 members. Taking part: 2 of 3." in texts(page)
    form = {"minutes": "We met and agreed.", "signatories": [str(cast.ana.id)]}
    assert visitor.post(address, data=form).status_code == 303
    held = cast.street.authorities[-1]
    assert (held.person, held.ground) == (cast.ana, Ground.MINUTES)
    assert "version 1" in held.reference
    assert policy.sign(cast.ana, asked) is None


@pytest.mark.parametrize("choices", [["consent"], ["object", "consent"], ["abstain", "abstain"]])
def test_without_quorum_or_more_yes_than_no_it_gives_nobody_authority(asked, cast, ada, client, as_, choices):
    for person, choice in zip((cast.ali, ada), choices, strict=False):
        vote(client, asked, person, choice, "Why.")
    address = f"/agreements/{asked.ref}/assembly/minutes"
    visitor = as_(cast.ana)
    visitor.post(address)
    before = len(cast.street.authorities)
    form = {"minutes": "We met.", "signatories": [str(cast.ana.id)]}
    assert visitor.post(address, data=form).status_code == 409
    assert len(cast.street.authorities) == before


def test_the_other_side_sees_the_counts_once_they_are_shared_and_no_names(asked, cast, ada, client, as_):
    vote(client, asked, cast.ali, "object", "The shed is too far away.")
    vote(client, asked, ada, "consent")
    own = f"/agreements/{asked.ref}/assembly"
    as_(cast.ana).post(f"{own}/minutes")
    as_(cast.ana).post(f"{own}/sharing")
    page = texts(as_(cast.ben).get(f"/agreements/{asked.ref}"))
    assert "2 of 3, 2 are needed" in page
    assert "The shed" not in page
    assert "Ali" not in page
    assert as_(cast.ben).get(own).status_code == 404


def test_a_text_that_went_back_ends_the_vote(asked, cast, client):
    link = ballot_of(asked, cast.ali)
    asked.reopen("One word.", by=cast.ben)
    assert client.get(link).status_code == 410
