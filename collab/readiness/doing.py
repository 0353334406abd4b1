"""What waits for whom about readiness. Only once somebody began: who does without is never asked."""

from collections import Counter
from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from collab.cases.doing import Todo, waits
from collab.cases.lifecycle import BEFORE_SIGNING, Stage
from collab.cases.lifecycle import OVER as ENDED
from collab.cases.models import Case
from collab.db import db
from collab.people.words import Side

from . import queries
from .words import Progress

OVER = ENDED | {Stage.PARKED}
EARLY = BEFORE_SIGNING


@waits
def views_to_share(desk: list[Case]) -> Iterator[Todo]:
    cases = {case.id: case for case in desk if case.stage in EARLY}
    for readiness in db.session.scalars(queries.unfinished(list(cases))):
        case = cases[readiness.case_id]
        for view in readiness.waiting:
            act = (
                _("Share your view on what both sides need")
                if view.began_at
                else _("Write what both sides need")
            )
            note = view.party.name if len(readiness.views) > 2 else ""
            yield Todo(case, view.party.side, act, _page(case), note)


@waits
def gaps_without_help(desk: list[Case]) -> Iterator[Todo]:
    """Both sides look at what is still needed: who lacks it may promise, the other may offer."""
    cases = {case.id: case for case in desk if case.stage not in OVER}
    gaps = db.session.scalars(queries.open_gaps(list(cases)))
    needed = Counter(gap.case_id for gap in gaps if gap.progress == Progress.NEEDED)
    for number, count in needed.items():
        act = ngettext(
            "See who can help with what is still needed: %(num)s gap",
            "See who can help with what is still needed: %(num)s gaps",
            count,
        )
        for side in Side:
            yield Todo(cases[number], side, act, _page(cases[number], "gaps"))


def _page(case: Case, anchor: str | None = None) -> str:
    return url_for("readiness.show", ref=case.ref, _anchor=anchor)
