"""What looking back asks of whom, for everyone's first page."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from collab.agreements.parties import Party
from collab.cases.doing import Todo, waits
from collab.cases.models import Case
from collab.cases.policy import OVER
from collab.clock import today, working_days_between
from collab.db import db
from collab.deadlines import Deadline
from collab.people.words import Side

from . import queries
from .evaluations import PLANNED, Evaluation
from .models import is_asked

SOON = timedelta(days=21)
IN_TIME = timedelta(days=42)  # to find a moment together
Cases = dict[int, Case]


@waits
def looking_back(desk: list[Case]) -> Iterator[Todo]:
    """A fixed number of questions to the database, however many cooperations."""
    cases = {case.id: case for case in desk if case.agreements and case.stage not in OVER}
    if not cases:
        return
    yield from reports_due(cases)
    yield from answers_due(cases)
    yield from evaluations(cases)
    yield from findings(cases)


def reports_due(cases: Cases) -> Iterator[Todo]:
    for promise in db.session.scalars(queries.asked_in(list(cases))):
        case = cases[promise.case_id]
        if is_asked(promise) and promise.due_on and promise.due_on <= today() + SOON:
            yield Todo(
                case, promise.side, _("Write the report, or say why not this time"), _page(case),
                _named(case, promise.collective), promise.due_on, days_late=promise.days_late,
                collective_id=promise.collective_id,
            )  # fmt: skip


def answers_due(cases: Cases) -> Iterator[Todo]:
    for it in db.session.scalars(queries.open_in(list(cases))):
        address = url_for("reports.show", ref=it.agreement.ref, number=it.number)
        act = _("Answer the report of %(name)s", name=it.collective.name)
        case = cases[it.agreement.case_id]
        late = working_days_between(it.answer_due_on, case.clock_day)
        yield Todo(case, it.waits_for, act, address, due_on=it.answer_due_on, days_late=late)


def evaluations(cases: Cases) -> Iterator[Todo]:
    going = db.session.scalars(queries.unfinished(list(cases))).all()
    for it in going:
        for party in it.waiting_parties:
            yield _about(it, cases, party, _("Look back together: write your part"), due_on=it.due_on)
        for party in _may_go_on(it):
            yield _about(it, cases, party, _("Look back together: go on, or wait for the others"))
    busy = {it.agreement.case_id for it in going}
    due = (Deadline.kind.in_(PLANNED), Deadline.met_on.is_(None), Deadline.due_on <= today() + IN_TIME)
    begun = select(Evaluation.deadline_id).where(Evaluation.deadline_id.is_not(None))
    asked = select(Deadline).where(Deadline.case_id.in_(list(cases)), *due, Deadline.id.not_in(begun))
    for deadline in db.session.scalars(asked.order_by(Deadline.due_on)):
        if deadline.case_id in busy:
            continue
        busy.add(deadline.case_id)
        case = cases[deadline.case_id]
        for side in Side:
            act = _("Look back together: begin the evaluation")
            late = working_days_between(deadline.due_on, case.clock_day)
            yield Todo(case, side, act, _page(case), due_on=deadline.due_on, days_late=late)


def findings(cases: Cases) -> Iterator[Todo]:
    waiting: Counter[tuple[Evaluation, Party]] = Counter()
    for finding in db.session.scalars(queries.findings_waiting(list(cases))):
        waiting.update((finding.evaluation, party) for party in finding.waiting_parties)
    for (it, party), count in waiting.items():
        act = ngettext("Agree to what was found together", "Agree to %(num)s things that were found", count)
        yield _about(it, cases, party, act)


def _about(it: Evaluation, cases: Cases, party: Party, act: str, due_on=None) -> Todo:
    case = cases[it.agreement.case_id]
    address = url_for("reports.evaluation", ref=it.agreement.ref, number=it.number)
    late = working_days_between(due_on, case.clock_day) if due_on else 0
    whose, name = party.collective_id, _named(case, party.collective)
    return Todo(case, party.side, act, address, name, due_on, days_late=late, collective_id=whose)


def _may_go_on(it: Evaluation) -> list[Party]:
    """Those who shared, and waited long enough for the others."""
    return [voice.party for voice in it.voices if voice.ready_at] if it.may_go_on else []


def _named(case: Case, collective) -> str:
    return collective.name if collective and len(case.collectives) > 1 else ""


def _page(case: Case) -> str:
    return url_for("reports.index", ref=case.ref)
