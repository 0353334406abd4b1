"""Doors of advice, for the side that asks and the side that reads along."""

from flask import Blueprint, abort, flash
from flask_babel import gettext as _

from collab.access import demand, guard
from collab.agreements import queries as agreements
from collab.agreements.models import Agreement
from collab.db import db
from collab.people.models import Person
from collab.people.queries import of_address
from collab.web import me, page, see_other

from . import policy, queries
from .forms import AskForm, ButtonForm, SummaryForm
from .opinions import AdviceAnswer, AdviceBrief, Asked, Opinion
from .words import Result

bp = Blueprint("approvals", __name__)
allows = guard(Agreement, agreements.readable_by, along="case")


@bp.get("/agreements/<ref>/opinions")
@allows(policy.see)
def opinions(agreement):
    may_ask = policy.ask(me(), agreement) is None
    return page("approvals/opinions.html", agreement=agreement, may_ask=may_ask)


@bp.route("/agreements/<ref>/opinions/new", methods=["GET", "POST"])
@allows(policy.ask)
def ask(agreement):
    form = AskForm(agreement)
    if form.validate_on_submit():
        about = Asked(
            form.unit.data, form.name.data, form.subject.data, form.due_on.data, form.articles.data or [],
            form.silence_ground.data if form.silence.data else None,
        )  # fmt: skip
        db.session.add(Opinion.ask(agreement, about, _adviser(form, agreement), form.question.data, by=me()))
        flash(_("%(name)s gets a mail with a link to your question.", name=form.name.data))
        return see_other(".opinions", ref=agreement.ref)
    return page("approvals/ask.html", form, agreement=agreement)


@bp.get("/agreements/<ref>/opinions/<int:number>")
@allows(policy.see)
def opinion(agreement, number):
    """What both sides see; question and answer only for the side that asked."""
    it = _found(agreement, number)
    answer = db.session.scalar(queries.answers_for(me()).where(AdviceAnswer.opinion_id == it.id))
    brief = db.session.scalar(queries.briefs_for(me()).where(AdviceBrief.opinion_id == it.id))
    may_tend = policy.is_own(me(), it) and policy.tend(me(), agreement) is None
    about = {"agreement": agreement, "opinion": it, "answer": answer, "brief": brief, "may_tend": may_tend}
    return page("approvals/opinion.html", **about)


@bp.post("/agreements/<ref>/opinions/<int:number>/link")
@allows(policy.tend)
def send_again(agreement, number):
    """A new link, when the mail was lost; the old one opens nothing any more."""
    it = _own(agreement, number)
    if ButtonForm().validate_on_submit():
        it.send_again(by=me())
        flash(_("%(name)s gets a new link. The old one does not work any more.", name=it.name))
    return _back(it)


@bp.post("/agreements/<ref>/opinions/<int:number>/extension")
@allows(policy.tend)
def give_more_time(agreement, number):
    it = _own(agreement, number)
    if ButtonForm().validate_on_submit():
        it.give_more_time(by=me())
        flash(_("%(name)s has more time and gets a mail.", name=it.name))
    return _back(it)


@bp.post("/agreements/<ref>/opinions/<int:number>/withdrawal")
@allows(policy.tend)
def withdraw_opinion(agreement, number):
    it = _own(agreement, number)
    if ButtonForm().validate_on_submit():
        it.withdraw(by=me())
        flash(_("You need this advice no more. The link does not work any more."))
    return _back(it)


@bp.route("/agreements/<ref>/opinions/<int:number>/summary", methods=["GET", "POST"])
@allows(policy.tend)
def share(agreement, number):
    """What the other side may read of it, in words of the side that asked."""
    it = _own(agreement, number)
    answer = db.session.scalar(queries.answers_for(me()).where(AdviceAnswer.opinion_id == it.id))
    form = SummaryForm()
    if form.validate_on_submit():
        it.share(form.summary.data, Result(form.result.data) if form.result.data else None, by=me())
        flash(_("All parties can read this now."))
        return _back(it)
    if not form.is_submitted():
        form.summary.data = it.shared_summary or (answer.sentence if answer else None)
    return page("approvals/share.html", form, agreement=agreement, opinion=it, answer=answer)


def _found(agreement: Agreement, number: int) -> Opinion:
    return db.session.scalar(queries.opinion(agreement, number)) or abort(404)


def _own(agreement: Agreement, number: int) -> Opinion:
    it = _found(agreement, number)
    demand(policy.own_opinion(me(), it))
    return it


def _adviser(form: AskForm, agreement: Agreement) -> Person:
    """Who gets the mail. Somebody new is written down, but needs no account to answer."""
    known = db.session.scalar(of_address(form.email.data))
    if known is None:
        known = Person.join(form.name.data, form.email.data, agreement.language)
        db.session.add(known)
    return known


def _back(it: Opinion):
    return see_other(".opinion", ref=it.agreement.ref, number=it.number)
