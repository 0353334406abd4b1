"""A clock that stands still, and days that move along: for a whole cooperation or for some deadlines."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, select

from collab.db import db

from .kinds import Kind
from .models import Deadline

Follower = Callable[[Deadline, Any], None]
_followers: dict[Kind, list[Follower]] = {}


def follows(kind: Kind, function: Follower | None = None) -> Any:
    """What a later slice wrote down beside a deadline of this kind moves along: called with the deadline and
    who did it, after its day changed. As `follows(kind, function)`, or as `@follows(kind)`."""

    def register(given: Follower) -> Follower:
        _followers.setdefault(kind, []).append(given)
        return given

    return register(function) if function else register


def hold(deadlines: Any) -> None:
    """The clocks of these stand still, of as many as wait for people."""
    for deadline in open_of(deadlines):
        deadline.hold()


def release(deadlines: Any, by: Any = None) -> None:
    """The clocks run on: each day moves by the time that really passed.

    Also of what was done meanwhile: it may be opened again.
    """
    for deadline in all_of(deadlines):
        before = deadline.due_on, deadline.due_at
        deadline.release()
        _tell(deadline, before, by)


def shift(deadlines: Any, by: timedelta, who: Any = None) -> None:
    """Every open day that a pause would move becomes so much later, of a cooperation or of these."""
    for deadline in open_of(deadlines):
        if deadline.stands_still:
            before = deadline.due_on, deadline.due_at
            deadline.wait(by)
            _tell(deadline, before, who)


def move(deadline: Deadline, day: Any, by: Any = None) -> None:
    """People agreed on another day for this one."""
    before = deadline.due_on, deadline.due_at
    deadline.agree_on(day)
    _tell(deadline, before, by)


def land(*which: ColumnElement[bool], by: Any = None) -> None:
    """Other days are working days now, or that counts now: the open last days follow."""
    days = (Deadline.met_on.is_(None), Deadline.due_at.is_(None), *which)
    found = select(Deadline).where(*days).order_by(Deadline.id)
    for deadline in db.session.scalars(found.with_for_update()).all():
        before = deadline.due_on, deadline.due_at
        if deadline.lands_on != deadline.due_on:
            deadline.wait(timedelta(0))
        _tell(deadline, before, by)


def open_of(whole: Any) -> list[Deadline]:
    """The open deadlines of a cooperation, an agreement, or a list of them."""
    return [deadline for deadline in all_of(whole) if deadline.met_on is None]


def all_of(whole: Any) -> list[Deadline]:
    found: Iterable[Deadline] = getattr(whole, "deadlines", whole)
    return list(found)


def _tell(deadline: Deadline, before: tuple, by: Any) -> None:
    if before != (deadline.due_on, deadline.due_at):
        for function in _followers.get(deadline.kind, []):
            function(deadline, by)
