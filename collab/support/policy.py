"""Who may do what in the ledger. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.cases import policy as cases
from collab.collectives.words import MemberRole
from collab.people.models import Person
from collab.people.words import Side

from .models import Promise
from .words import State


def see(person: Person, promise: Promise) -> None:
    """Everyone for whom it exists may read it."""


def is_promisers(person: Person, promise: Promise) -> bool:
    if promise.side == Side.MUNICIPALITY:
        return cases.speaks_for_municipality(person, promise.case)
    return promise.collective.role_of(person) == MemberRole.REPRESENTATIVE


def deliver(person: Person, promise: Promise) -> str | None:
    if promise.state != State.PROMISED:
        return _("There is nothing to deliver at this moment.")
    if not is_promisers(person, promise):
        return _("Only the side that promised this can say that it is done.")
    return None


def confirm(person: Person, promise: Promise) -> str | None:
    if promise.state != State.DELIVERED:
        return _("There is nothing to confirm at this moment.")
    if is_promisers(person, promise):
        return _("The other side confirms that it was delivered.")
    return cases.represent(person, promise.case)


ACTIONS = {"deliver": deliver, "confirm": confirm}


def open_to(person: Person, promise: Promise) -> set[str]:
    return {name for name, rule in ACTIONS.items() if rule(person, promise) is None}
