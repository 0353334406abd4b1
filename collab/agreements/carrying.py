"""When an amendment takes effect: what did not change goes on as it was, what changed ends or starts."""

from typing import TYPE_CHECKING, Any

from collab.clock import today
from collab.deadlines import Deadline, Kind
from collab.support.models import Promise
from collab.support.words import MOVES, Rhythm, Sort, State

from . import beginning

if TYPE_CHECKING:
    from .models import Agreement

OF_THE_TEXT = {
    Kind.TERM_ENDS, Kind.NOTICE_DAY, Kind.START, Kind.EVALUATION, Kind.PERMIT_ENDS, Kind.SUPPORT_ENDS,
}  # fmt: skip
Row = tuple[str, dict[str, Any]]


def carry_over(before: "Agreement", after: "Agreement") -> None:
    _carry_promises(before, after)
    _carry_deadlines(before, after)
    _part_ways(after)


def _carry_promises(before: "Agreement", after: "Agreement") -> None:
    old, new = beginning.promised(before), beginning.promised(after)
    gone, fresh = _without(old, new), _without(new, old)
    for told in gone:
        if promise := _promise_of(before, told):
            _stop(promise, after)
    for promise in [one for one in before.promises if not one.is_over]:
        _move_along(promise, before, after)
    for code, row in fresh:
        beginning.start_promise(after, code, row)


def _carry_deadlines(before: "Agreement", after: "Agreement") -> None:
    known = {_occasion(one): one for one in before.deadlines if one.kind in OF_THE_TEXT}
    for plan in beginning.planned(after):
        same = known.pop((plan.kind, plan.due_on, plan.subject), None)
        if same:
            same.agreement = after
        elif plan.due_on >= today():
            beginning.start_deadline(after, plan)
    for left in known.values():
        left.meet()


def _part_ways(after: "Agreement") -> None:
    """Who leaves takes part in the cooperation up to its last day."""
    for party in after.leaving:
        for participant in after.case.participants:
            if participant.collective is party.collective and participant.ends_on is None:
                participant.ends_on = party.ends_on


def _stop(promise: Promise, after: "Agreement") -> None:
    """What is delivered is still confirmed, but does not come round again."""
    if State.ENDED in MOVES[promise.state] and promise.state != State.CONTESTED:
        promise.end(by=None, amended=after.ref)
    else:
        promise.until = today()


def _move_along(promise: Promise, before: "Agreement", after: "Agreement") -> None:
    """The same promise, on the same day, now under the new text."""
    party = next((one for one in after.parties if one.collective is promise.collective), None)
    if party and promise.until == before.ends_on:
        promise.until = beginning.last_day_of(after, party)
    promise.agreement = after
    for deadline in list(before.deadlines):
        if deadline.key.partition("promise:")[2].startswith(f"{promise.ref}:"):
            deadline.agreement = after


def _promise_of(agreement: "Agreement", row: Row) -> Promise | None:
    wanted = _looks(agreement, row)
    alive = (one for one in agreement.promises if not one.is_over)
    return next((one for one in alive if _seen(one) == wanted), None)


def _looks(agreement: "Agreement", row: Row) -> tuple:
    code, said = row
    every = Rhythm(said.get("every") or "once")
    if code == "A14":
        return Sort.REPORT, every, None, None, None, None
    sort = Sort.ACT if code == "A09" else Sort(said["kind"])
    party = agreement.party(said["by"])
    how_much = (said.get("amount") or None, said.get("unit") or None)
    return (sort, every, party and party.collective, said["what"], *how_much)


def _seen(promise: Promise) -> tuple:
    if promise.sort == Sort.REPORT:
        return Sort.REPORT, promise.every, None, None, None, None
    return promise.sort, promise.every, promise.collective, promise.what, promise.amount, promise.unit


def _without(rows: list[Row], others: list[Row]) -> list[Row]:
    """As often as a row stands in `others`, so often it is left out."""
    left, kept = list(others), []
    for row in rows:
        if row in left:
            left.remove(row)
        else:
            kept.append(row)
    return kept


def _occasion(deadline: Deadline) -> tuple:
    return deadline.kind, deadline.due_on, deadline.subject
