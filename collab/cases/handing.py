"""What passes to a successor: each slice says which open tasks of a person are theirs to hand over."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from flask_babel import gettext as _

from collab.collectives.models import Collective
from collab.errors import NotNow
from collab.people.models import Person


class Task(NamedTuple):
    """One open task of a person in a case. `give(to, by)` answers whether it could move to them."""

    case: Any
    code: str
    subject: str
    give: Callable[[Person, Person | None], bool]


class Change(NamedTuple):
    """Somebody took a place in a case; `before` held it until today. No collective: the municipality's."""

    role: Any
    before: Person | None
    person: Person
    collective: Collective | None = None


Finder = Callable[[Person, Any], Iterable[Task]]
_finders: list[Finder] = []
_watchers: list[Callable[[Any, Change, Person | None], None]] = []
LABELS: dict[str, object] = {}


def hands_over(code: str, label: object) -> Callable[[Finder], Finder]:
    """A function of a person and a case (None: in every case) that finds the tasks that are their own.

    What somebody gave to another person stays there: it is not theirs to hand over.
    """

    def register(function: Finder) -> Finder:
        LABELS[code] = label
        _finders.append(function)
        return function

    return register


def watches(function: Callable[[Any, Change, Person | None], None]) -> Callable:
    """A later slice acts in the same transaction when a place in a case changes hands."""
    _watchers.append(function)
    return function


def tasks_of(person: Person, case: Any = None) -> Iterator[Task]:
    for find in _finders:
        yield from find(person, case)


def makes_way(place: Any, person: Person) -> Person | None:
    """Who held this place until today. Only where a last day stands is somebody chosen again: they stay."""
    if place and place.person is person and place.ends_on is None:
        raise NotNow(_("%(name)s has this place already.", name=person.name))
    return place.person if place else None


def change_place(case: Any, change: Change, by: Person | None) -> None:
    for watch in _watchers:
        watch(case, change, by)
