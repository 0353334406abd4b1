"""Halfway a larger agreement, and half a year before its end, both sides look whether it goes as meant."""

from collections.abc import Iterator
from datetime import date, timedelta

from collab.agreements.lifecycle import Status, Weight
from collab.agreements.models import Agreement
from collab.clock import today
from collab.deadlines import Deadline, Kind
from collab.history import Event, after

BEFORE_THE_END = timedelta(days=180)


@after("agreement.began", "agreement.extended")
def plan_checks(event: Event) -> None:
    """In addition to what the text asks; a light agreement has none, and neither has one without an end."""
    agreement = event.agreement
    if agreement.status != Status.ACTIVE:
        return
    wanted = dict(checks(agreement))
    known = [*agreement.deadlines, *(agreement.amends.deadlines if agreement.amends else ())]
    for deadline in [one for one in known if one.kind == Kind.MIDTERM_CHECK and one.met_on is None]:
        if deadline.key in wanted:
            del wanted[deadline.key]
        elif event.name == "agreement.began" or ":end:" in deadline.key:
            deadline.meet()
    have = {one.key for one in known}
    for key, due_on in wanted.items():
        if key not in have and due_on > today():
            about = {"subject": agreement.title}
            agreement.add_deadline(Deadline.start(Kind.MIDTERM_CHECK, key, due_on, **about))


def checks(agreement: Agreement) -> Iterator[tuple[str, date]]:
    start, end = agreement.starts_on, agreement.ends_on
    if agreement.weight == Weight.LIGHT or start is None or end is None:
        return
    middle, last = start + (end - start) / 2, end - BEFORE_THE_END
    if not agreement.extensions:
        yield f"check:middle:{agreement.ref}:{middle}", middle
    if last > middle:
        yield f"check:end:{agreement.ref}:{last}", last
