"""The choices from where a cooperation stands: for this person, for others, and what comes by itself."""

from typing import Any, NamedTuple

from sqlalchemy import select

from collab.db import db
from collab.people.models import Person

from . import hindering, policy
from .lifecycle import ROAD, WAYS_OUT, Mover, Stage, meaning
from .models import Case


class Choice(NamedTuple):
    """One place to go. `why_not`: why this person does not make the move; `not_yet`: what comes first."""

    to: Stage
    mover: Mover
    means: str
    why_not: str | None
    not_yet: str | None

    @property
    def is_way_out(self) -> bool:
        return self.to in WAYS_OUT


def choices(person: Person, case: Case) -> list[Choice]:
    """In the order of the table; a stage that is not used here is left out."""
    then = ROAD[case.stage].then
    if case.stage == Stage.PARKED:
        then = {to: by for to, by in then.items() if to == case.wakes_to or to in WAYS_OUT}
    return [
        Choice(
            to, mover, meaning(to, person.side), policy.move(person, case, to),
            hindering.why_not_yet(case, to),
        )
        for to, mover in then.items()
        if not policy.is_unused(case, to)
    ]  # fmt: skip


def asks(case: Case, to: Stage, person: Person) -> Stage | None:
    """The stage whose questions belong to this move; None: who wakes it, or said it before, is asked none."""
    said = to == Stage.CLOSED and case.closing_word_of(person)
    return None if said or case.stage == Stage.PARKED else to


def take(case: Case, to: Stage, form: Any, by: Person) -> None:
    """Make the move with what the form says about it."""
    if case.stage == Stage.PARKED:
        if form.text.data:
            case.say(form.text.data, by, announced=True)
        return case.wake(by)
    return ACTS.get(to, _go_on)(case, to, form, by)


def _go_on(case: Case, to: Stage, form: Any, by: Person) -> None:
    case.step(to, form.text.data or None, by)


def _refer(case: Case, _to: Stage, form: Any, by: Person) -> None:
    case.refer(form.reason.data, form.turn_to.data, by)


def _supersede(case: Case, _to: Stage, form: Any, by: Person) -> None:
    successor = db.session.scalar(select(Case).where(Case.ref == form.successor.data))
    case.supersede(successor, form.reason.data, by)


def _name_responsible(case: Case, _to: Stage, form: Any, by: Person) -> None:
    case.name_responsible(db.session.get_one(Person, form.person.data), by)


def _close(case: Case, _to: Stage, form: Any, by: Person) -> None:
    """The closing word of this party, or after it the end without that of another."""
    if case.closing_word_of(by):
        if form.text.data:
            case.say(form.text.data, by, announced=True)
        case.close(by)
    else:
        case.say_farewell(form.text.data, by)


ACTS = {
    Stage.OUT_OF_SCOPE: _refer, Stage.SUPERSEDED: _supersede, Stage.RESPONSIBLE_NAMED: _name_responsible,
    Stage.CLOSED: _close,
}  # fmt: skip
