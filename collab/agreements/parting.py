"""A collective stops while a text is being written: the others go on with it, as it stands."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Date, cast, func

from collab.cases.models import Case
from collab.cases.parting import parts
from collab.clock import ZONE, today
from collab.collectives.models import Collective
from collab.people.models import Person

from .beginning import promised
from .freezing import hinders
from .library import TOPICS
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


@hinders
def without_who_left(agreement: Agreement) -> str | None:
    """What others agreed to stays agreed, but nobody signs what a party that stopped would have done."""
    present = {party.key for party in agreement.present_parties}
    rows = [] if agreement.amends else promised(agreement)
    for code, row in rows:
        if (party := agreement.party(row.get("by", ""))) and party.key not in present:
            return _(
                "Article %(number)s still says what %(party)s does, which takes part no longer."
                " First agree on another text.",
                number=TOPICS[code].article, party=party.name,
            )  # fmt: skip
    return None


def was_there() -> ColumnElement[bool]:
    """Not who stopped before there was an agreement: what the others agreed to is not theirs to read."""
    began_on: Any = cast(func.timezone(ZONE.key, Agreement.began_at), Date)
    stayed = Party.ends_on.is_(None) | (Party.ends_on >= func.coalesce(began_on, today()))
    return Agreement.amends_id.is_not(None) | stayed
