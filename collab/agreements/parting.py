"""A collective stops while a text is being written: the others go on with it, as it stands."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, cast, func

from collab.cases.models import Case
from collab.cases.parting import parts
from collab.clock import ZONE, today
from collab.collectives.models import Collective
from collab.people.models import Person

from .lifecycle import Status
from .models import Agreement
from .parties import Party


@parts
def leave_the_text(case: Case, collective: Collective, by: Person) -> None:
    """From now on nobody asks it anything. A text that waits for its signature goes back to the table."""
    for text in case.agreements:
        party = text.party(collective.ref)
        if party is None or text.amends or text.status not in {Status.NEGOTIATING, Status.SIGNING}:
            continue
        party.starts_on, party.ends_on = None, today() - timedelta(days=1)
        text.go_on_without(by)


def was_there() -> ColumnElement[bool]:
    """Not who stopped before there was an agreement: what the others agreed to is not theirs to read."""
    began_on: Any = cast(func.timezone(ZONE.key, Agreement.began_at), Date)
    stayed = Party.ends_on.is_(None) | (Party.ends_on >= func.coalesce(began_on, today()))
    return Agreement.amends_id.is_not(None) | stayed
