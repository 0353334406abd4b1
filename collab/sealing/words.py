"""How the events of sealing read in a timeline."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from collab.agreements import evidence
from collab.history.telling import say

say(agreement__sealed=_("The paper of the agreement carries the seal of the municipality"))
evidence.logs("agreement.sealed")


@evidence.encloses
def decisions(agreement: Any) -> Iterator[dict[str, Any]]:
    """Of each decision that was linked and not taken off, as it was last written down."""
    last = {decision.number: decision for decision in agreement.decisions}
    for it in last.values():
        if it.withdrawn_at is None:
            days = {"on": _iso(it.decided_on), "ends_on": _iso(it.ends_on)}
            yield {"title": it.title, "number": it.reference, **days}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
