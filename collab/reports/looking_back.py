"""What the pages of an evaluation show: own words apart, others' words only when all have shared."""

from typing import Any, NamedTuple

from flask_babel import gettext as _

from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.cases.models import Case
from collab.clock import today
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.web import me, page

from . import policy, queries
from .evaluations import PLANNED, Evaluation, EvaluationText, EvaluationVoice
from .words import Moment

SOON = 60  # days before a planned evaluation, in which beginning one answers it


class Seat(NamedTuple):
    """One party in an evaluation, and what this reader may read of it."""

    party: Party
    voice: EvaluationVoice | None
    text: EvaluationText | None

    @property
    def is_ready(self) -> bool:
        return bool(self.voice and self.voice.ready_at)


def of_case(case: Case) -> dict[str, Any]:
    current = next((one for one in reversed(case.agreements_for(me())) if one.began_at), None)
    found = db.session.scalars(queries.evaluations_in(me(), case))
    return {
        "evaluations": [it for it in found if policy.read(me(), it)],
        "planned": planned(current) if current else [],
        "moment_of": moment_of,
        "evaluate": current if current and policy.evaluate(me(), current) is None else None,
    }


def planned(agreement: Agreement) -> list[Deadline]:
    """What is to come, and not begun yet."""
    begun = {it.deadline_id for it in agreement.evaluations}
    mine = (it for it in agreement.deadlines if it.kind in PLANNED and it.met_on is None)
    return [it for it in mine if it.id not in begun]


def asked_now(agreement: Agreement) -> Deadline | None:
    """The last planned evaluation that is due, or nearly."""
    due = [it for it in planned(agreement) if (it.due_on - today()).days <= SOON]
    return max(due, key=lambda it: it.due_on, default=None)


def moment_of(deadline: Deadline | None) -> Moment:
    if deadline is None:
        return Moment.EXTRA
    if deadline.kind == Kind.EVALUATION:
        return Moment.YEARLY
    return Moment.END if ":end:" in deadline.key else Moment.MIDTERM


def evaluation(it: Evaluation) -> dict[str, Any]:
    """With the texts that this person may read, and no others."""
    readable: dict[int, EvaluationText] = {}
    earlier: list[EvaluationText] = []
    for text in db.session.scalars(queries.views_of(me(), it)):
        if text.voice_id in readable:
            earlier.append(readable[text.voice_id])
        readable[text.voice_id] = text
    mine = it.party_for(me())
    seats = [_seat(it, party, readable) for party in [*it.parties, *_absent(it)]]
    return {
        "evaluation": it, "agreement": it.agreement, "case": it.agreement.case, "seats": seats,
        "mine": next((seat for seat in seats if seat.party is mine), None), "earlier": earlier,
        "open_to": policy.open_in(me(), it), "overtaking": None,
    }  # fmt: skip


def overtaken(form, it: Evaluation, latest: EvaluationText):
    """409: a colleague's text above, mine in the form."""
    form.seen.data = str(latest.number)
    shown = page("reports/evaluation_write.html", form, **evaluation(it) | {"overtaking": latest})
    db.session.rollback()
    return shown[0], 409


def labels() -> dict[str, object]:
    """The questions, in the order of the page."""
    return {
        "own_well": _("What went well on our side?"),
        "own_hard": _("What was hard on our side?"),
        "own_promises": _("Which of our promises did we keep, and which not?"),
        "other_well": _("What went well on the other side?"),
        "other_hard": _("What was hard on the other side?"),
        "other_promises": _("Which promises did the other side keep, and which not?"),
    }


def _absent(it: Evaluation) -> list[Party]:
    return it.waiting_parties if it.opened_at else []


def _seat(it: Evaluation, party: Party, readable: dict[int, EvaluationText]) -> Seat:
    voice = it.voice_of(party)
    if voice is None:
        return Seat(party, None, None)
    return Seat(party, voice, readable.get(voice.id))
