"""What somebody had under way passes to a successor who may, and to nobody who may not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.approvals.rounds import ApprovalRound
from collab.approvals.seats import ApprovalSeat
from collab.approvals.words import SeatKind
from collab.cases.models import ContactRole
from collab.clock import at, now, today
from collab.collectives.words import Ground, MemberRole
from collab.relay.jobs import look_after_places
from collab.signing.invitations import Invitation


@pytest.fixture
def asked(make, cast, town, session):
    """The text of Ana lies before Dee."""
    agreement = make("agreed")
    party = agreement.party("municipality")
    seat = ApprovalSeat(kind=SeatKind.PERSON, person=town.dee, step=1, days=5)
    round = ApprovalRound.start(agreement, party, [seat], by=cast.ben)
    session.commit()
    return round


def test_an_approval_passes_to_the_successor(asked, cast, town):
    case = asked.agreement.case
    case.appoint(ContactRole.DEPUTY, town.dee, by=cast.ben)
    case.appoint(ContactRole.DEPUTY, town.coos, by=cast.ben)
    assert [seat.person.name for seat in asked.asked] == ["Coos"]
    assert [one.code for one in case.relays[0].moved] == ["approval"]


def test_an_approval_of_who_left_altogether_finds_somebody_who_may(asked, town, session):
    town.dee.leave(by=town.stef)
    session.commit()
    look_after_places()
    [seat] = asked.asked
    assert seat.person is not town.dee
    assert seat.person.is_active


@pytest.fixture
def invited(make, cast, session):
    agreement = make("frozen")
    party = agreement.party_for(cast.ana)
    Invitation.send(agreement.text, party, [cast.ana])
    cast.street.memberships[1].change(MemberRole.REPRESENTATIVE, by=cast.ana)
    session.commit()
    return agreement


def open_links(session) -> list[str]:
    query = select(Invitation).where(Invitation.revoked_at.is_(None))
    return [one.person.name for one in session.scalars(query)]


def test_a_link_to_sign_dies_with_the_place_when_nobody_else_may_sign(invited, cast, session):
    cast.street.memberships[0].end(today(), by=cast.ana)
    session.commit()
    with at(now() + timedelta(days=1)):
        look_after_places()
        assert open_links(session) == []
        assert [one.stays for one in invited.case.relays[0].moved] == [True]


def test_a_link_to_sign_passes_to_a_successor_with_authority(invited, cast, session):
    minutes = {"reference": "meeting of June", "by": cast.ana, "starts_on": today()}
    cast.street.give_authority(cast.ali, Ground.MINUTES, **minutes)
    cast.street.memberships[0].end(today(), by=cast.ana)
    session.commit()
    with at(now() + timedelta(days=1)):
        look_after_places()
        assert open_links(session) == ["Ali"]


def test_who_stays_with_the_municipality_keeps_the_signature_that_is_theirs(make, cast, town, session):
    agreement = make("frozen")
    Invitation.send(agreement.text, agreement.party("municipality"), [cast.bea])
    agreement.case.appoint(ContactRole.DEPUTY, cast.bea, by=cast.ben)
    agreement.case.appoint(ContactRole.DEPUTY, town.dee, by=cast.ben)
    assert open_links(session) == ["Bea"]
