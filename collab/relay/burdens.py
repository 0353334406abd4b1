"""What somebody carries: cooperations, tasks, mandates, and collectives for which nobody else speaks."""

from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select

from collab.agreements.mandate import Mandate
from collab.cases import handing
from collab.cases.handing import Task
from collab.cases.models import Case
from collab.cases.policy import OVER
from collab.collectives.models import Collective
from collab.db import db
from collab.people.models import Person

from . import queries


class Burdens(NamedTuple):
    cases: list[Case]
    tasks: dict[int, list[Task]]  # by the number of the case
    mandates: list[Mandate]
    alone: list[Collective]

    def __bool__(self) -> bool:
        return bool(self.cases or self.mandates or self.alone)

    def roles_in(self, case: Case, person: Person) -> list[object]:
        places = [*case.contacts, *case.spokespeople]
        return [one.role.label for one in places if one.person is person and one.holds]


def of(person: Person) -> Burdens:
    tasks = sorted((it for it in handing.tasks_of(person) if it.case.stage not in OVER), key=_case)
    by_case = {number: list(theirs) for number, theirs in groupby(tasks, key=_case)}
    cases = {case.id: case for case in db.session.scalars(queries.cases_of(person))}
    cases |= {task.case.id: task.case for task in tasks}
    mandates = [mandate for mandate in person.mandates if mandate.is_to_come_or_holds]
    in_order = [cases[number] for number in sorted(cases)]
    return Burdens(in_order, by_case, mandates, queries.sole_of(person))


def take_turns(cases: list[Case]) -> None:
    """Whoever works on one of these is waited for; what was read of them before may not hold any more."""
    numbers = [case.id for case in cases]
    db.session.flush()
    db.session.expire_all()
    these = select(Case).where(Case.id.in_(numbers)).order_by(Case.id)
    db.session.scalars(these.with_for_update(of=Case, key_share=True)).all()


def pass_tasks(case: Case, person: Person, to: Person, by: Person | None) -> None:
    for task in list(handing.tasks_of(person, case)):
        task.give(to, by)


def _case(task: Task) -> int:
    return task.case.id
