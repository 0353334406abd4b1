"""What still can be done afterwards: a party that left reads what it agreed to, an archive is read only."""

from datetime import date, datetime

from flask_babel import gettext as _

from collab.clock import local
from collab.people.models import Person

from .lifecycle import STOPPED, Stage
from .models import Case


def last_day_of(case: Case, person: Person) -> date | None:
    """Up to which day who left reads along; None: they take part, or act for the municipality."""
    if person.is_officer or case.collective_of(person):
        return None
    ends = [one.ends_on for one in case.participants if one.ends_on and one.collective.role_of(person)]
    return max(ends, default=case.opened_on)


def was_by(moment: datetime, last: date | None) -> bool:
    return last is None or local(moment).date() <= last


def take_part(person: Person, case: Case) -> str | None:
    """Rule: for pages that tell what goes on now."""
    if last_day_of(case, person) is None:
        return None
    return _("Your collective takes part no more. What it agreed to stays readable with the agreement.")


def write_on(case: Case) -> str | None:
    """Rule: after the end things are rounded off, until it lies in the archive. What stopped is left so."""
    return _("This cooperation has ended.") if case.stage in STOPPED | {Stage.ARCHIVED} else None
