"""Two people act at the same moment, each over a connection of their own: one outcome, and no words lost."""

import pytest
from sqlalchemy import func, select

from collab.collectives.words import MemberRole
from collab.conversations.expectations import Expectation
from collab.conversations.models import Conversation
from collab.conversations.statements import Statement, Words
from collab.conversations.words import Reason, Value
from collab.db import db
from collab.support.models import Promise
from tests.racing import app, at_once, open_case, past, session, times

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20
TRUST = Value.TRUST


@pytest.fixture
def begun(cast, session):
    """A conversation in a cooperation of its own, in which Ana and Ali write for Green Street."""
    membership = next(m for m in cast.street.memberships if m.person is cast.ali)
    membership.role = MemberRole.REPRESENTATIVE

    def begun(number: int) -> Conversation:
        case = open_case(number, cast)
        conversation = Conversation.begin(case, Reason.FIRST, by=cast.ana)
        session.commit()
        return conversation

    return begun


@pytest.fixture
def opened(cast, begun, session):
    def opened(number: int) -> Conversation:
        conversation = begun(number)
        for person in (cast.ana, cast.ben):
            conversation.write(TRUST, Words("Ours."), 0, by=person)
            conversation.set_ready({TRUST: 1}, by=person)
        session.commit()
        return conversation

    return opened


def here(conversation: Conversation) -> str:
    return f"/cases/{conversation.case.ref}/conversations/1"


def words(person, text: str, seen: int = 0) -> tuple:
    return person, "values/trust", {"meaning": text, "seen": seen}


def ready(person, seen: str = "") -> tuple:
    return person, "sharing", {"seen": seen}


def test_two_of_one_side_write_at_once(cast, begun, at_once):
    for number in range(ROUNDS):
        it = begun(number)
        assert at_once(here(it), words(cast.ana, "Ana"), words(cast.ali, "Ali")) == [303, 409]
        assert len(it.voices[0].statements) == 1


def test_two_sides_write_their_first_words_at_once(cast, begun, at_once):
    for number in range(ROUNDS):
        it = begun(number)
        assert at_once(here(it), words(cast.ana, "Ana"), words(cast.ben, "Ben")) == [303, 303]
        assert sorted(voice.statements[0].meaning for voice in it.voices) == ["Ana", "Ben"]


def test_the_last_two_set_ready_at_once_and_it_opens_once(cast, begun, at_once):
    for number in range(ROUNDS):
        it = begun(number)
        assert at_once(here(it), ready(cast.ana), ready(cast.ben)) == [303, 303]
        assert it.opened_at
        assert times("conversation.opened", it.case) == 1


def test_setting_ready_against_writing_on(cast, begun, at_once, session):
    """Either what is ready is what was read, or the writer hears that it was set ready: never a mix."""
    for number in range(ROUNDS):
        it = begun(number)
        it.write(TRUST, Words("First."), 0, by=cast.ana)
        session.commit()
        answers = at_once(here(it), ready(cast.ana, "trust:1"), words(cast.ali, "Second.", 1))
        assert answers == [303, 409]
        voice = it.voices[0]
        assert len(voice.statements) == (1 if voice.ready_at else 2)


def test_setting_ready_against_taking_back(cast, begun, at_once, session):
    for number in range(ROUNDS):
        it = begun(number)
        it.set_ready({}, by=cast.ana)
        session.commit()
        first, second = at_once(here(it), ready(cast.ben), (cast.ana, "sharing/withdrawal", {}))
        assert (first, second) in {(303, 303), (303, 409)}
        ana = next(voice for voice in it.voices if voice.collective)
        assert bool(it.opened_at) == bool(ana.ready_at)


def test_agreeing_to_joint_words_against_proposing_others(cast, opened, at_once, session):
    for number in range(ROUNDS):
        it = opened(number)
        it.propose(TRUST, "First.", "", seen=0, by=cast.ana)
        session.commit()
        other = (cast.ali, "joint-words/trust", {"text": "Second.", "seen": 1})
        yes = (cast.ben, "joint-words/trust/consent", {"seen": 1})
        answers = at_once(here(it), other, yes)
        assert answers in ([303, 303], [303, 409])
        agreed = it.agreed_words(TRUST)
        assert (agreed is not None) == (answers == [303, 303])
        assert agreed is None or agreed.text == "First."
        assert it.latest_words(TRUST).text == "Second."


def test_both_propose_joint_words_at_once(cast, opened, at_once):
    for number in range(ROUNDS):
        it = opened(number)
        acts = [(who, "joint-words/trust", {"text": who.name, "seen": 0}) for who in (cast.ana, cast.ben)]
        assert at_once(here(it), *acts) == [303, 409]
        assert len(it.wordings) == 1


def test_both_sides_begin_at_once(cast, opened, at_once):
    for number in range(ROUNDS):
        it = opened(number)
        again = {"reason": "request"}
        acts = [(who, "conversations/new", again) for who in (cast.ana, cast.ben)]
        first, second = at_once(f"/cases/{it.case.ref}", *acts)
        assert (first, second) in {(303, 403), (303, 409)}
        assert len(it.case.conversations) == 2


def test_hearing_against_other_words_and_promising_twice(cast, begun, at_once, session):
    for number in range(ROUNDS):
        case = begun(number).case
        said = Expectation.state(case, "You answer.", by=cast.ana)
        session.commit()
        address = f"/cases/{case.ref}/expectations/1"
        other = (cast.ali, "wording", {"text": "You answer soon.", "seen": 1})
        answers = at_once(address, other, (cast.ben, "hearing", {"seen": 1}))
        assert answers in ([303, 303], [303, 409])
        assert said.heard_by == []
        line = {"what": "answer", "sort": "act", "due_on": "2090-01-01"}
        first, second = at_once(address, (cast.ben, "promise", line), (cast.ana, "promise", line))
        assert (first, second) in {(303, 403), (303, 409)}
        assert db.session.scalar(select(func.count()).where(Promise.case_id == case.id)) == 1


def test_no_statement_is_ever_lost(cast, begun, at_once):
    it = begun(1)
    for seen in range(5):
        at_once(here(it), words(cast.ana, f"Ana {seen}", seen), words(cast.ali, f"Ali {seen}", seen))
    kept = db.session.scalars(select(Statement.number).order_by(Statement.number)).all()
    assert kept == [1, 2, 3, 4, 5]
