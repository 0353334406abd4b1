"""Who may do what about phases. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.cases import policy as cases
from collab.cases.afterwards import take_part
from collab.cases.models import Case
from collab.collectives.models import Collective
from collab.collectives.words import MemberRole
from collab.people.models import Person
from collab.people.words import Duty

from .models import PhaseProposal

WRITERS = {MemberRole.EDITOR, MemberRole.REPRESENTATIVE}


def see(person: Person, case: Case) -> str | None:
    """Everyone who takes part may read it."""
    return take_part(person, case)


def speak(person: Person, case: Case) -> str | None:
    """Propose, answer, mark a moment, say that you talked: for either side."""
    return cases.represent(person, case)


def speak_for(person: Person, case: Case, collective: Collective) -> str | None:
    """About this collective: its own representatives, and who speaks for the municipality here."""
    if why_not := speak(person, case):
        return why_not
    if person.is_officer or collective.role_of(person) == MemberRole.REPRESENTATIVE:
        return None
    return _("Representatives of this collective and the contact person decide about its phase.")


def answers(person: Person, case: Case, proposal: PhaseProposal) -> set[str]:
    """What this person may do with a proposal that lies on the table."""
    if speak_for(person, case, proposal.collective):
        return set()
    return {"withdraw", "propose"} if person.side == proposal.side else {"agree", "let_be", "propose"}


def tune(person: Person) -> str | None:
    """Say otherwise what the phases are."""
    if person.has(Duty.ADMINISTRATOR) or person.has(Duty.COORDINATOR):
        return None
    return _("Only administrators and the coordinator of the integral team can do this.")


def offer(person: Person) -> str | None:
    """Keep the menu of support."""
    if person.duties & {Duty.INTEGRAL_TEAM, Duty.COORDINATOR, Duty.ADMINISTRATOR}:
        return None
    return _("Only the integral team can do this.")


def own(person: Person, collective: Collective) -> None:
    """The door is open only to its members: see `queries.own_of`."""


def read_told(person: Person, collective: Collective) -> str | None:
    """What was told to the municipality is not told to another collective in the same cooperation."""
    if person.is_officer or collective.role_of(person):
        return None
    return _("Only the municipality and the collective itself read this.")


def pick(person: Person, collective: Collective) -> str | None:
    if collective.role_of(person) in WRITERS:
        return None
    return _("You read along with this collective. Ask a representative to change this.")


def share(person: Person, collective: Collective) -> str | None:
    """Telling the municipality is for who speaks for the collective."""
    if not person.is_officer and collective.role_of(person) == MemberRole.REPRESENTATIVE:
        return None
    return _("A representative of the collective decides what the municipality reads.")
