"""Doors of the phase: its page, proposing and answering."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _

from collab.access import READS, demand, guard
from collab.cases.models import Case
from collab.cases.queries import visible_to
from collab.clock import today
from collab.collectives.models import Collective
from collab.db import db
from collab.forms import DoneForm
from collab.web import me, page, see_other

from . import policy, queries
from .forms import LetBeForm, ProposalForm
from .models import PhaseProposal, cannot_begin, current, on_the_table
from .plans import name_of
from .showing import shown

bp = Blueprint("phases", __name__)
allows = guard(Case, visible_to)


@bp.get("/cases/<ref>/phase")
@allows(policy.see)
def show(case):
    """Of several collectives the one that was chosen, else one's own, else the first."""
    asked = request.args.get("collective")
    mine = [it for it in case.collectives if it.role_of(me())]
    found = [it for it in case.collectives if it.ref == asked] or mine or case.collectives or abort(404)
    return page("phases/show.html", **shown(case, found[0]))


@bp.route("/cases/<ref>/phase/<party>/proposal", methods=["GET", "POST"])
@allows(policy.speak)
def propose(case, party: str):
    """Propose a phase, or another one than lies there."""
    collective = party_of(case, party)
    activity = request.args.get("activity", "").strip()
    lying, now = on_the_table(collective, activity), current(collective, activity)
    form = ProposalForm(is_split=bool(activity and now))
    if form.validate_on_submit() and _can_begin(form, collective):
        seen = form.seen.data or "" if (form.activity.data or "") == activity else ""
        number = int(seen) if seen.isdigit() else 0
        db.session.add(PhaseProposal.make(case, collective, form.wanted, seen=number, by=me()))
        flash(_("It lies on the table. The other side gets a mail."))
        return _back(case, collective)
    if not form.is_submitted():
        form.activity.data, form.since.data = activity, today()
        form.seen.data = str(lying.id) if lying else "0"
    about = {"collective": collective, "lying": lying, "now": now, "name_of": name_of}
    return page("phases/propose.html", form, case=case, **about)


@bp.post("/cases/<ref>/phase/proposals/<int:number>/agreement")
@allows(policy.speak)
def agree(case, number: int):
    proposal = _proposal(case, number)
    if DoneForm().validate_on_submit():
        proposal.agree(by=me())
        flash(_("You agreed. Both sides read it on this page."))
    return _back(case, proposal.collective)


@bp.route("/cases/<ref>/phase/proposals/<int:number>/answer", methods=["GET", "POST"])
@allows(policy.speak)
def let_be(case, number: int):
    """The phase stays as it is, for a reason the other side reads."""
    proposal, form = _proposal(case, number), LetBeForm()
    if form.validate_on_submit():
        proposal.let_be(form.answer.data, by=me())
        flash(_("The phase stays as it is. The other side reads why."))
        return _back(case, proposal.collective)
    return page("phases/let_be.html", form, case=case, proposal=proposal, name_of=name_of)


@bp.post("/cases/<ref>/phase/proposals/<int:number>/withdrawal")
@allows(policy.speak)
def withdraw(case, number: int):
    proposal = _proposal(case, number)
    if DoneForm().validate_on_submit():
        proposal.withdraw(by=me())
        flash(_("The proposal is off the table."))
    return _back(case, proposal.collective)


def party_of(case: Case, ref: str) -> Collective:
    """One of the collectives here, about which this person may speak; locked for who writes."""
    collective = next((it for it in case.collectives if it.ref == ref), None) or abort(404)
    demand(policy.speak_for(me(), case, collective))
    if request.method not in READS:
        db.session.scalar(queries.locked(collective))
    return collective


def _proposal(case: Case, number: int) -> PhaseProposal:
    """Locked with its collective, and then read anew."""
    found = db.session.get(PhaseProposal, number) or abort(404)
    party_of(case, found.collective.ref)
    if request.method not in READS:
        db.session.refresh(found)
    return found


def _can_begin(form: ProposalForm, collective: Collective) -> bool:
    """What the form itself cannot know, said at its field."""
    wanted = form.wanted
    why_not, now = cannot_begin(collective, wanted), current(collective, wanted.activity)
    if why_not:
        field = form.phase if now and now.phase == wanted.phase else form.since
        field.errors = [*field.errors, why_not]
    return not why_not


def _back(case: Case, collective: Collective):
    several = {"collective": collective.ref} if len(case.collectives) > 1 else {}
    return see_other("phases.show", ref=case.ref, **several)
