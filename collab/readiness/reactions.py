"""What follows when a party is ready, when all can read, and when a gap is named."""

from collab.conversations.parties import party_for
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.models import Person


@after("readiness.shared")
def tell_who_is_ready(event: Event) -> None:
    """Those who are not ready themselves; with the last one everyone gets the other mail."""
    readiness = next(one for one in event.case.readiness_rounds if one.number == event.data["number"])
    theirs = party_for(event.actor, event.case)
    if readiness.shared_at or theirs is None:
        return
    waiting = {view.key for view in readiness.waiting}
    for person in event.case.people():
        mine = party_for(person, event.case)
        if mine and mine.key in waiting:
            _tell(event, person, "shared", who=theirs.name)


@after("readiness.compared")
def tell_it_can_be_read(event: Event) -> None:
    for person in event.case.people():
        _tell(event, person, "compared")


@after("gap.marked")
def tell_of_the_gap(event: Event) -> None:
    """Once an hour at most: several gaps are named in one sitting."""
    key = f"{event.case.ref}:gaps:{event.happened_at:%Y-%m-%dT%H}"
    theirs = party_for(event.actor, event.case)
    for person in event.case.people():
        mine = party_for(person, event.case)
        if mine and theirs and mine.key != theirs.key:
            _tell(event, person, "gap", key, who=event.actor.name)


def _tell(event: Event, person: Person, template: str, key: str = "", **facts: str) -> None:
    case = event.case
    about = {"ref": case.ref, "title": case.title} | facts
    key = key or f"{case.ref}:readiness:{event.id}"
    notify(person, key, f"readiness/mail/{template}", case_id=case.id, **about)
