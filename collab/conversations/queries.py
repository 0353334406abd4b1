"""Questions about conversations: above all who may read which text."""

from sqlalchemy import CompoundSelect, Select, exists, or_, select
from sqlalchemy.orm import aliased, selectinload

from collab.cases import queries as cases
from collab.cases.models import Case
from collab.collectives.models import Collective, Membership
from collab.db import db
from collab.people.models import Person

from .expectations import Expectation, ExpectationWording
from .joint import JointConsent, JointWording
from .models import Conversation
from .statements import Statement
from .voices import Voice
from .words import Value


def visible_to(person: Person) -> Select:
    """Whoever sees the case sees that a conversation is held, and who wrote or is ready."""
    seen = cases.visible_to(person).with_only_columns(Case.id)
    return select(Conversation).where(Conversation.case_id.in_(seen))


def statements_visible_to(person: Person) -> Select:
    """One's own party's texts, with the earlier ones; of the others the last ones, once all were ready."""
    seen = cases.visible_to(person).with_only_columns(Case.id)
    newer = aliased(Statement)
    is_latest = ~exists().where(
        newer.voice_id == Statement.voice_id, newer.value == Statement.value, newer.number > Statement.number
    )
    open_to_all = Conversation.opened_at.is_not(None) & Voice.ready_at.is_not(None) & is_latest
    query = select(Statement).join(Statement.voice).join(Voice.conversation)
    return query.where(Conversation.case_id.in_(seen), or_(_is_own(person), open_to_all))


def statements_of(person: Person, conversation: Conversation) -> Select:
    """What this person may read in one conversation, the oldest first."""
    query = statements_visible_to(person).where(Voice.conversation_id == conversation.id)
    return query.options(selectinload(Statement.person)).order_by(Statement.number)


def joint_words(case: Case) -> dict[Value, JointWording]:
    """What all parties of a cooperation said together, the last words on each value."""
    wordings = selectinload(Conversation.wordings).selectinload(JointWording.consents)
    voices = selectinload(Conversation.voices)
    held = select(Conversation).where(Conversation.case_id == case.id, Conversation.opened_at.is_not(None))
    found: dict[Value, JointWording] = {}
    for conversation in db.session.scalars(held.options(wordings, voices).order_by(Conversation.number)):
        found |= {value: said for value in Value if (said := conversation.agreed_words(value))}
    return {value: found[value] for value in Value if value in found}


def talking(numbers: list[int]) -> CompoundSelect:
    """Those of these cases in which somebody talked about values or said what to expect."""
    talked = select(Conversation.case_id).where(Conversation.case_id.in_(numbers))
    return talked.union(select(Expectation.case_id).where(Expectation.case_id.in_(numbers)))


def unfinished(numbers: list[int]) -> Select:
    """Conversations of these cases that not all have shared."""
    query = select(Conversation).where(Conversation.case_id.in_(numbers), Conversation.opened_at.is_(None))
    return query.options(selectinload(Conversation.voices))


def joint_words_waiting(numbers: list[int]) -> Select:
    """Joint words on the table and the parties that have not said yes: case, number, value, collective."""
    newer = aliased(JointWording)
    is_latest = ~exists().where(
        newer.conversation_id == JointWording.conversation_id,
        newer.value == JointWording.value,
        newer.number > JointWording.number,
    )
    agreed = exists().where(JointConsent.wording_id == JointWording.id, JointConsent.voice_id == Voice.id)
    query = select(Conversation.case_id, Conversation.number, JointWording.value, Voice.collective_id)
    query = query.select_from(JointWording).join(JointWording.conversation)
    query = query.join(Voice, Voice.conversation_id == Conversation.id)
    return query.where(Conversation.case_id.in_(numbers), is_latest, ~agreed).order_by(JointWording.id)


def expected_in(numbers: list[int]) -> Select:
    """What is expected in these cases and was not withdrawn."""
    heard = selectinload(Expectation.wordings).selectinload(ExpectationWording.hearings)
    query = select(Expectation).where(Expectation.case_id.in_(numbers), Expectation.withdrawn_at.is_(None))
    return query.options(heard).order_by(Expectation.id)


def _is_own(person: Person):
    """A civil servant who is in a collective too reads along with the municipality alone."""
    if person.is_officer:
        return Voice.collective_id.is_(None)
    mine = (Membership.person_id == person.id) & Membership.current()
    return Voice.collective.has(Collective.memberships.any(mine))
