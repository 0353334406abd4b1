"""Doors of the reminders: the catalogue, one rule with its preview, the municipality's own days."""

from datetime import date

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select

from collab.access import may
from collab.clock import today
from collab.db import db
from collab.menu import in_menu
from collab.web import me, page, see_other

from . import closing, policy, tuning
from .forms import ButtonForm, OwnDayForm, RuleForm
from .kinds import Kind
from .models import OwnDay
from .rules import differing, rule_of, rules, standard

bp = Blueprint("reminders", __name__)
in_menu("reminders.index", lazy_gettext("Reminders"), place=75, rule=policy.set_rules, within=("reminders",))


@bp.route("/reminders", methods=["GET", "POST"])
@may(policy.set_rules)
def index():
    """The whole catalogue, and the days on which the municipality is closed."""
    form = OwnDayForm()
    if form.validate_on_submit():
        closing.close(form.day.data, form.name.data, by=me())
        flash(_("The day stands in the list. Terms in working days count it as closed from now on."))
        return see_other(".index")
    return page(
        "deadlines/index.html", form, rules=_listed(), own=_own_days(), tuned=set(differing()), today=today()
    )


@bp.route("/reminders/<kind>", methods=["GET", "POST"])
@may(policy.set_rules)
def show(kind):
    rule = rule_of(_kind(kind))
    form, preview = RuleForm(rule), None
    if form.validate_on_submit():
        if "look" not in request.form:
            tuning.tune(form.written(), by=me())
            flash(_("Saved. Open deadlines follow it. Another length holds for what begins from now on."))
            return see_other(".show", kind=rule.kind)
        preview = tuning.would_have_gone(form.written())
    about = {
        "preview": preview and tuning.by_day(preview), "looked": preview is not None,
        "total": sum(line.times for line in preview or ()), "went": tuning.went(rule.kind),
        "changes": tuning.changes(rule.kind), "differs": bool(tuning.differing(rule)),
    }  # fmt: skip
    return page("deadlines/rule.html", form, rule=rule, usual=standard()[rule.kind], **about)


@bp.post("/reminders/<kind>/standard")
@may(policy.set_rules)
def standardise(kind):
    rule = rule_of(_kind(kind))
    if ButtonForm().validate_on_submit():
        tuning.back_to_standard(rule.kind, by=me())
        flash(_("This reminder is as usual again."))
    return see_other(".show", kind=rule.kind)


@bp.post("/reminders/days/<day>/removal")
@may(policy.set_rules)
def remove_day(day):
    own = db.session.get(OwnDay, _date(day)) or abort(404)
    if ButtonForm().validate_on_submit():
        closing.open_again(own, by=me())
    return see_other(".index")


def _listed():
    return sorted(rules().values(), key=lambda rule: (rule.number or "Z", rule.kind))


def _own_days():
    query = select(OwnDay).where(OwnDay.day >= today().replace(month=1, day=1)).order_by(OwnDay.day)
    return db.session.scalars(query).all()


def _kind(written: str) -> Kind:
    return Kind(written) if written in set(Kind) else abort(404)


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        abort(404)
