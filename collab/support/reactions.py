"""What follows from a step in the ledger: the other side hears of it."""

from collab.db import db
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.words import Side

from .queries import called


@after(
    "promise.asked", "promise.offered", "promise.promised", "promise.delivered", "promise.confirmed",
    "promise.sent_back", "promise.ended",
)  # fmt: skip
def tell_the_other_side(event: Event) -> None:
    """What an agreement promises as it begins is told with the agreement itself."""
    promise = db.session.scalar(called(event.data["promise"]))
    if promise is None or event.actor is None:
        return
    case, template = promise.case, event.name.removeprefix("promise.")
    due_on = promise.due_on.isoformat() if promise.due_on else None
    about = {"ref": case.ref, "title": case.title, "what": promise.what, "due_on": due_on}
    about["who"] = event.actor.name
    for person in case.people(Side(str(event.side)).other):
        notify(person, f"{promise.ref}:{event.id}", f"support/mail/{template}", case_id=case.id, **about)
