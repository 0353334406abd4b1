"""Doors of tailoring: in one agreement, how it was decided before, and where like cases differ."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from collab.access import guard, may
from collab.agreements.library import TOPICS
from collab.agreements.models import Agreement
from collab.agreements.queries import readable_by
from collab.clock import today
from collab.db import db
from collab.forms import number_in
from collab.menu import in_menu
from collab.web import me, page, see_other

from . import consistency, policy, queries, showing
from .forms import DecideForm, ExplainForm, LikeForm, RuleForm
from .models import Deviation, ExplainedMeanwhile

bp = Blueprint("tailoring", __name__)
allows = guard(Agreement, readable_by, along="case")
in_menu("tailoring.compare", lazy_gettext("Tailoring"), place=65, rule=policy.compare, within=("tailoring",))


@bp.get("/agreements/<ref>/tailoring")
@allows(policy.see)
def show(agreement):
    """All that is tailored in an agreement, with its account."""
    rights = {name: getattr(policy, name)(me(), agreement) is None for name in ("explain", "decide")}
    departures = queries.deviations_of(agreement)
    return page("tailoring/show.html", agreement=agreement, departures=departures, rights=rights)


@bp.route("/agreements/<ref>/tailoring/topics/<code>", methods=["GET", "POST"])
@allows(policy.explain)
def explain(agreement, code):
    topic = TOPICS.get(code) or abort(404)
    return _explain(agreement, ExplainForm(), topic, _on(agreement, code))


@bp.route("/agreements/<ref>/tailoring/new", methods=["GET", "POST"])
@allows(policy.explain)
def set_aside(agreement):
    """A rule outside the text is set aside."""
    return _explain(agreement, RuleForm(), None, None)


@bp.route("/agreements/<ref>/tailoring/<int:number>/reason", methods=["GET", "POST"])
@allows(policy.explain)
def explain_again(agreement, number):
    deviation = _numbered(agreement, number)
    return _explain(agreement, ExplainForm(), deviation.entry, deviation)


@bp.route("/agreements/<ref>/tailoring/<int:number>/decision", methods=["GET", "POST"])
@allows(policy.decide)
def decide(agreement, number):
    deviation = _numbered(agreement, number)
    form = DecideForm(obj=deviation.ruling, decided_on=today())
    if form.validate_on_submit():
        deviation.decide(form.decided, seen=form.number, by=me())
        flash(_("The decision is written down. The collective has been told."))
        return see_other(".show", ref=agreement.ref)
    if request.method == "GET":
        form.seen.data = len(deviation.rulings)
    return page("tailoring/decide.html", form, agreement=agreement, deviation=deviation)


@bp.get("/tailoring/decisions")
@may(policy.look_up)
def decisions():
    """How this was decided before, for all topics."""
    form = LikeForm(request.args)
    after = request.args.get("after", "", type=str)
    found = list(db.session.execute(queries.precedents(me(), form.wanted, number_in(after))))
    kept = showing.precedents(me(), found[: queries.PAGE])
    older = kept[-1].id if len(found) > queries.PAGE else None
    asked = {name: form[name].data for name in ("topic", "weight", "kind", "place") if form[name].data}
    return page("tailoring/decisions.html", like=form, precedents=kept, older=older, asked=asked)


@bp.get("/tailoring")
@may(policy.compare)
def compare():
    """Like cases treated unlike, without a reason."""
    written, _dash, code = request.args.get("after", "").partition("-")
    last = number_in(written)
    after = None if last is None else (last, code)
    found = consistency.rows(db.session.execute(consistency.unlike(me(), after)))
    older = found[queries.PAGE - 1].key if len(found) > queries.PAGE else None
    return page("tailoring/compare.html", found=found[: queries.PAGE], older=older)


def _explain(agreement, form, topic, deviation):
    about = {"agreement": agreement, "topic": topic, "deviation": deviation}
    if form.validate_on_submit():
        made = deviation or Deviation.open(agreement, topic, form.rule.data if topic is None else "")
        try:
            with db.session.no_autoflush:
                made.explain(form.account, seen=form.number, by=me())
        except ExplainedMeanwhile as meanwhile:
            if meanwhile.latest is None:
                raise
            form.seen.data = meanwhile.latest.number
            return page("tailoring/overtaken.html", form, **about, latest=meanwhile.latest)[0], 409
        flash(_("The reason is written down. Both sides can read it."))
        return see_other(".show", ref=agreement.ref)
    if request.method == "GET":
        form.seen.data = len(deviation.explanations) if deviation else 0
    return page("tailoring/explain.html", form, **about)


def _on(agreement: Agreement, code: str) -> Deviation | None:
    return next((it for it in agreement.deviations if it.topic == code), None)


def _numbered(agreement: Agreement, number: int) -> Deviation:
    return next((it for it in agreement.deviations if it.number == number), None) or abort(404)
