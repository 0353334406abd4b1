"""What waits for whom in cooperations: later slices name their own things to do for the first page."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from collab.people.models import Person
from collab.people.words import Side

from .models import Case


class Todo(NamedTuple):
    """One thing, and who does it: a side, or one collective of it. `used` days of a turn are drawn; a late
    one says by how much."""

    case: Case
    side: Side
    act: str
    address: str
    note: str = ""
    due_on: date | None = None
    used: int | None = None
    days_late: int = 0
    collective_id: int | None = None


Finder = Callable[[list[Case]], Iterable[Todo]]
Asker = Callable[[Person], Iterable[Todo]]
_finders: list[Finder] = []
_askers: list[Asker] = []


def waits(function: Finder) -> Finder:
    """A function of the cooperations on a desk that finds things to do in a fixed number of statements."""
    _finders.append(function)
    return function


def waits_for(function: Asker) -> Asker:
    """A function that finds what one person was asked to do; nobody else's page shows it."""
    _askers.append(function)
    return function


def asked_of(person: Person) -> list[Todo]:
    return [todo for ask in _askers for todo in ask(person)]


def others(desk: list[Case]) -> list[Todo]:
    """All that later slices found for these cooperations."""
    return [todo for find in _finders for todo in find(desk)]
