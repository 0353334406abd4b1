"""What follows before the text: the others hear of it, never what stands in it."""

from collab.cases.models import Case, ContactRole
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.models import Person

from . import recurring
from .models import Conversation
from .parties import party_for
from .words import Reason

MAILS = {
    "conversation.begun": "begun",
    "conversation.set_ready": "ready",
    "conversation.proposed": "joint",
    "expectation.stated": "expected",
    "expectation.reworded": "expected",
}


@after(*MAILS)
def tell_the_others(event: Event) -> None:
    """Once an hour at most per kind of news: values and expectations come several at a time."""
    case, template = event.case, MAILS[event.name]
    theirs = party_for(event.actor, case)
    if template == "ready" and _conversation(event).opened_at:
        return  # then everyone hears that all can be read
    who = theirs.name if theirs else event.actor.name
    for person in case.people():
        if party_for(person, case) != theirs:
            _tell(person, f"{template}:{event.happened_at:%Y-%m-%dT%H}", template, event, who=who)


@after("conversation.opened")
def tell_everyone(event: Event) -> None:
    number = event.data["conversation"]
    for person in event.case.people():
        _tell(person, f"opened:{number}", "opened", event)


@after("case.appointed")
def ask_after_a_change_of_contact(event: Event) -> None:
    """Another contact person gets acquainted again; the first one only begins."""
    held = [contact for contact in event.case.contacts if contact.role == ContactRole.CONTACT]
    if ContactRole(event.data["role"]) == ContactRole.CONTACT and len(held) > 1:
        recurring.ask(event.case, Reason.CONTACT, f"event:{event.id}")


@after("case.disputed")
def ask_after_a_dispute(event: Event) -> None:
    recurring.ask(event.case, Reason.DISPUTE, f"event:{event.id}")


@after("collective.entered_phase")
def ask_after_a_change_of_phase(event: Event) -> None:
    if len(event.collective.phases) < 2:
        return
    for participation in event.collective.participations:
        if participation.is_current:
            recurring.ask(participation.case, Reason.PHASE, f"event:{event.id}")


def _tell(person: Person, occasion: str, template: str, event: Event, **facts) -> None:
    case = event.case
    about = _about(case, event) | facts
    notify(person, f"{case.ref}:{occasion}", f"conversations/mail/{template}", case_id=case.id, **about)


def _about(case: Case, event: Event) -> dict[str, object]:
    return {"ref": case.ref, "title": case.title, "number": event.data.get("conversation")}


def _conversation(event: Event) -> Conversation:
    return event.case.conversations[event.data["conversation"] - 1]
