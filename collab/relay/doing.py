"""What changing people asks of whom, for everyone's first page."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from collab.agreements.lifecycle import Weight
from collab.cases.doing import Todo, waits, waits_for
from collab.cases.models import Case, ContactRole
from collab.cases.policy import OVER
from collab.clock import today, working_days_between
from collab.collectives.models import Collective
from collab.collectives.words import Kind
from collab.db import db
from collab.people.models import Person
from collab.people.words import Side

from . import policy, queries
from .introductions import Introduction
from .models import Relay
from .words import Meeting


@waits
def changes(desk: list[Case]) -> Iterator[Todo]:
    """Three statements, however many cooperations there are."""
    cases = {case.id: case for case in desk if case.stage not in OVER}
    yield from deputies(cases)
    for relay in db.session.scalars(queries.open_relays(list(cases))):
        yield from _hand_over(relay, cases[relay.case_id])
    for one in db.session.scalars(queries.open_introductions(list(cases))):
        yield from _introduction(one, cases[one.case_id])


def deputies(cases: dict[int, Case]) -> Iterator[Todo]:
    """Not a gate; but a side where nobody can take over for a while stands out. A collective with a light
    agreement, or one without a board, reads it on the page of people alone."""
    named = {
        (one.case_id, one.collective_id)
        for one in db.session.scalars(queries.spoken_for(list(cases)))
        if one.role == ContactRole.DEPUTY
    }
    for case in cases.values():
        if case.contact is None:
            continue
        act, several = _("Say who the deputy is"), len(case.collectives) > 1
        for it in case.collectives:
            if _has_a_board(it, case) and (case.id, it.id) not in named:
                name = it.name if several else ""
                yield Todo(case, Side.COLLECTIVE, act, _people(case), name, collective_id=it.id)
        if case.deputy is None:
            yield Todo(case, Side.MUNICIPALITY, act, _people(case))


def _has_a_board(collective: Collective, case: Case) -> bool:
    boardless = {Kind.NATURAL_PERSON, Kind.INFORMAL_GROUP}
    return collective.kind not in boardless and any(it.weight != Weight.LIGHT for it in case.agreements)


@waits_for
def own_letters(person: Person) -> list[Todo]:
    """Whose place has passed to somebody else still writes the letter; the cooperation left their desk."""
    mine = (Relay.leaver_id == person.id, Relay.passed_at.is_not(None), Relay.completed_at.is_(None))
    found = db.session.scalars(select(Relay).where(*mine).order_by(Relay.id))
    open_ = (it for it in found if not it.leaver_is_gone and it.case.stage not in OVER)
    act = _("Write the relay letter for your successor")
    return [Todo(it.case, it.side, act, _page(it), due_on=it.last_day, days_late=_late(it)) for it in open_]


@waits_for
def without_a_carrier(person: Person) -> list[Todo]:
    """For whoever looks after what nobody carries: sides for which nobody speaks any more."""
    if not person.duties & policy.LOOKS_AFTER:
        return []
    found = db.session.scalars(select(Relay).where(Relay.passed_at.is_(None), Relay.called_off_at.is_(None)))
    act = _("Nobody carries this any more: find out who takes over")
    return [Todo(it.case, it.side, act, _page(it), it.leaver.name) for it in found if it.is_due]


def _hand_over(relay: Relay, case: Case) -> Iterator[Todo]:
    """Of several collectives only the one whose place it is."""
    side, where, name, whose = relay.side, _page(relay), relay.leaver.name, relay.collective_id
    if relay.is_open and relay.successor_id is None:
        act = _("Say who takes over from %(name)s", name=name)
        late = _late(relay)
        yield Todo(case, side, act, where, due_on=relay.last_day, days_late=late, collective_id=whose)
    if relay.passed_at and relay.by_itself and relay.kept_at is None:
        act = _("This fell to you after %(name)s: stay, or name somebody else", name=name)
        yield Todo(case, side, act, where, collective_id=whose)
    if relay.completed_at is None and (relay.is_open or relay.leaver_is_gone):
        act = _("Write the relay letter of %(name)s", name=name)
        late = _late(relay)
        yield Todo(case, side, act, where, due_on=relay.last_day, days_late=late, collective_id=whose)
    if relay.completed_at and relay.acknowledged_at is None and relay.successor_id:
        act = _("Read the relay letter of %(name)s", name=name)
        yield Todo(case, side, act, where, collective_id=whose)


def _introduction(one: Introduction, case: Case) -> Iterator[Todo]:
    where = url_for("relay.introduction", ref=case.ref, number=one.id)
    whose = {Side.COLLECTIVE: one.whose and one.whose.id, Side.MUNICIPALITY: None}
    if one.state == Meeting.SAID and one.said_side:
        side = Side(one.said_side).other
        yield Todo(case, side, _("Confirm that you met"), where, collective_id=whose[side])
        return
    late = working_days_between(one.due_on, case.clock_day)
    for side in Side if (act := _asked(one)) else ():
        yield Todo(case, side, act, where, due_on=one.due_on, days_late=late, collective_id=whose[side])


def _asked(one: Introduction) -> str:
    """Of both sides alike; nothing while the planned day is still to come."""
    if one.state == Meeting.NOT_YET:
        return _("Plan a talk to get acquainted")
    return _("Did you meet? Write it down") if one.planned_on and one.planned_on <= today() else ""


def _late(relay: Relay) -> int:
    return working_days_between(relay.last_day, today()) if relay.last_day < today() else 0


def _people(case: Case) -> str:
    return url_for("relay.index", ref=case.ref)


def _page(relay: Relay) -> str:
    return url_for("relay.show", ref=relay.case.ref, number=relay.number)
