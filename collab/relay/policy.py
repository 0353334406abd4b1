"""Who may do what when people change. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.cases import policy as cases
from collab.cases.afterwards import take_part, write_on
from collab.cases.models import Case
from collab.collectives.models import Collective
from collab.collectives.words import MemberRole
from collab.people.models import Person
from collab.people.words import Duty

from .introductions import Introduction
from .models import Relay

LOOKS_AFTER = {Duty.COORDINATOR, Duty.INTEGRAL_TEAM}


def see(person: Person, case: Case) -> str | None:
    """Everyone who takes part may read it."""
    return take_part(person, case)


def choose(person: Person, case: Case) -> str | None:
    """Say who speaks: each side for itself. Whose side it is, is asked per place."""
    if case.stage in cases.OVER:
        return _("This cooperation has ended.")
    if person.is_officer:
        return None if looks_after(person, case) else cases.appoint(person, case)
    if cases.acts_for_collective(person, case, {MemberRole.REPRESENTATIVE}):
        return None
    return _("Representatives of the collective say who speaks for it.")


def choose_for(person: Person, case: Case, collective: Collective | None) -> str | None:
    """Of the other side nobody chooses the people."""
    if collective is None:
        allowed = person.is_officer and choose(person, case) is None
    else:
        allowed = not person.is_officer and collective.role_of(person) == MemberRole.REPRESENTATIVE
    return None if allowed else _("Each side says for itself who speaks for it.")


def name(person: Person, relay: Relay) -> str | None:
    """The leaver too may say who comes after. For a collective without people the coordinator helps."""
    if shut := write_on(relay.case):
        return shut
    if person is relay.leaver and not relay.leaver_is_gone:
        return None
    nobody = relay.collective and not any(it.is_active for it in relay.collective.representatives)
    if nobody and person.is_officer and looks_after(person, relay.case):
        return None
    return choose_for(person, relay.case, relay.collective)


def write(person: Person, relay: Relay) -> str | None:
    """The old one writes; once they are gone, whoever looks after it."""
    if relay.acknowledged_at:
        return _("The successor has read this letter. It stays as it is.")
    if shut := write_on(relay.case):
        return shut
    if person is relay.leaver and not relay.leaver_is_gone:
        return None
    if relay.leaver_is_gone and person is not relay.successor:
        return name(person, relay)
    if relay.leaver_is_gone and looks_after(person, relay.case):
        return None
    return _("%(name)s writes this letter.", name=relay.leaver.name)


def acknowledge(person: Person, relay: Relay) -> str | None:
    if relay.completed_at is None:
        return _("There is no letter yet.")
    if relay.acknowledged_at or person is not relay.successor:
        return _("Only the successor says that they have read the letter.")
    return write_on(relay.case)


def add(person: Person, relay: Relay) -> str | None:
    """The other side may add a paragraph, and everyone else who writes in the cooperation too."""
    if relay.completed_at is None:
        return _("There is no letter yet.")
    return cases.write(person, relay.case)


def keep(person: Person, relay: Relay) -> str | None:
    if relay.by_itself and relay.passed_at and relay.kept_at is None and person is relay.successor:
        return write_on(relay.case)
    return _("Only the one to whom it fell can say that they stay.")


def meet(person: Person, introduction: Introduction) -> str | None:
    if introduction.confirmed_on:
        return _("You have met already, say both sides.")
    party = introduction.whose
    if party and not person.is_officer and party.role_of(person) is None:
        return _("The people of %(name)s and of the municipality get acquainted here.", name=party.name)
    return cases.represent(person, introduction.case)


def looks_after(person: Person, case: Case) -> bool:
    return bool(person.duties & LOOKS_AFTER)


def see_rounds(person: Person) -> str | None:
    return None if person.is_officer else _("Only people of the municipality can do this.")


def start_round(person: Person) -> str | None:
    if person.duties & LOOKS_AFTER:
        return None
    return _("Only the coordinator and the integral team can do this.")


ACTIONS = {"name": name, "letter": write, "acknowledge": acknowledge, "add": add, "keep": keep}


def open_to(person: Person, relay: Relay) -> set[str]:
    return {act for act, rule in ACTIONS.items() if rule(person, relay) is None}
