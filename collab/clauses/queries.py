"""Questions about the clause library."""

from sqlalchemy import Select, false, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload, selectinload

from collab.agreements.lifecycle import Weight
from collab.clock import now
from collab.people.models import Person

from .models import Clause, ClauseNote, ClauseVersion


def on_topic(code: str) -> Select:
    """Every wording somebody wrote on a topic, in the order of the page, with all its versions."""
    people = selectinload(Clause.versions).joinedload(ClauseVersion.person)
    query = select(Clause).where(Clause.topic == code).order_by(Clause.weight, Clause.number)
    return query.options(people, joinedload(Clause.replaced_by), joinedload(Clause.retired_by))


def notes_for(person: Person, code: str) -> Select:
    """What colleagues wrote beside the wordings on a topic. For people of a collective there are none."""
    query = select(ClauseNote).join(ClauseNote.clause).where(Clause.topic == code)
    query = query.options(joinedload(ClauseNote.person)).order_by(ClauseNote.id)
    return query if person.is_officer else query.where(false())


def one(code: str, weight: Weight, number: int) -> Select:
    known = (Clause.topic == code) & (Clause.weight == weight) & (Clause.number == number)
    return select(Clause).where(known).options(selectinload(Clause.versions))


def in_one_order(code: str) -> Select:
    """Locks all wordings on a topic: who replaces one by another never waits for who does the opposite."""
    return select(Clause.id).where(Clause.topic == code).order_by(Clause.id).with_for_update()


def take_up(code: str, weight: Weight):
    """The wording of the files becomes a row when somebody first changes it; who comes second waits."""
    row = insert(Clause).values(topic=code, weight=weight, number=0, fits="")
    return row.on_conflict_do_nothing().returning(Clause.id)


def as_version_0(clause_id: int, texts: dict[str, str]):
    row = {"clause_id": clause_id, "number": 0, "level": "preferred", "valid_from": None, "person_id": None}
    return insert(ClauseVersion).values(**row, **texts, written_at=now())
