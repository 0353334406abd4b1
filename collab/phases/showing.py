"""What the page of the phase shows: where a collective is, what helps there, what there is to talk about."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from flask import request

from collab.cases.models import Case
from collab.cases.queries import visible_to
from collab.collectives.models import Collective
from collab.db import db
from collab.people.words import Side
from collab.support.words import Sort
from collab.web import me

from . import policy, queries
from .challenges import known
from .line import picture, story
from .models import WHOLE, current, on_the_table
from .plans import name_of, plan_of, plans
from .words import WEIGHTS, Outcome

LAST_TALKS = 6


def shown(case: Case, collective: Collective) -> dict[str, Any]:
    here = current(collective)
    plan = plan_of(here.phase) if here else None
    lying = [it for it in collective.phase_proposals if it.outcome == Outcome.OPEN]
    return {
        "case": case,
        "collective": collective,
        "here": here,
        "plan": plan,
        "lying": [(it, policy.answers(me(), case, it)) for it in lying],
        "may_propose": policy.speak_for(me(), case, collective) is None,
        "whole_lies": on_the_table(collective, WHOLE) is not None,
        "is_own": me().side == Side.COLLECTIVE and collective.role_of(me()) is not None,
    } | usual(plan) | past(case, collective)  # fmt: skip


def usual(plan) -> dict[str, Any]:
    """What goes for everybody in this phase: what helps, what is on offer, what is often hard."""
    offers = db.session.scalars(queries.menu()).all()
    by_weight = groupby(plan.helps, key=itemgetter(1)) if plan else ()
    helps = [(count, WEIGHTS[count], [Sort(kind) for kind, _n in same]) for count, same in by_weight]
    return {
        "helps": helps,
        "offers": [offer for offer in offers if offer.fits(plan.phase if plan else None)],
        "challenges": [known()[code] for code in plan.challenges if code in known()] if plan else [],
    }


def past(case: Case, collective: Collective) -> dict[str, Any]:
    reasons = [it for it in db.session.scalars(queries.reasons_of(case.id)) if it.concerns(me())]
    talked = [it for it in reasons if it.talked_on]
    return {
        "reasons": [it for it in reasons if it.is_asked_now],
        "later": [it for it in reasons if it.is_open and not it.is_asked_now],
        "talked": talked if "all" in request.args else talked[:LAST_TALKS],
    } | of_collective(collective)


def of_collective(collective: Collective) -> dict[str, Any]:
    periods = list(collective.phases)
    return {
        "picture": picture(periods),
        "story": story(periods),
        "splits": [it for it in periods if it.activity and it.ends_on is None],
        "moments": list(reversed(collective.moments)),
        "told": list(collective.shared_challenges) if policy.read_told(me(), collective) is None else [],
        "plans": plans(),
        "name_of": name_of,
    }


def apart(collective: Collective) -> dict[str, Any]:
    """The page of the collective itself: the same, to read; acts stand on the page of a cooperation."""
    here = current(collective)
    seen = visible_to(me()).where(Case.id.in_([it.case_id for it in collective.participations]))
    return (
        {
            "collective": collective,
            "here": here,
            "plan": plan_of(here.phase) if here else None,
            "case": None,
            "cases": db.session.scalars(seen.order_by(Case.id)).all(),
            "may_propose": False,
            "is_own": not me().is_officer and collective.role_of(me()) is not None,
            "talked": [],
            "later": [],
        }
        | usual(plan_of(here.phase) if here else None)
        | of_collective(collective)
    )
