"""Doors to talk: marking a moment to decide, saying that you talked, or not now."""

from flask import abort, flash
from flask_babel import gettext as _

from collab.access import demand
from collab.cases.models import Case
from collab.clock import today
from collab.db import db
from collab.forms import DoneForm
from collab.web import me, page, see_other

from . import policy
from .forms import LaterForm, MomentForm, TalkedForm
from .routes import allows, bp, party_of
from .talking import Moment, Reason
from .words import Cause


@bp.route("/cases/<ref>/phase/<party>/moment", methods=["GET", "POST"])
@allows(policy.speak)
def mark(case, party: str):
    """Something is decided in the life of the collective: both sides are asked to talk about it."""
    collective, form = party_of(case, party), MomentForm()
    if form.validate_on_submit():
        moment = Moment.mark(case, collective, form.kind.data, on=form.on.data, by=me())
        moment.note = form.note.data or None
        flash(_("It stands in the list. Both sides are asked to talk about it."))
        return see_other(".show", ref=case.ref, collective=collective.ref, _anchor="talk")
    if not form.is_submitted():
        form.on.data = today()
    return page("phases/mark.html", form, case=case, collective=collective)


@bp.post("/cases/<ref>/phase/<party>/one-source")
@allows(policy.speak)
def one_source(case, party: str):
    """Nearly all money comes from one source: no record shows it, so the collective says it when it likes."""
    collective = party_of(case, party)
    demand(policy.share(me(), collective))
    if DoneForm().validate_on_submit():
        Reason.say(case, collective, Cause.ONE_SOURCE, by=me())
        flash(_("It stands in the list. Both sides are asked to talk about it."))
    return see_other(".show", ref=case.ref, collective=collective.ref, _anchor="talk")


@bp.route("/cases/<ref>/phase/reasons/<int:number>/conversation", methods=["GET", "POST"])
@allows(policy.speak)
def talked(case, number: int):
    reason, form = _reason(case, number), TalkedForm()
    if form.validate_on_submit():
        reason.talk(form.line.data, form.on.data, by=me())
        flash(_("It is written down for both sides."))
        return see_other(".show", ref=case.ref, _anchor="talked")
    if not form.is_submitted():
        form.on.data = today()
    return page("phases/talked.html", form, case=case, reason=reason)


@bp.route("/cases/<ref>/phase/reasons/<int:number>/postponement", methods=["GET", "POST"])
@allows(policy.speak)
def later(case, number: int):
    """Not now. Both sides see until when."""
    reason, form = _reason(case, number), LaterForm()
    if form.validate_on_submit():
        reason.put_off(form.until.data, by=me())
        flash(_("It comes back on that day."))
        return see_other(".show", ref=case.ref)
    return page("phases/later.html", form, case=case, reason=reason)


def _reason(case: Case, number: int) -> Reason:
    found = db.session.get(Reason, number)
    return found if found and found.case_id == case.id and found.concerns(me()) else abort(404)
