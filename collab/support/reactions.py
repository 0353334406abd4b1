"""What follows from a step in the ledger: the other side hears of it."""

from sqlalchemy import select

from collab.cases.lifecycle import OVER
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.deadlines.rules import rule_of
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.models import Person
from collab.people.words import Side

from .models import Promise
from .queries import called
from .said import SaidPromise
from .words import OWED


@after(
    "promise.asked", "promise.offered", "promise.promised", "promise.declined", "promise.withdrawn",
    "promise.started", "promise.delivered", "promise.confirmed", "promise.contested", "promise.answered",
    "promise.settlement_asked", "promise.settled", "promise.new_day_asked", "promise.moved",
    "promise.proposal_refused", "promise.released", "promise.carried_on", "promise.budgeted",
)  # fmt: skip
def tell_the_other_side(event: Event) -> None:
    """What an agreement promises as it begins is told with the agreement itself."""
    promise = db.session.scalar(called(event.data["promise"]))
    if promise is None or event.actor is None:
        return
    template = event.name.removeprefix("promise.")
    about = _about(promise) | {"who": event.actor.name} | _day(event)
    for person in promise.people(Side(str(event.side)).other):
        notify(
            person, f"{promise.ref}:{event.id}", f"support/mail/{template}", case_id=promise.case_id, **about
        )


@after(
    "said_promise.shared", "said_promise.confirmed", "said_promise.contested", "said_promise.withdrawn"
)  # fmt: skip
def tell_what_was_heard(event: Event) -> None:
    """From the day on which both sides see it: the side that did not act."""
    said = db.session.scalar(select(SaidPromise).where(SaidPromise.ref == event.data["said"]))
    if said is None or not said.shared_at:
        return
    template = f"said_{event.name.removeprefix('said_promise.')}"
    by_writers = template in {"said_shared", "said_withdrawn"}
    side = said.writer_side.other if by_writers else said.writer_side
    about = {"ref": said.case.ref, "title": said.case.title, "what": said.what, "said_by": said.said_by}
    for person in _concerned(said, side):
        notify(person, f"{said.ref}:{event.id}", f"support/mail/{template}", case_id=said.case_id, **about)


@after("deadline.came_near")
def show_lateness(event: Event) -> None:
    """Who waits for it hears that it is late, whichever side promised (R15)."""
    deadline = db.session.get(Deadline, event.data["deadline"])
    if deadline is None or deadline.kind != Kind.PROMISE:
        return
    if event.data["step"] < rule_of(Kind.PROMISE).late_step:
        return
    if not deadline.still_waits(event.data):
        return
    promise = db.session.scalar(called(deadline.key.split(":")[1]))
    if promise is None or not promise.is_late or promise.case.stage in OVER:
        return
    for person in promise.people(promise.side.other):
        notify(
            person, f"{deadline.key}:late", "support/mail/late", case_id=promise.case_id,
            **_about(promise), side=promise.side,
        )  # fmt: skip


def _concerned(said: SaidPromise, side: Side) -> list[Person]:
    """Of several collectives only the one that would do it, or that wrote it down."""
    people, party = said.case.people(side), said.collective or said.writer_party
    if side == Side.MUNICIPALITY or party is None:
        return people
    return [person for person in people if party.role_of(person)]


def _about(promise: Promise) -> dict[str, str | None]:
    due_on = promise.due_on.isoformat() if promise.due_on and promise.state in OWED else None
    about = {"ref": promise.case.ref, "title": promise.case.title, "promise": promise.ref}
    return about | {"what": promise.what, "due_on": due_on}


def _day(event: Event) -> dict[str, str]:
    """Of a day that was asked, the day itself."""
    to_on = event.data.get("to_on")
    return {"to_on": to_on} if to_on else {}
