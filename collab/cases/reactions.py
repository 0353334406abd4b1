"""What follows when something is said, somebody is appointed, or a day comes near."""

from collab.clock import local
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.deadlines.rules import rule_of
from collab.history import Event, after
from collab.notifications.mail import overtakes
from collab.notifications.models import Notice, notify
from collab.people.models import Person
from collab.people.words import Side

from .lifecycle import OVER
from .models import Case, ContactRole
from .queries import integral_team

OWN_WORDS = {
    Kind.TURN, Kind.PROMISE, Kind.CONFIRMATION, Kind.REPORT, Kind.EVALUATION, Kind.SUPPORT_ENDS,
    Kind.PERMIT_ENDS, Kind.TERM_ENDS, Kind.START, Kind.CONVERSATION, Kind.DEVIATION_ENDS,
}  # fmt: skip
OWN_LETTERS = {
    Kind.SIGNATURE,
    Kind.OPINION,
    Kind.APPROVAL,
    Kind.WAKE,
}  # later slices remind of these themselves

ANSWERS = {Kind.ASSESSMENT, Kind.COMPLEX_ASSESSMENT, Kind.EXECUTIVE_PAPERS}


@after("deadline.came_near")
def remind(event: Event) -> None:
    """Both sides are reminded alike: the one that acts, or both when they act together."""
    deadline = db.session.get(Deadline, event.data["deadline"])
    if deadline is None or deadline.kind in OWN_LETTERS or not deadline.still_waits(event.data):
        return
    if not rule_of(deadline.kind).is_for_who_acts(event.data["step"]):
        return
    case = deadline.case
    if case.stage in OVER:
        return
    due = facts_of(deadline)
    for person in who_acts(deadline):
        tell(person, key_of(event, deadline), _letter_of(deadline), case, **due)


@after("case.said")
def tell_of_message(event: Event) -> None:
    """At most one mail per person, per hour, per cooperation: the page holds what was said."""
    if "announced" in event.data:
        return
    case, side = event.case, Side(str(event.side))
    turn = {"on_turn": case.waits_on(side.other), "turn_until": case.turn_due_on.isoformat()}
    for person in hearers_of(case, side.other):
        key = f"{case.ref}:said:{event.happened_at:%Y-%m-%dT%H}"
        tell(person, key, "said", case, who=event.actor.name, **turn)


@after("case.opened")
def tell_of_beginning(event: Event) -> None:
    """The side that did not begin hears of it."""
    case = event.case
    for person in hearers_of(case, Side(str(event.side)).other):
        if person.id != event.actor_id:
            tell(person, f"{case.ref}:opened", "opened", case, who=event.actor.name)


@after("case.appointed")
def tell_who_is_contact(event: Event) -> None:
    case, role = event.case, ContactRole(event.data["role"])
    appointed = db.session.get(Person, event.data.get("person"))
    if appointed is None:
        return
    facts = {"name": appointed.name, "role": role}
    for person in sorted({*case.people(Side.COLLECTIVE), appointed}, key=lambda person: person.id):
        if person.id != event.actor_id:
            template = "appointed_you" if person is appointed else "appointed"
            tell(person, f"{case.ref}:appointed:{event.id}", template, case, **facts)


@after("case.involved")
def tell_of_joining(event: Event) -> None:
    case = event.case
    newest = case.participants[-1]
    for person in case.people():
        if person.id != event.actor_id:
            key = f"{case.ref}:involved:{newest.id}"
            tell(person, key, "involved", case, party=newest.collective.name)


@after("case.left")
def tell_of_leaving(event: Event) -> None:
    """Everyone reads why; who left too."""
    case, said = event.case, (one for one in reversed(event.case.messages) if one.person is event.actor)
    reason = next((one.text for one in said if one.said_at <= event.happened_at), "")
    facts = {
        "party": event.collective.name,
        "reason": reason,
        "until": local(event.happened_at).date().isoformat(),
    }
    for person in hearers_of(case):
        if person.id != event.actor_id:
            key = f"{case.ref}:left:{event.id}"
            tell(person, key, "left", case, **facts)


def key_of(event: Event, deadline: Deadline) -> str:
    """The occasion of a reminder: again when people agreed on another day."""
    again = f":{deadline.moved}" if deadline.moved else ""
    return f"deadline:{deadline.id}:{event.data['step']}{again}"


def facts_of(deadline: Deadline) -> dict[str, object]:
    instant = deadline.due_at.isoformat() if deadline.due_at else None
    return {
        "subject": deadline.subject, "due_on": deadline.due_on.isoformat(), "due_at": instant,
        "side": deadline.side, "kind": deadline.kind, "deadline": deadline.id, "moved": deadline.moved,
    }  # fmt: skip


@overtakes
def done_meanwhile(notice: Notice) -> bool:
    """A reminder that waited is not sent when it was done in between, stands still, or has another day."""
    deadline = db.session.get(Deadline, notice.data.get("deadline", 0))
    return deadline is not None and not deadline.still_waits(notice.data)


def _letter_of(deadline: Deadline) -> str:
    return f"deadline_{deadline.kind}" if deadline.kind in OWN_WORDS else "deadline"


def who_acts(deadline: Deadline) -> list[Person]:
    """Of several collectives only the one it is about, also who stands in there; the municipality too where
    both act. Of a proposal also who is responsible for the answer."""
    people, answers = hearers_of(deadline.case, deadline.side), deadline.case.responsible
    if deadline.kind in ANSWERS and answers and answers.is_active and answers not in people:
        return [*people, answers]
    ref = deadline.data.get("collective")
    if ref is None:
        return people
    theirs = next((one for one in deadline.case.collectives if one.ref == ref), None)
    ours = {person for person in people if deadline.side is None and person.is_officer}
    return [person for person in people if person in ours or (theirs and theirs.role_of(person))]


def hearers_of(case: Case, side: Side | None = None) -> list[Person]:
    """Who hears it; when nobody of the municipality took the case yet, those who look after that."""
    people = case.people(side)
    if side == Side.COLLECTIVE or case.contact:
        return people
    team = db.session.scalars(integral_team()).all()
    return sorted({*people, *team}, key=lambda person: person.id)


def tell(person: Person, key: str, template: str, case: Case, **facts) -> None:
    about = {"ref": case.ref, "title": case.title} | facts
    notify(person, key, f"cases/mail/{template}", case_id=case.id, **about)
