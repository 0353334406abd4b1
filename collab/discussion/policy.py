"""Who may say what, to whom. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.agreements.models import Agreement
from collab.cases import policy as cases
from collab.people.models import Person

from .messages import OPEN, Said, why_closed


def see(person: Person, agreement: Agreement) -> None:
    """Everyone for whom it exists may read what is for them."""


def take_part(person: Person, agreement: Agreement) -> str | None:
    """Write to one's own side: everyone who belongs to a party."""
    if agreement.status not in OPEN:
        return why_closed(agreement)
    if agreement.party_for(person) is None:
        return _("You do not speak for one of the parties.")
    return None


def speak(person: Person, agreement: Agreement) -> str | None:
    """Write what all parties read: who writes in this cooperation."""
    return take_part(person, agreement) or cases.write(person, agreement.case)


def settle(person: Person, said: Said) -> str | None:
    """Close a conversation, or open it again: what began it says who talk in it."""
    return (speak if said.root.is_shared else take_part)(person, said.agreement)


def change(person: Person, said: Said) -> str | None:
    """One's own words, for as long as one belongs to the side for which they were said."""
    if why_not := take_part(person, said.agreement):
        return why_not
    if said.person_id != person.id or said.agreement.party_for(person).id != said.party_id:
        return _("Only who wrote a message can change or remove it.")
    return None


def read(person: Person, said: Said) -> None:
    """It was found among what this person may read."""


def answer(person: Person, said: Said) -> str | None:
    """What was said between two ends when the party of the other leaves."""
    other = None if said.is_shared or not said.reader_id else said.other(person)
    theirs = said.agreement.party_for(other) if other else None
    if theirs and not theirs.is_asked and theirs is not said.agreement.party_for(person):
        return _("%(party)s takes part no longer.", party=theirs.name)
    return take_part(person, said.agreement)


def notice(person: Person, said: Said) -> str | None:
    """Say that one has seen what one was asked to look at."""
    open_ = any(mention.person_id == person.id and not mention.seen_at for mention in said.mentions)
    return None if open_ else _("You were not asked to look at this, or you said already that you saw it.")


RULES = {"notice": notice, "answer": answer, "change": change, "settle": settle}


def open_to(person: Person, said: Said) -> set[str]:
    return {name for name, rule in RULES.items() if rule(person, said) is None}
