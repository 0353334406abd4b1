"""Who may do what with advice, rounds and decisions. None is yes, a sentence is why not."""

from typing import Any

from flask_babel import gettext as _

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.cases import policy as cases
from collab.collectives import policy as collectives
from collab.collectives.models import Collective
from collab.people.models import Person
from collab.people.policy import administer

from . import eyes
from .opinions import Opinion

OVER = {Status.ENDED, Status.WITHDRAWN, "replaced"}
TALKED_ABOUT = {Status.NEGOTIATING, Status.SIGNING}


def see(person: Person, agreement: Agreement) -> None:
    """Everyone for whom it exists may read who was asked, and what is recorded."""


def ask(person: Person, agreement: Agreement) -> str | None:
    """Either side asks advice for itself."""
    if agreement.status in OVER:
        return _("This agreement is over, so there is nothing to advise on.")
    return _speak(person, agreement)


def tend(person: Person, agreement: Agreement) -> str | None:
    """Look after what one's own side asked; whose it is, is asked per request for advice."""
    return _speak(person, agreement)


def is_own(person: Person, thing: Any) -> bool:
    """Whether a request or a round is of the side this person speaks for."""
    return thing.agreement.party_for(person) is thing.party


def own_opinion(person: Person, opinion: Opinion) -> str | None:
    if is_own(person, opinion):
        return None
    return _("Only the side that asked for this advice can do this.")


def start_round(person: Person, agreement: Agreement) -> str | None:
    if agreement.status not in TALKED_ABOUT:
        return _("This text is not being written any more.")
    return _speak(person, agreement)


def answer_round(person: Person, agreement: Agreement) -> str | None:
    """Approve, or ask for a change: whoever is asked for it."""
    if agreement.status not in TALKED_ABOUT:
        return _("This text is not being written any more.")
    if eyes.seats_of(agreement, person):
        return None
    return _("You are not asked to approve this text, or somebody answered already.")


def link_decision(person: Person, agreement: Agreement) -> str | None:
    """Both sides may know of a decision or a permit that belongs to what they agreed."""
    if agreement.status == Status.WITHDRAWN:
        return _("This text is not being written any more.")
    return _speak(person, agreement)


def set_rules(person: Person) -> str | None:
    return administer(person)


def set_own_rules(person: Person, collective: Collective) -> str | None:
    """A collective decides for itself whether its board or assembly has to say yes."""
    if person.is_officer:
        return _("A collective decides this for itself.")
    return collectives.admit(person, collective)


def _speak(person: Person, agreement: Agreement) -> str | None:
    if agreement.party_for(person) is None:
        return _("You do not speak for one of the parties.")
    return cases.represent(person, agreement.case)
