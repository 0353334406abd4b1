"""Who may set the reminders of the municipality. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.people.models import Person
from collab.people.words import Duty


def set_rules(person: Person) -> str | None:
    if person.duties & {Duty.ADMINISTRATOR, Duty.COORDINATOR}:
        return None
    return _("Only an administrator or the coordinator of the integral team can do this.")
