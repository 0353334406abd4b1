"""A house whose nights are quiet: what somebody waits for at that moment comes all the same."""

import pytest

from collab.people.words import Purpose
from collab.signing.codes import Code
from tests.round import react
from tests.signing.conftest import dee, frozen, share

__all__ = ["dee", "frozen"]
NIGHTS = [
    "2060-01-01T03:00",
    "2060-03-28T03:30",
    "2060-10-31T02:30",
]  # the clock moves


@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize("purpose", [Purpose.SIGN_IN, Purpose.INVITATION])
def test_a_way_in_comes_at_once(at, ana, ben, office, deliver, night, purpose):
    at(night)
    ana.ask_link(purpose, by=ben)
    react(), deliver()
    assert len(office.to("ana@")) == 1


def test_so_do_the_invitation_to_sign_and_the_code(at, frozen, dee, office, deliver, session):
    at(NIGHTS[0])
    agreement = frozen(share("C-1", 1, 1, (dee.id, "Tim")))
    react(), deliver()
    assert len(office.to("dee@")) == 1
    Code.send(agreement.text, dee)
    session.commit()
    react(), deliver()
    assert len(office.to("dee@")) == 2


def test_news_that_may_wait_does_not(at, news, topic, ana, office, deliver):
    at(NIGHTS[0])
    news(ana), deliver()
    assert office.messages == []
