"""What the ledger asks of either side, on everyone's first page."""

from collections.abc import Iterator
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from collab.cases.doing import Todo, waits
from collab.cases.lifecycle import STOPPED, Stage
from collab.cases.models import Case
from collab.clock import today
from collab.db import db
from collab.people.words import Side

from . import queries, saying
from .models import Promise
from .moving import PromiseProposal
from .said import SaidPromise
from .words import GIVEN, Matter, Sort, State

SOON = timedelta(days=21)
DECIDE = timedelta(days=180)  # before a last day somebody decides who carries on


@waits
def promises(desk: list[Case]) -> Iterator[Todo]:
    """Where a cooperation stopped nobody can answer or confirm any more."""
    for case in _going_on(desk):
        for promise in case.promises:
            if promise.sort != Sort.REPORT:  # a report asks for itself, on its own page
                yield from _about(promise, case)


@waits
def proposals(desk: list[Case]) -> Iterator[Todo]:
    """Another day or a settlement was asked, and waits for a yes or a no."""
    cases = {case.id: case for case in _going_on(desk)}
    for promise, proposal in db.session.execute(queries.proposals_waiting(list(cases))):
        case, what = cases[promise.case_id], promise.what
        side, address = proposal.side.other, _address(case, promise)
        yield Todo(case, side, _asked(proposal, what), address, collective_id=_whose(promise, side))


@waits
def hearsay(desk: list[Case]) -> Iterator[Todo]:
    cases = {case.id: case for case in _going_on(desk)}
    for said in db.session.scalars(saying.waiting(list(cases))):
        case, side = cases[said.case_id], said.writer_side.other
        act = _("Say whether this was promised so: %(what)s", what=said.what)
        address = url_for("support.ledger", ref=case.ref, _anchor="said")
        yield Todo(case, side, act, address, collective_id=_whose(said, side))


def _going_on(desk: list[Case]) -> list[Case]:
    return [case for case in desk if case.stage not in STOPPED | {Stage.ARCHIVED}]


def _about(promise: Promise, case: Case) -> Iterator[Todo]:
    if todo := _next_step(promise, case):
        yield todo
    if promise.awaits_decision and promise.state in GIVEN and _ends_soon(promise):
        act = _("Decide who carries on: %(what)s", what=promise.what)
        address = url_for("support.carry_on", ref=promise.ref)
        whose = _whose(promise, promise.side)
        yield Todo(case, promise.side, act, address, due_on=promise.until, collective_id=whose)


def _next_step(promise: Promise, case: Case) -> Todo | None:
    address, doer, what = _address(case, promise), promise.side, promise.what
    whose = _whose(promise, doer)
    if promise.waits_for_answer_of:
        return _unanswered(promise, case)
    if promise.state == State.DELIVERED:
        return Todo(case, doer.other, _("Confirm that you received this: %(what)s", what=what), address)
    if promise.state == State.CONTESTED:
        act = _("Answer what was not received: %(what)s", what=what)
        return Todo(case, doer, act, address, collective_id=whose)
    owed = promise.state in {State.PROMISED, State.UNDER_WAY} and promise.due_on
    if owed and promise.due_on and promise.due_on <= today() + SOON:
        act, late = _("Deliver: %(what)s", what=what), promise.days_late
        return Todo(case, doer, act, address, due_on=promise.due_on, days_late=late, collective_id=whose)
    return None


def _unanswered(promise: Promise, case: Case) -> Todo:
    """It stands out: since when it waits, and by when an answer was promised."""
    asked, side = promise.state == State.ASKED, Side(promise.waits_for_answer_of or promise.side)
    act = _("Answer the question: %(what)s") if asked else _("Choose whether you want this: %(what)s")
    since = waited(promise)
    return Todo(
        case, side, act % {"what": promise.what}, _address(case, promise), note=since[:1].lower() + since[1:],
        due_on=promise.answer_due_on, days_late=promise.answer_days_late, collective_id=_whose(promise, side),
    )  # fmt: skip


def waited(promise: Promise) -> str:
    days = promise.waiting_days
    if promise.state == State.ASKED:
        asked = ngettext("Asked %(num)s working day ago", "Asked %(num)s working days ago", days)
        return asked if days else _("Asked today")
    offered = ngettext("Offered %(num)s working day ago", "Offered %(num)s working days ago", days)
    return offered if days else _("Offered today")


def _ends_soon(promise: Promise) -> bool:
    return bool(promise.until and today() <= promise.until <= today() + DECIDE)


def _asked(proposal: PromiseProposal, what: str) -> str:
    if proposal.matter == Matter.NEW_DAY:
        return _("Say whether it can be another day: %(what)s", what=what)
    return _("Say whether you settle it so: %(what)s", what=what)


def _whose(promise: Promise | SaidPromise, side: Side) -> int | None:
    """What one collective would do is asked of that one alone; what it receives, of all of its side."""
    return promise.collective_id if side == promise.side else None


def _address(case: Case, promise: Promise) -> str:
    return url_for("support.ledger", ref=case.ref, _anchor=promise.ref)
