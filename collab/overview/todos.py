"""What waits for whom: turns, proposals, signatures, promises, cases nobody took."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from collab.agreements.models import Agreement, Party
from collab.cases.lifecycle import TURN_DAYS, Waits
from collab.cases.models import Case
from collab.people.models import Person
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.words import Sort, State


class Todo(NamedTuple):
    """Something that waits for one side; `used` and `total` are working days where a turn is counted."""

    side: Side
    mine: bool
    text: str
    address: str
    where: str
    since: date | None = None
    due_on: date | None = None
    late: bool = False
    used: int = 0
    total: int = 0


def of_cases(cases: list[Case], person: Person) -> Iterator[Todo]:
    """A case that nobody took waits for the municipality; in talks, for the side that is on turn."""
    for case in cases:
        if case.contact is None:
            address = url_for("cases.show", ref=case.ref)
            text = _("Take up this cooperation as contact person")
            yield _turn(case, Side.MUNICIPALITY, person, text, address)


def of_turns(cases: list[Case], person: Person, told: set[int]) -> Iterator[Todo]:
    """Whose turn it is in talks, where no proposal or signature says it more precisely already."""
    for case in cases:
        if case.id in told or case.contact is None or case.waits_for == Waits.NOBODY:
            continue
        text, address = _next_step(case)
        sides = [person.side] if case.waits_for == Waits.BOTH else [Side(case.waits_for)]
        for side in sides:
            yield _turn(case, side, person, text, address)


def of_proposals(agreements: list[Agreement], person: Person) -> Iterator[Todo]:
    """Articles that lie on the table, per side that has to answer."""
    for agreement in agreements:
        for side in Side:
            waiting = [article for article in agreement.open_articles if _waits(article.waiting_parties, side)]
            if not waiting:
                continue
            since = min(article.latest.proposed_at for article in waiting).date()
            mine = any(party.speaks(person) for article in waiting for party in article.waiting_parties)
            text = ngettext(
                "Answer the proposal for %(num)s article", "Answer the proposals for %(num)s articles", len(waiting)
            )
            address = url_for("agreements.show", ref=agreement.ref)
            used = agreement.case.turn_days_used if agreement.case.waits_on(side) else 0
            due_on = agreement.case.turn_due_on if agreement.case.waits_on(side) else None
            late = used > TURN_DAYS
            yield Todo(side, mine, text, address, agreement.title, since, due_on, late, used, TURN_DAYS)


def of_signatures(agreements: list[Agreement], person: Person) -> Iterator[Todo]:
    for agreement in agreements:
        for party in agreement.parties:
            if party not in agreement.signed_parties:
                address = url_for("agreements.show", ref=agreement.ref)
                since = agreement.text.frozen_at.date()
                text = _("Sign the agreement for %(party)s", party=party.name)
                yield Todo(party.side, party.speaks(person), text, address, agreement.title, since)


def of_promises(promises: list[Promise], person: Person) -> Iterator[Todo]:
    """What must be delivered soon or is late, by who promised it; what was delivered, by who receives it."""
    for promise in promises:
        address = url_for("support.ledger", ref=promise.case.ref)
        if promise.state == State.DELIVERED:
            text = _("Confirm that you received: %(what)s", what=promise.what)
            side = promise.side.other
            yield Todo(side, side == person.side, text, address, promise.case.title, promise.delivered_on)
            continue
        report = promise.sort == Sort.REPORT
        text = _("Write the report") if report else _("Keep the promise: %(what)s", what=promise.what)
        mine = promise.side == person.side
        late = promise.is_late
        yield Todo(promise.side, mine, text, address, promise.case.title, due_on=promise.due_on, late=late)


def _next_step(case: Case) -> tuple[str, str]:
    agreement = case.agreements[-1] if case.agreements else None
    if agreement:
        return _("Go on with the text of the agreement"), url_for("agreements.show", ref=agreement.ref)
    return _("Go on with the conversation"), url_for("cases.show", ref=case.ref)


def _turn(case: Case, side: Side, person: Person, text: str, address: str) -> Todo:
    used, due_on = case.turn_days_used, case.turn_due_on
    mine = side == person.side
    return Todo(side, mine, text, address, case.title, case.turn_since, due_on, used > TURN_DAYS, used, TURN_DAYS)


def _waits(parties: list[Party], side: Side) -> bool:
    return any(party.side == side for party in parties)
