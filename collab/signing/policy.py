"""Who may do what with the signing of an agreement. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.agreements import policy as agreements
from collab.agreements.authority import claims_of
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.cases import policy as cases
from collab.people.models import Person

see = agreements.see


def hand_over(person: Person, agreement: Agreement) -> str | None:
    if why_not := agreements.sign(person, agreement):
        return why_not
    if all(claim.minor for claim in claims_of(person, agreement)):
        return _("A guardian signs in person. Can you not? Then ask to change the plan for signing.")
    return None


def move_day(person: Person, agreement: Agreement) -> str | None:
    if agreement.status != Status.SIGNING:
        return _("The text is not waiting for signatures.")
    return cases.represent(person, agreement.case)


def plan(person: Person, agreement: Agreement) -> str | None:
    """Either side lays down the order; who signs for a party is that party's own choice."""
    return agreements.freeze(person, agreement)
