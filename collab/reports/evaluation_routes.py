"""Doors of evaluations: each party for itself, then all together."""

from flask import abort, flash, request
from flask_babel import gettext as _

from collab.agreements.models import Agreement
from collab.conversations.statements import Overtaken
from collab.forms import DoneForm, SeenForm
from collab.web import me, numbered, page, see_other

from . import looking_back, policy
from .evaluation_forms import AdviceForm, FindingForm, ViewForm
from .evaluations import Evaluation
from .findings import JointFinding
from .routes import allows, bp
from .words import Advice, Finding


@bp.post("/agreements/<ref>/evaluations")
@allows(policy.evaluate)
def begin_evaluation(agreement):
    """For the moment that was planned, if that is near; else in between."""
    if not DoneForm().validate_on_submit():
        return see_other(".index", ref=agreement.case.ref)
    asked = looking_back.asked_now(agreement)
    begun = Evaluation.begin(agreement, looking_back.moment_of(asked), asked, by=me())
    flash(_("The evaluation has begun. Each side writes for itself now."))
    return see_other(".evaluation", ref=agreement.ref, number=begun.number)


@bp.get("/agreements/<ref>/evaluations/<int:number>")
@allows(policy.see)
def evaluation(agreement, number):
    about = looking_back.evaluation(evaluation_of(agreement, number))
    if about["evaluation"].is_read_by(me()):
        return page("reports/evaluation_beside.html", labels=looking_back.labels(), **about)
    text = about["mine"] and about["mine"].text
    form = SeenForm(seen=text.number if text else 0)
    return page("reports/evaluation.html", form, labels=looking_back.labels(), **about)


@bp.route("/agreements/<ref>/evaluations/<int:number>/view", methods=["GET", "POST"])
@allows(policy.look_back)
def write_view(agreement, number):
    it, form = evaluation_of(agreement, number), ViewForm()
    if form.validate_on_submit():
        try:
            it.write(form.view, form.number, by=me())
        except Overtaken as meanwhile:
            return looking_back.overtaken(form, it, meanwhile.latest)
        return see_other(".evaluation", ref=agreement.ref, number=number)
    if request.method == "GET" and "write" not in policy.open_in(me(), it):
        return see_other(".evaluation", ref=agreement.ref, number=number)
    about = looking_back.evaluation(it)
    if request.method == "GET" and about["mine"] and (text := about["mine"].text):
        form = ViewForm(**text.view._asdict(), seen=text.number)
    return page("reports/evaluation_write.html", form, **about)


@bp.post("/agreements/<ref>/evaluations/<int:number>/sharing")
@allows(policy.speak)
def share_view(agreement, number):
    it, form = evaluation_of(agreement, number), SeenForm()
    if form.validate_on_submit():
        it.share(form.number, by=me())
        flash(
            _("You can read each other's texts now.")
            if it.opened_at
            else _("Your text is ready. The others read it as soon as all have shared.")
        )
    return see_other(".evaluation", ref=agreement.ref, number=number)


@bp.post("/agreements/<ref>/evaluations/<int:number>/sharing/withdrawal")
@allows(policy.speak)
def take_view_back(agreement, number):
    it = evaluation_of(agreement, number)
    if DoneForm().validate_on_submit():
        it.take_back(by=me())
        flash(_("You can write on. Share your text again when you are done."))
    return see_other(".evaluation", ref=agreement.ref, number=number)


@bp.post("/agreements/<ref>/evaluations/<int:number>/going-on")
@allows(policy.speak)
def go_on_without(agreement, number):
    it = evaluation_of(agreement, number)
    if DoneForm().validate_on_submit():
        it.go_on(by=me())
        flash(_("You go on. Who has not shared can still add a text."))
    return see_other(".evaluation", ref=agreement.ref, number=number)


@bp.route("/agreements/<ref>/evaluations/<int:number>/findings", methods=["GET", "POST"])
@allows(policy.look_back)
def find(agreement, number):
    it, form = evaluation_of(agreement, number), FindingForm()
    if form.validate_on_submit():
        JointFinding.say(it, Finding(form.sort.data), form.text.data, by=me())
        flash(_("It stands there for all. The others are asked to agree."))
        return see_other(".evaluation", ref=agreement.ref, number=number, _anchor="together")
    return page("reports/finding.html", form, evaluation=it, case=agreement.case)


@bp.post("/agreements/<ref>/evaluations/<int:number>/findings/<int:finding>/consent")
@allows(policy.speak)
def agree_to_finding(agreement, number, finding):
    it = finding_of(evaluation_of(agreement, number), finding)
    if DoneForm().validate_on_submit():
        it.agree(by=me())
    return see_other(".evaluation", ref=agreement.ref, number=number, _anchor="together")


@bp.post("/agreements/<ref>/evaluations/<int:number>/findings/<int:finding>/withdrawal")
@allows(policy.look_back)
def withdraw_finding(agreement, number, finding):
    it = finding_of(evaluation_of(agreement, number), finding)
    if DoneForm().validate_on_submit():
        it.withdraw(by=me())
    return see_other(".evaluation", ref=agreement.ref, number=number, _anchor="together")


@bp.route("/agreements/<ref>/evaluations/<int:number>/advice", methods=["GET", "POST"])
@allows(policy.speak)
def advise(agreement, number):
    it, form = evaluation_of(agreement, number), AdviceForm()
    if form.validate_on_submit():
        it.advise(Advice(form.advice.data), form.words.data, by=me())
        flash(_("Your advice stands beside that of the others."))
        return see_other(".evaluation", ref=agreement.ref, number=number, _anchor="advice")
    return page("reports/advice.html", form, evaluation=it, case=agreement.case)


def evaluation_of(agreement: Agreement, number: int) -> Evaluation:
    it = numbered(agreement.evaluations, number)
    return it if policy.read(me(), it) else abort(404)


def finding_of(it: Evaluation, number: int) -> JointFinding:
    return numbered(it.findings, number)
