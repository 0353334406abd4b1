"""Who may do what in the ledger. None is yes, a sentence is why not."""

from collections.abc import Callable

from flask_babel import gettext as _

from collab.cases import policy as cases
from collab.cases.models import Case
from collab.collectives.words import MemberRole
from collab.people.models import Person
from collab.people.words import Side

from .models import Promise
from .words import MOVES, State

Elsewhere = Callable[[Promise], str | None]
_elsewhere: list[Elsewhere] = []


def elsewhere(function: Elsewhere) -> Elsewhere:
    """A later slice says where a promise is delivered and answered, when that is not in the ledger."""
    _elsewhere.append(function)
    return function


def _why_elsewhere(promise: Promise) -> str | None:
    return next((why for says in _elsewhere if (why := says(promise))), None)


def see(person: Person, promise: Promise) -> None:
    """Everyone for whom it exists may read it."""


def is_promisers(person: Person, promise: Promise) -> bool:
    if promise.side == Side.MUNICIPALITY:
        return cases.speaks_for_municipality(person, promise.case)
    return not person.is_officer and promise.collective.role_of(person) == MemberRole.REPRESENTATIVE


def is_on_the_other_side(person: Person, promise: Promise) -> bool:
    """Another collective in the same cooperation is not who it was promised to."""
    return person.side == promise.side.other


def write(person: Person, case: Case) -> str | None:
    """Ask the other side for something, or offer it."""
    return cases.represent(person, case)


def accept(person: Person, promise: Promise) -> str | None:
    """What was asked is promised by who was asked; what was offered is taken up by the other side."""
    if promise.state not in {State.ASKED, State.OFFERED}:
        return _("There is no question or offer to say yes to.")
    asked = promise.state == State.ASKED
    if not (is_promisers if asked else is_on_the_other_side)(person, promise):
        return _("The other side says yes to this.")
    return cases.represent(person, promise.case)


def send_back(person: Person, promise: Promise) -> str | None:
    return confirm(person, promise)


def end(person: Person, promise: Promise) -> str | None:
    """Nobody ends their own promise alone, and what the agreement promises changes with the agreement."""
    if State.ENDED not in MOVES[promise.state]:
        return _("There is nothing to end at this moment.")
    if promise.agreement_id:
        return _("This stands in the agreement. It changes when the agreement changes.")
    if promise.state in {State.PROMISED, State.CONFIRMED} and not is_on_the_other_side(person, promise):
        return _("Only the side to which it was promised can let it go.")
    return cases.represent(person, promise.case)


def deliver(person: Person, promise: Promise) -> str | None:
    if promise.state != State.PROMISED:
        return _("There is nothing to deliver at this moment.")
    if not is_promisers(person, promise):
        return _("Only the side that promised this can say that it is done.")
    return _why_elsewhere(promise)


def confirm(person: Person, promise: Promise) -> str | None:
    if promise.state != State.DELIVERED:
        return _("There is nothing to confirm at this moment.")
    if not is_on_the_other_side(person, promise):
        return _("The other side confirms that it was delivered.")
    return _why_elsewhere(promise) or cases.represent(person, promise.case)


ACTIONS = {"accept": accept, "deliver": deliver, "confirm": confirm, "send_back": send_back, "end": end}


def open_to(person: Person, promise: Promise) -> set[str]:
    return {name for name, rule in ACTIONS.items() if rule(person, promise) is None}
