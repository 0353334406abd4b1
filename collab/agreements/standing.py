"""Where articles stand, asked of the database: the same rules as `steps.Stand`, for many at once."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from collab.clock import today

from .articles import Wording
from .lifecycle import StepKind
from .parties import Party
from .steps import PUT_ON_THE_TABLE, Step


def is_on_top() -> ColumnElement[bool]:
    """This wording is the newest one of its article that was not withdrawn."""
    other = aliased(Wording)
    newest = select(func.max(other.number)).where(other.article_id == Wording.article_id, _lies(other))
    return Wording.number == newest.scalar_subquery()


def waits_for(party: type[Party]) -> ColumnElement[bool]:
    """This party is asked for its yes or no, or proposed what another party rejected."""
    asked = or_(party.ends_on.is_(None), party.ends_on >= today())
    silent = ~_said_yes(Wording.id, party.id) & ~_took(Wording, {StepKind.REJECTED}, party.id)
    refused = _took(Wording, {StepKind.REJECTED}, but_not_yes=True)
    return or_(and_(asked, silent), and_(Wording.party_id == party.id, refused))


def _lies(wording: Any) -> ColumnElement[bool]:
    return _took(wording, PUT_ON_THE_TABLE) & ~_took(wording, {StepKind.WITHDRAWN})


def _said_yes(wording_id: Any, party_id: Any) -> ColumnElement[bool]:
    step = aliased(Step)
    yes = (step.wording_id == wording_id, step.party_id == party_id, step.yes, _stands(step))
    return exists().where(*yes)


def _took(
    wording: Any, kinds: set[StepKind], party_id: Any = None, but_not_yes: bool = False
) -> ColumnElement[bool]:
    step = aliased(Step)
    found = [step.wording_id == wording.id, step.kind.in_(kinds), _stands(step)]
    if party_id is not None:
        found.append(step.party_id == party_id)
    if but_not_yes:
        found.append(~_said_yes(step.wording_id, step.party_id))
    return exists().where(*found)


def _stands(step: Any) -> ColumnElement[bool]:
    """Nobody undid it; an undoing itself says nothing."""
    undoing = aliased(Step)
    undone = exists().where(undoing.article_id == step.article_id, undoing.undoes == step.number)
    return and_(step.kind != StepKind.UNDONE, ~undone)
