"""Who may do what in the register. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.people.models import Person

from .models import Collective, Membership
from .words import MemberRole

WRITERS = {MemberRole.EDITOR, MemberRole.REPRESENTATIVE}


def see(person: Person, collective: Collective) -> None:
    """Everyone for whom it exists may read it."""


def register(person: Person) -> None:
    """Everyone who is signed in may tell of their group; the municipality may do it for them."""


def describe(person: Person, collective: Collective) -> str | None:
    if person.is_officer or collective.role_of(person) in WRITERS:
        return None
    return _("You read along with this collective. Ask a representative when something is not right.")


def admit(person: Person, collective: Collective) -> str | None:
    """Invite people, give and end roles."""
    if person.is_officer or collective.role_of(person) == MemberRole.REPRESENTATIVE:
        return None
    return _("Only representatives of the collective and people of the municipality can do this.")


def give_authority(person: Person, collective: Collective) -> str | None:
    return admit(person, collective)


def end_membership(person: Person, collective: Collective, membership: Membership) -> str | None:
    """Everyone may leave, but a collective keeps somebody who speaks for it."""
    if why_not := replace(person, collective, membership):
        return why_not
    return None if membership.person is person else admit(person, collective)


def replace(person: Person, collective: Collective, membership: Membership) -> str | None:
    """Take the last representative away; only the municipality may, when nobody can be reached any more."""
    if collective.representatives == [membership.person] and not person.is_officer:
        return _("This is the only representative. Make somebody else representative first.")
    return None


ACTIONS = {"describe": describe, "admit": admit, "give_authority": give_authority}


def open_to(person: Person, collective: Collective) -> set[str]:
    return {name for name, rule in ACTIONS.items() if rule(person, collective) is None}
