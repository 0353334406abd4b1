"""Doors to changing what was signed: begin a change, who joins and leaves, stop it."""

from flask import flash
from flask_babel import gettext as _

from collab.db import db
from collab.web import me, page, see_other

from . import policy
from .amend_forms import AmendForm, JoinForm, LeaveForm, StopForm
from .amending import over_unanswered
from .routes import allows, bp


@bp.route("/agreements/<ref>/amendment", methods=["GET", "POST"])
@allows(policy.amend)
def amend(agreement):
    form = AmendForm()
    if form.validate_on_submit():
        amendment = agreement.amend(form.reason.data, by=me())
        db.session.add(amendment)
        flash(_("The change has begun. The agreement in force stays as it is until all parties have signed."))
        return see_other(".show", ref=amendment.ref)
    return page("agreements/amend.html", form, agreement=agreement)


@bp.route("/agreements/<ref>/joining", methods=["GET", "POST"])
@allows(policy.change_parties)
def join(agreement):
    form = JoinForm()
    if form.validate_on_submit():
        agreement.join(form.found, form.starts_on.data, by=me())
        return see_other(".show", ref=agreement.ref)
    return page("agreements/join.html", form, agreement=agreement)


@bp.route("/agreements/<ref>/leaving", methods=["GET", "POST"])
@allows(policy.change_parties)
def leave(agreement):
    form = LeaveForm()
    form.party.choices = [(party.key, party.name) for party in agreement.parties if party.collective]
    if form.validate_on_submit():
        agreement.leave(agreement.party(form.party.data), form.ends_on.data, by=me())
        return see_other(".show", ref=agreement.ref)
    return page("agreements/leave.html", form, agreement=agreement)


@bp.route("/agreements/<ref>/amendment/withdrawal", methods=["GET", "POST"])
@allows(policy.stop_amending)
def stop_amending(agreement):
    form = StopForm()
    if form.validate_on_submit():
        agreement.stop_amending(by=me())
        agreement.case.say(form.reason.data, by=me())
        flash(_("The change goes no further. The agreement in force stays as it is."))
        return see_other(".show", ref=agreement.amends.ref)
    unanswered = agreement.unanswered_by(me())
    about = {"unanswered": unanswered, "why_not": over_unanswered(unanswered)}
    return page("agreements/stop_amending.html", form, agreement=agreement, **about)
