"""Of a party that left nobody is written to any more; what was said before stays."""

from datetime import timedelta

import pytest

from collab.agreements.lifecycle import PartyRole
from collab.agreements.parties import Party
from collab.clock import today

from .test_talking import page, post


@pytest.fixture
def three(agreement, cast, session):
    """Other Street takes part too."""
    agreement.case.involve(cast.other, cast.ben)
    agreement.parties.append(Party(role=PartyRole.COLLECTIVE, collective=cast.other))
    session.flush()
    return agreement


def leave(agreement, collective) -> None:
    party = agreement.party(collective.ref)
    party.starts_on, party.ends_on = today() - timedelta(9), today() - timedelta(1)


def test_somebody_of_a_party_that_left_is_not_chosen_asked_or_named(three, as_, cast, session):
    about = {"audience": "person", "reader": str(cast.cyd.id)}
    for person in (cast.ana, cast.ben):
        assert "Cyd (Other Street)" in page(as_, person, three)
    assert post(as_, cast.ana, three, "Between us: heron.", **about).status_code == 303
    leave(three, cast.other)
    for person in (cast.ana, cast.ben):
        shown = page(as_, person, three)
        assert "Cyd (Other Street)" not in shown
        assert "Who may read this?" in shown
        assert post(as_, person, three, "Between us.", **about).status_code == 422
        asked = post(as_, person, three, "Look at this.", audience="all", mentions=str(cast.cyd.id))
        assert asked.status_code == 422


def test_a_talk_between_two_ends_with_it_and_stays_readable(three, as_, cast, say):
    said = say(three, cast.cyd, "Between us: heron.", reader=cast.ana)
    door = f"messages/{said.key}/answers"
    assert post(as_, cast.ana, three, "An egret.", door).status_code == 303
    leave(three, cast.other)
    refused = post(as_, cast.ana, three, "A stork.", door)
    assert (refused.status_code, "Other Street takes part no longer." in refused.text) == (403, True)
    shown = page(as_, cast.ana, three)
    assert "heron" in shown
    assert door not in shown
