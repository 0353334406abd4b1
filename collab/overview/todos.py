"""What waits for whom: small things to do, made from what the named queries found."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from collab.cases.doing import Todo, others
from collab.cases.lifecycle import TALKS, UNTAKEN, Stage
from collab.cases.models import Case
from collab.cases.policy import writes_for_collective
from collab.cases.words import asked_of
from collab.people.models import Person
from collab.people.words import Side


class Asked(NamedTuple):
    act: str
    address: str


def all_of(desk: list[Case], articles: list, signatures: list) -> list[Todo]:
    """Late ones first, then by date, then the rest."""
    found = [*turns(desk, answers(articles)), *newcomers(desk), *signings(desk, signatures)]
    found += others(desk)
    return sorted(found, key=lambda todo: (-todo.days_late, todo.due_on or date.max, -todo.case.id))


def concerning(person: Person, todos: list[Todo]) -> tuple[list[Todo], list[Todo]]:
    """What waits for this person and what for the other side. Who only reads along has nothing to do."""
    mine = [todo for todo in todos if todo.side == person.side and _acts(person, todo)]
    return mine, [todo for todo in todos if todo.side != person.side]


def answers(articles: list) -> dict[tuple[int, Side], Asked]:
    """Per case and side: which proposals wait for a yes or another text."""
    return {(number, Side(side)): _answer(ref, count, first) for number, ref, side, count, first in articles}


def turns(desk: list[Case], asked: dict[tuple[int, Side], Asked]) -> Iterator[Todo]:
    for case in desk:
        for side in Side:
            talks = case.stage in TALKS or (case.id, side) in asked
            if talks and case.waits_on(side) and not _nobody_took(case, side):
                act, address = asked.get((case.id, side)) or _by_stage(case, side)
                yield Todo(case, side, act, address, **_clock(case))


def newcomers(desk: list[Case]) -> Iterator[Todo]:
    """First contact was made, and the municipality has not taken it up."""
    for case in desk:
        if _nobody_took(case, Side.MUNICIPALITY):
            clock = _clock(case) if case.waits_on(Side.MUNICIPALITY) else {}
            yield Todo(case, Side.MUNICIPALITY, _("Take up this cooperation"), _page(case), **clock)


def signings(desk: list[Case], signatures: list) -> Iterator[Todo]:
    cases = {case.id: case for case in desk}
    for number, ref, side, collective_id in signatures:
        party = next((c.name for c in cases[number].collectives if c.id == collective_id), "")
        act = _("Sign the agreement, or let somebody sign who may")
        address = url_for("agreements.show", ref=ref)
        yield Todo(cases[number], Side(side), act, address, party, collective_id=collective_id)


def _nobody_took(case: Case, side: Side) -> bool:
    return side == Side.MUNICIPALITY and case.stage in UNTAKEN and not case.contact


def _clock(case: Case) -> dict[str, Any]:
    return {"due_on": case.turn_due_on, "used": case.turn_days_used, "days_late": case.turn_days_late}


def _answer(ref: str, count: int, first: int) -> Asked:
    if count == 1:
        address = url_for("agreements.article", ref=ref, number=first)
        return Asked(_("React to the proposal for article %(number)d", number=first), address)
    act = ngettext("React to %(num)s proposal", "React to %(num)s proposals", count)
    return Asked(act, url_for("agreements.show", ref=ref))


def _by_stage(case: Case, side: Side) -> Asked:
    agreement = case.agreement
    if agreement and (case.stage == Stage.DRAFTING or agreement.is_change):
        return Asked(asked_of(case, side), url_for("agreements.show", ref=agreement.ref))
    return Asked(asked_of(case, side), _page(case))


def _acts(person: Person, todo: Todo) -> bool:
    if person.is_officer:
        return True
    own = {collective.id for collective in todo.case.collectives if collective.role_of(person)}
    return writes_for_collective(person, todo.case) and todo.collective_id in {None, *own}


def _page(case: Case) -> str:
    return url_for("cases.show", ref=case.ref)
