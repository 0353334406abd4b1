"""The cast of the agreement, with Ada who sits on the board of Green Street too, and Dee, guardian of Tim."""

import re

import pytest

from collab.agreements.plan import Named, Plan, Share
from collab.clock import today
from collab.collectives.words import Ground, MemberRole
from tests.agreements.conftest import as_, case, cast, make, sign, somebody
from tests.round import react

__all__ = ["as_", "case", "cast", "make", "sign"]


@pytest.fixture
def ada(cast, session):
    ada = somebody("Ada")
    cast.street.admit(ada, MemberRole.REPRESENTATIVE, by=cast.ana)
    cast.street.give_authority(ada, Ground.STATUTES, reference="article 5", by=cast.ana, starts_on=today())
    session.flush()
    return ada


@pytest.fixture
def dee(session):
    return somebody("Dee")


@pytest.fixture
def frozen(make, cast, session):
    """An agreement frozen under a plan: of parties with a quorum and names, in order or not."""

    def frozen(*shares: Share, in_order: bool = False):
        agreement = make("agreed")
        agreement.plan_signing(Plan(in_order, shares), by=cast.ben)
        agreement.freeze(by=cast.ben)
        session.flush()
        return agreement

    return frozen


def share(party: str, place: int = 1, quorum: int = 1, *named) -> Share:
    people = tuple(Named(*one) if isinstance(one, tuple) else Named(one.id) for one in named)
    return Share(party, place, quorum, people)


def asked(agreement, person) -> str:
    """The address in the mail of this person."""
    react()
    [link] = [i for i in agreement.text.invitations if i.person is person and not i.revoked_at]
    return f"/signing-links/{link.key}"


def signing(agreement, person, **more) -> dict[str, str]:
    return {"digest": agreement.text.digest, "read": "y", "typed_name": person.name} | more


def code_of(agreement, person) -> str:
    from collab.signing.codes import Code

    return Code.live(agreement.text, person).digits


def texts(answer) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
