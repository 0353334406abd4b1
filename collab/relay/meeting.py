"""Doors of an introduction: either side proposes a day, says "we met", and the other confirms it."""

from flask import abort, flash
from flask_babel import gettext as _

from collab.access import demand
from collab.cases.models import Case
from collab.web import me, page, see_other

from . import policy
from .forms import MetForm, TalkForm
from .introductions import Introduction
from .routes import allows, bp


@bp.route("/cases/<ref>/introductions/<int:number>", methods=["GET", "POST"])
@allows(policy.see)
def introduction(case, number: int):
    """The talk, and proposing another day for it."""
    one = talk(case, number)
    form = TalkForm()
    may_act = policy.meet(me(), one) is None
    if form.is_submitted():
        demand(policy.meet(me(), one))
    if form.validate_on_submit():
        one.propose(form.day.data, by=me())
        flash(_("The day is proposed. The other side sees it."))
        return see_other(".introduction", ref=case.ref, number=number)
    return page("relay/introduction.html", form, case=case, one=one, may_act=may_act)


@bp.route("/cases/<ref>/introductions/<int:number>/meeting", methods=["GET", "POST"])
@allows(policy.see)
def met(case, number: int):
    one = talk(case, number)
    demand(policy.meet(me(), one))
    form = MetForm()
    if form.validate_on_submit():
        one.say_met(form.met_on.data, by=me())
        flash(_("Written down. The other side confirms it."))
        return see_other(".introduction", ref=case.ref, number=number)
    return page("relay/met.html", form, case=case, one=one)


@bp.post("/cases/<ref>/introductions/<int:number>/confirmation")
@allows(policy.see)
def confirm(case, number: int):
    one = talk(case, number)
    demand(policy.meet(me(), one))
    one.confirm(by=me())
    flash(_("You met, say both sides."))
    return see_other(".introduction", ref=case.ref, number=number)


@bp.post("/cases/<ref>/introductions/<int:number>/denial")
@allows(policy.see)
def deny(case, number: int):
    one = talk(case, number)
    demand(policy.meet(me(), one))
    one.deny(by=me())
    flash(_("Then it is still to come. The other side sees it."))
    return see_other(".introduction", ref=case.ref, number=number)


def talk(case: Case, number: int) -> Introduction:
    return next((one for one in case.introductions if one.id == number), None) or abort(404)
