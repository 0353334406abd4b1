"""What phases ask of whom, for everyone's first page: an answer to a proposal, and to talk."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from collab.cases.doing import Todo, waits
from collab.cases.lifecycle import OVER
from collab.cases.models import Case
from collab.db import db
from collab.people.words import Side

from . import queries
from .talking import Reason
from .words import Cause

ONE_SIDE = {Cause.SILENCE: Side.MUNICIPALITY}  # who calls; both may


@waits
def proposals(desk: list[Case]) -> Iterator[Todo]:
    """The side that did not propose is asked how it sees it."""
    cases = {collective.id: case for case in desk for collective in case.collectives}
    for proposal in db.session.scalars(queries.lying(list(cases))):
        case = next((it for it in desk if it.id == proposal.case_id), cases[proposal.collective_id])
        act = _("Say whether you see the phase so too")
        address = url_for("phases.show", ref=case.ref, collective=proposal.collective.ref)
        side = proposal.side.other
        whose = proposal.collective_id if side == Side.COLLECTIVE else None
        yield Todo(case, side, act, address, collective_id=whose)


@waits
def talks(desk: list[Case]) -> Iterator[Todo]:
    """One line per cooperation and side, however much there is to talk about; one's own affair apart."""
    cases = {case.id: case for case in desk if case.stage not in OVER}
    found: dict[tuple[int, Side, int | None], list[Reason]] = {}
    for reason in db.session.scalars(queries.reasons_in(list(cases))):
        for side in Side:
            if ONE_SIDE.get(reason.cause, side) == side:
                whose = reason.whose if side == Side.COLLECTIVE else None
                found.setdefault((reason.case_id, side, whose), []).append(reason)
    for (number, side, whose), reasons in found.items():
        case = cases[number]
        address = url_for("phases.show", ref=case.ref, _anchor="talk")
        # The page of one side shows what waits for the other: also that of another collective.
        if len(reasons) == 1 and (reasons[0].whose == whose or len(case.collectives) == 1):
            act = _("Talk about it together: %(subject)s", subject=reasons[0].title)
        else:
            act = ngettext("Talk about it together", "Talk about %(num)s things together", len(reasons))
        yield Todo(case, side, act, address, collective_id=whose)
