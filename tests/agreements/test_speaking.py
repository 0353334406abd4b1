"""For whom somebody speaks, when they are in more than one place; and that a stopped text asks nothing."""

import pytest
from sqlalchemy import select

from collab.agreements import policy
from collab.agreements.lifecycle import Weight
from collab.agreements.models import Agreement
from collab.collectives.words import MemberRole
from collab.history import Event
from collab.history.reactions import react_to
from collab.notifications.models import Notice
from collab.people.words import Duty
from tests.agreements.conftest import somebody

TEXT = {"A03": {"text": "We greet each other.", "nothing": False, "terms": None}}


@pytest.fixture
def between_two(case, cast, session):
    """A text with two collectives; Ana reads along in one and represents the other."""
    case.involve(cast.other, by=cast.ben)
    cast.other.admit(cast.ana, MemberRole.REPRESENTATIVE, by=cast.cyd)
    next(m for m in cast.street.memberships if m.person is cast.ana).change(MemberRole.READER, by=cast.ben)
    agreement = Agreement.draft(case, Weight.LIGHT, "en", by=cast.cyd)
    session.add(agreement)
    agreement.propose(3, TEXT, seen=0, by=cast.ben)
    session.flush()
    return agreement


def test_one_agrees_for_the_collective_one_represents(between_two, cast, as_):
    as_(cast.ana).post(f"/agreements/{between_two.ref}/articles/3/consent", data={"seen": "1"})
    agreeing = {party.name for party in between_two.article(3).latest.agreeing}
    assert agreeing == {"Gemeente Lindendal", "Other Street"}


def test_a_civil_servant_in_a_collective_agrees_for_nobody(make, cast, as_, session):
    neighbour = somebody("Nel", Duty.OFFICER)
    cast.street.admit(neighbour, MemberRole.REPRESENTATIVE, by=cast.ana)
    agreement = make("drafted")
    agreement.propose(3, TEXT, seen=0, by=cast.ana)
    session.flush()
    answer = as_(neighbour).post(f"/agreements/{agreement.ref}/articles/3/consent", data={"seen": "1"})
    assert answer.status_code == 403
    assert not agreement.article(3).is_agreed
    assert not policy.open_to(neighbour, agreement) & {"propose", "agree", "freeze", "weigh", "reopen"}


@pytest.mark.parametrize("moment", ["proposed", "half signed"])
def test_a_text_of_a_stopped_cooperation_says_so(make, cast, as_, session, moment):
    agreement = make(moment)
    agreement.case.withdraw("We move away.", by=cast.ben)
    session.flush()
    assert not policy.open_to(cast.bea, agreement)
    stopped = select(Event).where(Event.name == "case.moved", Event.case_id == agreement.case_id)
    for event in session.scalars(stopped):
        react_to(event)
    session.flush()
    page = as_(cast.ana).get(f"/agreements/{agreement.ref}")
    assert page.status_code == 200
    assert "in force" not in page.text


def test_every_other_party_hears_of_a_proposal(case, cast, session):
    """Also a collective on the same side: it has to agree as well."""
    case.involve(cast.other, by=cast.ben)
    agreement = Agreement.draft(case, Weight.LIGHT, "en", by=cast.ana)
    session.add(agreement)
    agreement.propose(3, TEXT, seen=0, by=cast.ana)
    session.flush()
    proposed = select(Event).where(Event.name == "agreement.proposed", Event.agreement_id == agreement.id)
    react_to(session.scalars(proposed).one())
    mails = session.scalars(select(Notice).where(Notice.template == "agreements/mail/proposed"))
    assert {mail.person.name for mail in mails} == {"Ben", "Cyd"}
