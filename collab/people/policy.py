"""Who may do what among the people of the municipality. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from .models import Person
from .words import Duty


def administer(person: Person) -> str | None:
    if not person.has(Duty.ADMINISTRATOR):
        return _("Only an administrator of the municipality can do this.")
    return None


def be_officer(person: Person) -> str | None:
    if not person.is_officer:
        return _("Only people of the municipality can do this.")
    return None
