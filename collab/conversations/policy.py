"""Who may do what before the text. None is yes, a sentence is why not. The same for every side."""

from flask_babel import gettext as _

from collab.cases import policy as cases
from collab.cases.afterwards import take_part
from collab.cases.models import Case
from collab.people.models import Person

from .expectations import Expectation
from .models import Conversation, going_on
from .parties import party_for


def see(person: Person, case: Case) -> str | None:
    """Everyone who takes part may read what all may read."""
    return take_part(person, case)


def begin(person: Person, case: Case) -> str | None:
    if going_on(case):
        return _("There is a values conversation already that not everyone has finished.")
    return cases.write(person, case)


def write(person: Person, case: Case) -> str | None:
    """Write for one's own party: what a value means, joint words, what one expects."""
    return cases.write(person, case)


def represent(person: Person, case: Case) -> str | None:
    """Let the others read it, say yes, hear or promise."""
    return cases.write(person, case) or cases.represent(person, case)


def own(person: Person, expectation: Expectation) -> str | None:
    """Withdraw it or say it in other words."""
    if party_for(person, expectation.case) != expectation.party:
        return _("Only the party that expects this can change it.")
    return write(person, expectation.case)


def hear(person: Person, expectation: Expectation) -> str | None:
    if party_for(person, expectation.case) not in expectation.waiting_parties:
        return _("Your side does not have to hear this, or heard it already.")
    return represent(person, expectation.case)


def commit(person: Person, expectation: Expectation) -> str | None:
    """Make it a promise: who expects it asks for it, another party promises it."""
    if expectation.withdrawn_at or expectation.promise_id:
        return _("This was withdrawn, or stands in the list of promises already.")
    return represent(person, expectation.case)


WITH_EXPECTATION = {"own": own, "hear": hear, "commit": commit}


def open_to(person: Person, conversation: Conversation) -> set[str]:
    """What this person may do now in a conversation."""
    party, case = conversation.party_for(person), conversation.case
    if party is None or write(person, case):
        return set()
    voice = conversation.voice_of(party)
    ready = voice is not None and voice.ready_at is not None
    if conversation.opened_at:
        possible = {"propose", "agree"}
    else:
        possible = {"take_back"} if ready else {"write", "set_ready"}
    return possible if represent(person, case) is None else possible & {"propose", "write"}


def open_with(person: Person, expectation: Expectation) -> set[str]:
    if expectation.withdrawn_at:
        return set()
    return {name for name, rule in WITH_EXPECTATION.items() if rule(person, expectation) is None}
