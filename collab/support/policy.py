"""Who may do what in the ledger. None is yes, a sentence is why not."""

from collections.abc import Callable

from flask_babel import gettext as _

from collab.cases import policy as cases
from collab.cases.models import Case
from collab.collectives.words import MemberRole
from collab.people.models import Person
from collab.people.words import Side

from .models import Promise
from .words import GIVEN, OWED, State

Elsewhere = Callable[[Promise], str | None]
_elsewhere: list[Elsewhere] = []


def elsewhere(function: Elsewhere) -> Elsewhere:
    """A later slice says where a promise is delivered and answered, when that is not in the ledger."""
    _elsewhere.append(function)
    return function


def _why_elsewhere(promise: Promise) -> str | None:
    return next((why for says in _elsewhere if (why := says(promise))), None)


def see(person: Person, thing: Promise | Case) -> None:
    """Everyone for whom it exists may read it."""


def is_promisers(person: Person, promise: Promise) -> bool:
    if promise.side == Side.MUNICIPALITY:
        return cases.speaks_for_municipality(person, promise.case)
    return not person.is_officer and promise.collective.role_of(person) == MemberRole.REPRESENTATIVE


def is_on_the_other_side(person: Person, promise: Promise) -> bool:
    """Another collective in the same cooperation is not who it was promised to."""
    return person.side == promise.side.other


def is_of_its_sides(person: Person, promise: Promise) -> bool:
    return is_promisers(person, promise) or is_on_the_other_side(person, promise)


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


def decline(person: Person, promise: Promise) -> str | None:
    """Whoever may say yes may say no."""
    return accept(person, promise)


def withdraw(person: Person, promise: Promise) -> str | None:
    if promise.state not in {State.ASKED, State.OFFERED}:
        return _("Only a question or an offer can be taken back.")
    asked = promise.state == State.ASKED
    if not (is_on_the_other_side if asked else is_promisers)(person, promise):
        return _("Only the side that asked or offered this can take it back.")
    return cases.represent(person, promise.case)


def start(person: Person, promise: Promise) -> str | None:
    if promise.state != State.PROMISED:
        return _("There is nothing to begin with at this moment.")
    return _promiser(person, promise)


def deliver(person: Person, promise: Promise) -> str | None:
    if promise.state not in {State.PROMISED, State.UNDER_WAY}:
        return _("There is nothing to deliver at this moment.")
    return _promiser(person, promise) or _why_elsewhere(promise)


def confirm(person: Person, promise: Promise) -> str | None:
    if promise.state not in {State.DELIVERED, State.CONTESTED}:
        return _("There is nothing to confirm at this moment.")
    if not is_on_the_other_side(person, promise):
        return _("The other side confirms that it was delivered.")
    return _why_elsewhere(promise) or cases.represent(person, promise.case)


def contest(person: Person, promise: Promise) -> str | None:
    if promise.state != State.DELIVERED:
        return _("There is nothing to confirm at this moment.")
    return confirm(person, promise)


def answer(person: Person, promise: Promise) -> str | None:
    """What was not received is a task for who promised it."""
    if promise.state != State.CONTESTED:
        return _("There is nothing to answer at this moment.")
    return _promiser(person, promise)


def release(person: Person, promise: Promise) -> str | None:
    """Nobody ends their own promise alone, and what the agreement promises changes with the agreement."""
    if promise.state not in {*OWED, State.CONFIRMED}:
        return _("There is nothing to let go at this moment.")
    if promise.agreement_id:
        return _("This stands in the agreement. It changes when the agreement changes.")
    if not is_on_the_other_side(person, promise):
        return _("Only the side to which it was promised can let it go.")
    return cases.represent(person, promise.case)


def move(person: Person, promise: Promise) -> str | None:
    """Ask whether it can be another day: either side, and the other answers."""
    if promise.state not in OWED or promise.due_on is None:
        return _("There is no day to move at this moment.")
    return _propose(person, promise)


def settle(person: Person, promise: Promise) -> str | None:
    if promise.state != State.CONTESTED:
        return _("There is nothing to settle at this moment.")
    return _propose(person, promise)


def respond(person: Person, promise: Promise) -> str | None:
    proposal = promise.open_proposal
    if proposal is None:
        return _("There is nothing to answer at this moment.")
    if person.side == proposal.side or not is_of_its_sides(person, promise):
        return _("The other side answers this.")
    return cases.represent(person, promise.case)


def use(person: Person, promise: Promise) -> str | None:
    if promise.state not in GIVEN or promise.quantity is None or promise.noted >= promise.quantity:
        return _("There is no part of it left to note.")
    if not is_of_its_sides(person, promise):
        return _("Only the sides of this promise note what was used.")
    return cases.represent(person, promise.case)


def carry_on(person: Person, promise: Promise) -> str | None:
    if promise.is_over or promise.state not in GIVEN or promise.until is None:
        return _("This has no last day, so there is nothing to decide.")
    return _promiser(person, promise)


def budget(person: Person, promise: Promise) -> str | None:
    if all(deadline.met_on for deadline in promise.budgets):
        return _("No budget papers wait for this at this moment.")
    return _promiser(person, promise)


ACTIONS = {
    "accept": accept, "decline": decline, "withdraw": withdraw, "start": start, "deliver": deliver,
    "confirm": confirm, "contest": contest, "answer": answer, "release": release, "move": move,
    "settle": settle, "respond": respond, "use": use, "carry_on": carry_on, "budget": budget,
}  # fmt: skip


def open_to(person: Person, promise: Promise) -> set[str]:
    return {name for name, rule in ACTIONS.items() if rule(person, promise) is None}


def _promiser(person: Person, promise: Promise) -> str | None:
    if not is_promisers(person, promise):
        return _("Only the side that promised this can do this.")
    return cases.represent(person, promise.case)


def _propose(person: Person, promise: Promise) -> str | None:
    if promise.open_proposal:
        return _("Another question about this waits for an answer. Answer that one first.")
    if not is_of_its_sides(person, promise):
        return _("Only the sides of this promise can ask this.")
    return cases.represent(person, promise.case)
