"""What follows when people change: those who act hear of it, and ends that are near begin at once."""

from collab.cases.models import Case
from collab.conversations import recurring
from collab.conversations.words import Reason
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.models import Person
from collab.people.words import Side

from . import burdens, leaving
from .models import Relay


@after("person.left", "person.post_ended")
def carry_on(event: Event) -> None:
    """A day that is near is not waited for; the nightly look finds all others."""
    _look_after(burdens.of(event.person).cases)
    leaving.leave_nothing_behind(event.person)


@after("collective.ended_membership", "collective.changed_role")
def carry_on_in_the_collective(event: Event) -> None:
    _look_after([one.case for one in event.collective.participations if one.is_current])


@after("relay.begun")
def tell_who_leaves(event: Event) -> None:
    """Both sides hear that somebody else comes, and when."""
    relay = _relay(event)
    if relay.passed_at is None:
        _tell(relay.case.people(), "begun", event)


@after("relay.named")
def tell_the_successor(event: Event) -> None:
    """In advance; who has the place at once hears that instead."""
    relay = _relay(event)
    if relay.successor and relay.passed_at is None:
        _tell([relay.successor], "named", event)


@after("relay.completed")
def tell_of_the_letter(event: Event) -> None:
    relay = _relay(event)
    _tell([relay.successor] if relay.successor else [], "letter", event)


@after("relay.passed")
def tell_the_other_side(event: Event) -> None:
    """Of the municipality's people the mail of an appointment tells it already."""
    relay = _relay(event)
    if relay.collective:
        _tell(relay.case.people(relay.side.other), "passed", event)


@after("introduction.proposed", "introduction.said_met")
def tell_of_the_talk(event: Event) -> None:
    side, case = Side(str(event.side)), event.case
    facts = {"ref": case.ref, "title": case.title, "who": event.actor.name, "on": event.data["on"]}
    template = f"relay/mail/{event.name.rpartition('.')[2]}"
    one = next((it for it in case.introductions if it.id == event.data.get("introduction")), None)
    party = one.whose if one else None
    people = case.people(side.other)
    for person in (it for it in people if it.is_officer or not party or party.role_of(it)):
        notify(person, f"{case.ref}:{event.id}", template, case_id=case.id, **facts)


@after("case.council_changed")
def begin_to_get_acquainted(event: Event) -> None:
    case = event.case
    recurring.ask(case, Reason.COUNCIL, f"event:{event.id}")
    facts = {"ref": case.ref, "title": case.title, "on": event.data["on"]}
    for person in case.people():
        notify(person, f"{case.ref}:council:{event.id}", "relay/mail/council", case_id=case.id, **facts)


def _look_after(cases: list[Case]) -> None:
    burdens.take_turns(cases)
    for case in cases:
        leaving.look_after(case)


def _relay(event: Event) -> Relay:
    return event.case.relays[event.data["relay"] - 1]


def _tell(people: list[Person], template: str, event: Event) -> None:
    relay, case = _relay(event), event.case
    facts = {
        "ref": case.ref, "title": case.title, "number": relay.number, "leaver": relay.leaver.name,
        "place": relay.place, "last_day": relay.last_day.isoformat(),
        "successor": relay.successor.name if relay.successor else None,
    }  # fmt: skip
    for person in sorted(people, key=lambda person: person.id):
        if person.is_active and person.id != event.actor_id:
            key = f"{case.ref}:relay:{event.id}"
            notify(person, key, f"relay/mail/{template}", case_id=case.id, **facts)
