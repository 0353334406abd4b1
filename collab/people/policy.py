"""Who may do what among the people of the municipality. None is yes, a sentence is why not."""

from collections.abc import Sequence

from flask_babel import gettext as _

from .models import Person, Post
from .words import Duty


def administer(person: Person) -> str | None:
    if not person.has(Duty.ADMINISTRATOR):
        return _("Only an administrator of the municipality can do this.")
    return None


def be_officer(person: Person) -> str | None:
    if not person.is_officer:
        return _("Only people of the municipality can do this.")
    return None


def end_post(person: Person, post: Post, others: Sequence[Post]) -> str | None:
    """Somebody must always be able to give posts."""
    if post.duty == Duty.ADMINISTRATOR and not others:
        return _("This is the last administrator. Give somebody else this post first.")
    return administer(person)


def leave(person: Person, officer: Person) -> str | None:
    if officer is person:
        return _("You cannot end your own account. Ask another administrator.")
    if not officer.is_active:
        return _("This account has ended already.")
    return administer(person)
