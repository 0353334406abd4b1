"""What follows from a step about phases: the other side hears of it, in its own language."""

from collab.cases.models import Case
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.models import Person
from collab.people.words import Side

MAILS = {
    "phase_proposal.made": "proposed",
    "phase_proposal.left": "left",
    "collective.entered_phase": "agreed",
    "collective.split_phase": "agreed",
    "collective.joined_phase": "agreed",
    "turning_point.marked": "marked",
    "reason_to_talk.said": "one_source",
}


@after(*MAILS)
def tell_the_other_side(event: Event) -> None:
    case = event.case
    if case is None or event.actor is None:
        return
    for person in others(event, case):
        about = {"ref": case.ref, "title": case.title, "who": event.actor.name} | event.data
        key = f"{case.ref}:phase:{event.id}"
        notify(person, key, f"phases/mail/{MAILS[event.name]}", case_id=case.id, **about)


@after("shared_challenge.given")
def tell_the_municipality(event: Event) -> None:
    """What a collective finds hard, and wants its contact persons to know."""
    for case in (it.case for it in event.collective.participations if it.is_current):
        for person in case.people(Side.MUNICIPALITY):
            about = {"ref": case.ref, "title": case.title, "who": event.collective.name}
            key = f"{case.ref}:told:{event.id}"
            notify(person, key, "phases/mail/told", case_id=case.id, **about)


def others(event: Event, case: Case) -> list[Person]:
    """Of several collectives only the one it is about."""
    side = Side(str(event.side)).other
    people = case.people(side)
    if side == Side.COLLECTIVE and event.collective:
        return [person for person in people if person in event.collective.representatives]
    return people
