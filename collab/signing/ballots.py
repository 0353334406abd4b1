"""The mail with which a member is asked to vote."""

from typing import Any

from collab.agreements.reactions import facts
from collab.db import db
from collab.history import Event, after
from collab.notifications.letters import at_delivery
from collab.notifications.models import Notice, notify

from .assemblies import Ballot


@after("agreement.asked_members")
def send_the_ballots(event: Event) -> None:
    """Beside the conversation: it is the collective's own business."""
    agreement = event.agreement
    for assembly in agreement.text.assemblies:
        if assembly.party.key != event.data["party"]:
            continue
        for ballot in sorted(assembly.ballots, key=lambda ballot: ballot.person_id):
            about = {"ballot": ballot.id, "party": assembly.party.name, "until": assembly.ends_on.isoformat()}
            notify(ballot.person, f"ballot:{ballot.id}", "signing/mail/vote", **about, **facts(agreement))


@at_delivery("signing/mail/vote")
def key_of(notice: Notice) -> dict[str, Any] | None:
    ballot = db.session.get_one(Ballot, notice.data["ballot"])
    return {"key": ballot.key} if ballot.is_open else None
