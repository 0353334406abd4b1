"""Who may do what in the clause library. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.people.models import Person
from collab.people.words import Duty

EDITORS = {Duty.ADMINISTRATOR, Duty.INTEGRAL_TEAM}


def read(person: Person) -> None:
    """Both sides read the same library."""


def work_here(person: Person) -> str | None:
    if not person.is_officer:
        return _("Only people of the municipality can do this.")
    return None


def edit(person: Person) -> str | None:
    if not person.duties & EDITORS:
        return _("Only administrators and the integral team change the clause library.")
    return None
