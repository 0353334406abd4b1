"""Doors to an answer: no with a reason, taking back one's own, and asking when the answer comes."""

from flask import flash
from flask_babel import gettext as _

from collab.forms import SeenForm
from collab.web import me, page, see_other

from . import policy
from .answer_forms import RejectForm, UndoForm
from .articles import Overtaken
from .routes import about_article, allows, bp, overtaken


@bp.route("/agreements/<ref>/articles/<int:number>/rejection", methods=["GET", "POST"])
@allows(policy.agree)
def reject(agreement, number):
    it = agreement.article(number)
    form = RejectForm(seen=it.latest.number if it.latest else 0)
    if form.validate_on_submit():
        try:
            agreement.reject(number, form.reason.data, seen=form.number, by=me())
        except Overtaken as meanwhile:
            return overtaken(None, about_article(agreement, number), meanwhile, form.reason.data)
        flash(_("Your answer and its reason are with the other parties."))
        return see_other(".article", ref=agreement.ref, number=number)
    return page("agreements/reject.html", form, **about_article(agreement, number))


@bp.post("/agreements/<ref>/articles/<int:number>/withdrawal")
@allows(policy.propose)
def take_back(agreement, number):
    form = SeenForm()
    if form.validate_on_submit():
        try:
            agreement.take_back(number, seen=form.number, by=me())
        except Overtaken as meanwhile:
            return overtaken(None, about_article(agreement, number), meanwhile)
        flash(_("The proposal is withdrawn. What stood before stands again."))
    return see_other(".article", ref=agreement.ref, number=number)


@bp.post("/agreements/<ref>/articles/<int:number>/undoing")
@allows(policy.propose)
def undo(agreement, number):
    form = UndoForm()
    if form.validate_on_submit():
        agreement.undo(number, seen=form.number, by=me())
        flash(_("Your last step is taken back. It stays in the history."))
    return see_other(".article", ref=agreement.ref, number=number)


@bp.post("/agreements/<ref>/nudge")
@allows(policy.nudge)
def nudge(agreement):
    if SeenForm().validate_on_submit():
        agreement.nudge(by=me())
        flash(_("Whoever is late is asked, in neutral words, when the answer comes."))
    return see_other(".show", ref=agreement.ref)
