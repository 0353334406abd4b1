"""Doors of the road: where it stands, where it may go, and one small form for each choice."""

from flask import abort, flash
from flask_babel import gettext as _

from collab.access import demand
from collab.db import db
from collab.web import me, page, see_other

from . import choosing, policy, queries
from .lifecycle import Stage
from .models import Case
from .routes import allows, bp
from .stepforms import ProposalForm, form_for

ELSEWHERE = {
    Stage.PARKED: ".park", Stage.WITHDRAWN: ".withdraw", Stage.REFUSED: ".withdraw",
    Stage.SUBMITTED: ".propose",
}  # fmt: skip


@bp.get("/cases/<ref>/step")
@allows(policy.see)
def step(case):
    """Where it stands, what is next, and who moves."""
    choices, why_not = choosing.choices(me(), case), policy.travel(me(), case)
    return page("cases/step.html", case=case, choices=choices, why_not=why_not)


@bp.route("/cases/<ref>/step/<to>", methods=["GET", "POST"])
@allows(policy.travel)
def take_step(case, to):
    stage = Stage(to) if to in set(Stage) else abort(404)
    demand(policy.move(me(), case, stage))
    if stage in ELSEWHERE:
        return see_other(ELSEWHERE[stage], ref=case.ref)
    asked = choosing.asks(case, stage, me())
    form = form_for(asked, _choosable(case, asked))
    if form.validate_on_submit():
        choosing.take(case, stage, form, by=me())
        waits = stage == Stage.CLOSED and case.stage != stage
        flash(_waits_for_words(case) if waits else _("Done. Both sides can read where it stands now."))
        return see_other(".show", ref=case.ref)
    return page("cases/take_step.html", form, case=case, to=stage)


@bp.route("/cases/<ref>/proposal", methods=["GET", "POST"])
@allows(policy.see)
def propose(case):
    """The proposal, readable for both sides; who writes for the collective fills it in."""
    may_write = policy.propose(me(), case)
    form = ProposalForm(obj=case.proposal, idea=case.proposal.idea if case.proposal else case.about)
    form.ready.data = form.ready.data and case.stage == Stage.PROPOSAL
    if may_write is None and form.validate_on_submit():
        case.propose(by=me(), **form.facts)
        if form.ready.data and policy.move(me(), case, Stage.SUBMITTED) is None:
            case.submit(by=me())
        flash(_("The proposal is kept. Both sides can read it."))
        return see_other(".show", ref=case.ref)
    return page("cases/propose.html", form, case=case, why_not=may_write)


def _waits_for_words(case: Case) -> str:
    if len(case.collectives) > 1:
        return _("Your closing word is written down. It has ended when all who take part have said theirs.")
    return _("Your closing word is written down. It has ended when the other side says its word too.")


def _choosable(case: Case, stage: Stage | None) -> list:
    """Who or what can be chosen with this step."""
    if stage == Stage.RESPONSIBLE_NAMED:
        return [(person.id, person.name) for person in db.session.scalars(queries.officers())]
    if stage == Stage.SUPERSEDED:
        others = db.session.scalars(queries.could_follow(case, me()))
        return [(other.ref, f"{other.ref} {other.title}") for other in others]
    return []
