"""Who stands on which rung of a cooperation. Where nobody stands, the next one hears it."""

from collections.abc import Iterable

from sqlalchemy import Select, select

from collab.db import db
from collab.deadlines import Rung
from collab.deadlines.kinds import LADDER
from collab.people.absence import away_today
from collab.people.models import Person, Post
from collab.people.words import Duty, Side

from .models import Case
from .queries import integral_team

DUTIES = {Rung.COORDINATOR: Duty.COORDINATOR, Rung.MANAGER: Duty.MANAGER}


def rung_of(case: Case, side: Side | None, rung: Rung) -> list[Person]:
    """The people on this rung, or on the first one above it where anybody stands. People of a collective
    stand on the first only: for them somebody of the municipality calls, and nothing climbs."""
    if side == Side.COLLECTIVE and rung == Rung.PERSON:
        return case.people(Side.COLLECTIVE)
    above = LADDER[0 if rung == Rung.CALL else LADDER.index(rung) :]
    found = (_active(_with_stand_ins(case, _standing(case, one))) for one in above)
    return next((people for people in found if people), None) or list(db.session.scalars(integral_team()))


def _standing(case: Case, rung: Rung) -> Iterable[Person | None]:
    if rung in DUTIES:
        return db.session.scalars(holders(DUTIES[rung]))
    return [case.contact if rung == Rung.PERSON else case.deputy]


def holders(duty: Duty) -> Select:
    held = Person.posts.any(Post.current() & (Post.duty == duty))
    return select(Person).where(held, Person.left_at.is_(None)).order_by(Person.id)


def _with_stand_ins(case: Case, people: Iterable[Person | None]) -> Iterable[Person | None]:
    """Whoever is away hears it, and who stands in for them too; for the contact person the deputy does."""
    for person in people:
        yield person
        if person and person.is_away:
            asked = away_today()[person.id]
            usual = case.deputy if person is case.contact else None
            yield db.session.get(Person, asked) if asked else usual


def _active(people: Iterable[Person | None]) -> list[Person]:
    return list(dict.fromkeys(person for person in people if person and person.is_active))
