"""Doors for what is true beside a stage: a clock that stands still, a suspension, a dispute, work begun."""

from flask import flash
from flask_babel import gettext as _

from collab.forms import DoneForm
from collab.web import me, page, see_other

from . import policy
from .beside import notice_hours
from .routes import allows, bp
from .stepforms import DisputeForm, PauseForm, SuspensionForm


@bp.route("/cases/<ref>/pause", methods=["GET", "POST"])
@allows(policy.pause)
def pause(case):
    form = PauseForm()
    if form.validate_on_submit():
        case.pause(form.reason.data, by=me())
        flash(_("The clock of both sides stands still. Go on whenever you want."))
        return see_other(".show", ref=case.ref)
    return page("cases/pause.html", form, case=case)


@bp.post("/cases/<ref>/pause/end")
@allows(policy.resume)
def resume(case):
    if DoneForm().validate_on_submit():
        case.resume(by=me())
        flash(_("The clock runs on. Every day is as much later as it stood still."))
    return see_other(".show", ref=case.ref)


@bp.route("/cases/<ref>/suspension", methods=["GET", "POST"])
@allows(policy.suspend)
def suspend(case):
    form = SuspensionForm(notice_hours(case))
    if form.validate_on_submit():
        case.suspend(form.reason.data, form.starts_at, by=me())
        flash(_("The suspension is announced. The other side gets a mail at once."))
        return see_other(".show", ref=case.ref)
    return page("cases/suspend.html", form, case=case, hours=form.hours)


@bp.post("/cases/<ref>/suspension/end")
@allows(policy.end_suspension)
def end_suspension(case):
    if DoneForm().validate_on_submit():
        case.end_suspension(by=me())
        flash(_("The suspension is over. The other side gets a mail."))
    return see_other(".show", ref=case.ref)


@bp.route("/cases/<ref>/dispute", methods=["GET", "POST"])
@allows(policy.dispute)
def dispute(case):
    form = DisputeForm()
    if form.validate_on_submit():
        case.dispute(form.reason.data, by=me())
        flash(_("It is noted for both sides. The rest of the cooperation goes on."))
        return see_other(".show", ref=case.ref)
    return page("cases/dispute.html", form, case=case)


@bp.post("/cases/<ref>/dispute/end")
@allows(policy.settle)
def settle(case):
    if DoneForm().validate_on_submit():
        case.settle(by=me())
        flash(_("It is noted that you agree again. The other side gets a mail."))
    return see_other(".show", ref=case.ref)


@bp.post("/cases/<ref>/work")
@allows(policy.begin_work)
def begin_work(case):
    if DoneForm().validate_on_submit():
        case.begin_work(by=me())
        flash(_("The work has begun. Both sides can read it."))
    return see_other(".show", ref=case.ref)


@bp.post("/cases/<ref>/publication")
@allows(policy.publish)
def publish(case):
    if DoneForm().validate_on_submit():
        case.publish(by=me())
        flash(_("It is noted that the agreement is public."))
    return see_other(".show", ref=case.ref)
