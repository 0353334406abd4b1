"""What follows when a cooperation moves on, rests, stops, pauses or is suspended: both sides hear of it."""

from collab.history import Event, after

from .beside import BesideKind
from .lifecycle import ROAD, STOPPED, Stage
from .models import Case
from .reactions import hearers_of, tell
from .words import said_with

BACK_BY_ITSELF = frozenset(ROAD[Stage.PARKED].then) - STOPPED
LETTERS = {
    Stage.PARKED: "rests", Stage.WITHDRAWN: "stopped", Stage.REFUSED: "refused",
    Stage.OUT_OF_SCOPE: "referred", Stage.SUPERSEDED: "superseded", Stage.SIGNING: None, Stage.ACTIVE: None,
    Stage.ENDING: None, Stage.DRAFTING: None,
}  # fmt: skip


@after("case.moved")
def tell_of_move(event: Event) -> None:
    """Steps of the agreement tell of themselves; all others are told here."""
    case, to = event.case, Stage(event.data["to"])
    template = _letter(event, to)
    if template is None:
        return
    facts: dict = {"to": to, "who": event.actor.name if event.actor else None}
    facts["until"] = case.wakes_on.isoformat() if case.wakes_on else None
    if to in STOPPED and (said := next((f for f in reversed(case.farewells) if f.stage == to), None)):
        facts |= {"reason": said.reason, "would_change": said.would_change, "turn_to": said.turn_to}
        facts["successor"] = said.successor.ref if said.successor else None
    _tell_others(event, case, template, **facts)


@after("case.paused")
def tell_of_pause(event: Event) -> None:
    _tell_others(event, event.case, "paused", reason=said_with(event, BesideKind.PAUSED))


@after("case.resumed")
def tell_of_going_on(event: Event) -> None:
    _tell_others(event, event.case, "resumed", days=event.data["days"])


@after("case.suspended")
def tell_of_suspension(event: Event) -> None:
    reason = said_with(event, BesideKind.SUSPENDED)
    _tell_others(event, event.case, "suspended", reason=reason, starts_at=event.data["starts_at"])


@after("case.suspension_ended")
def tell_of_its_end(event: Event) -> None:
    _tell_others(event, event.case, "suspension_ended")


@after("case.disputed")
def tell_of_dispute(event: Event) -> None:
    _tell_others(event, event.case, "disputed", reason=said_with(event, BesideKind.DISPUTED))


@after("case.settled")
def tell_of_agreeing_again(event: Event) -> None:
    _tell_others(event, event.case, "settled")


@after("case.said_farewell")
def tell_of_closing_word(event: Event) -> None:
    _tell_others(event, event.case, "said_farewell")


def _letter(event: Event, to: Stage) -> str | None:
    before = event.data.get("before")
    if event.actor_id is None and to in BACK_BY_ITSELF:
        return "woke"
    if to in LETTERS and not (
        to == Stage.DRAFTING and before in {Stage.INTERNAL_REVIEW, Stage.DECISION_PENDING}
    ):
        return LETTERS[to]
    taken = to == Stage.EXPLORING and before in {Stage.SIGNALLED, None}
    return None if taken else "moved"


def _tell_others(event: Event, case: Case, template: str, **facts) -> None:
    who = event.actor.name if event.actor else None
    named = [case.responsible] if event.data.get("to") == Stage.RESPONSIBLE_NAMED else []
    for person in dict.fromkeys([*hearers_of(case), *filter(None, named)]):
        if person.id != event.actor_id:
            tell(person, f"{case.ref}:moved:{event.id}", template, case, **{"who": who} | facts)
