"""What somebody has under way here and hands over: advice they wait for, texts they were asked to approve."""

from collections.abc import Iterator
from functools import partial

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.cases.handing import Task, hands_over
from collab.cases.models import Case
from collab.db import db
from collab.people.models import Person

from . import eyes, queries
from .opinions import Opinion
from .seats import ApprovalSeat


@hands_over("advice", _("waits for the advice of"))
def advice(person: Person, case: Case | None) -> Iterator[Task]:
    for it in db.session.scalars(queries.opinions_kept_by(person)):
        if case in (None, it.agreement.case):
            yield Task(it.agreement.case, "advice", it.unit, partial(_keep, it))


@hands_over("approval", _("approves the text"))
def approvals(person: Person, case: Case | None) -> Iterator[Task]:
    for seat in db.session.scalars(queries.seats_waiting_for(person.id)):
        agreement = seat.round.agreement
        if case in (None, agreement.case):
            yield Task(agreement.case, "approval", agreement.title, partial(_seat, seat))


def _keep(it: Opinion, to: Person, by: Person | None) -> bool:
    if not it.party.speaks(to):
        return False
    it.keeper = to
    return True


def _seat(seat: ApprovalSeat, to: Person, by: Person | None) -> bool:
    """Only to somebody who may: four eyes and mandates hold for a successor too. When who was asked is gone,
    the next who may is asked."""
    able, asked = eyes.candidates(seat), seat.person
    gone = asked is not None and not (asked.is_active and seat.round.party.speaks(asked))
    if to not in able and not (gone and able):
        return False
    to = to if to in able else able[0]
    seat.round.replace(seat, eyes.in_place_of(seat, to), gettext("somebody else took over the place"), by)
    return True
