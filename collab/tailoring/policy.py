"""Who may do what with tailoring. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.cases import policy as cases
from collab.people.models import Person


def see(person: Person, agreement: Agreement) -> None:
    """Everyone for whom it exists may read it."""


def look_up(person: Person) -> None:
    """Both sides look up how this was decided before; each sees what it may."""


def compare(person: Person) -> str | None:
    if not person.is_officer:
        return _("Only people of the municipality can do this.")
    return None


def explain(person: Person, agreement: Agreement) -> str | None:
    """Either side says why."""
    if agreement.status == Status.WITHDRAWN:
        return _("This text is not being written any more.")
    return cases.write(person, agreement.case)


def decide(person: Person, agreement: Agreement) -> str | None:
    if agreement.status == Status.WITHDRAWN:
        return _("This text is not being written any more.")
    if cases.speaks_for_municipality(person, agreement.case):
        return None
    return _("The municipality writes down who decided. Its contact persons and the integral team can.")
