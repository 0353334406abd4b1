"""One of several collectives stops: it leaves by itself, and the cooperation goes on with the others."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select

from collab.clock import today
from collab.collectives.models import Collective, Membership
from collab.collectives.words import MemberRole
from collab.errors import NotNow
from collab.history import Event
from collab.people.models import Person

Watcher = Callable[[Any, Collective, Person], None]
_watchers: list[Watcher] = []


def parts(function: Watcher) -> Watcher:
    """A later slice lets go of a collective in the same transaction."""
    _watchers.append(function)
    return function


def stopping(case: Any, person: Person) -> list[Collective]:
    """For which collectives this person may say that they stop."""
    if person.is_officer:
        return []
    return [one for one in case.staying if one.role_of(person) == MemberRole.REPRESENTATIVE]


def leaves_others(case: Any, person: Person) -> bool:
    """Whether a stop of this person is that of one collective, while others go on."""
    return not person.is_officer and len(case.staying) > 1


def part(case: Any, collective: Collective, reason: str, by: Person) -> None:
    """It takes part up to and including today; all read why."""
    if collective not in case.staying:
        raise NotNow(_("%(name)s takes part no more.", name=collective.name))
    case.say(reason, by, announced=True)
    for participant in case.participants:
        if participant.collective is collective and participant.ends_on is None:
            participant.ends_on = today()
    case.record("left", by).collective = collective
    for watch in _watchers:
        watch(case, collective, by)


def left_by_itself(person: Person) -> ColumnElement[bool]:
    """Who left goes on reading what was said until then."""
    mine = (Membership.person_id == person.id) & Membership.current()
    own = select(Membership.collective_id).where(mine)
    return (Event.name == "case.left") & Event.collective_id.in_(own)
