"""Doors of the settings of approval: of the municipality, and of a collective for itself."""

from flask import Blueprint, abort, flash
from flask_babel import gettext as _
from sqlalchemy import select

from collab.access import guard, may
from collab.cases.queries import officers
from collab.clock import now
from collab.collectives import queries as collectives
from collab.collectives.models import Collective
from collab.db import db
from collab.web import me, page, see_other

from . import policy, queries
from .forms import ButtonForm
from .round_forms import RuleForm
from .rounds import ApprovalRule

bp = Blueprint("approval_rules", __name__)
allows = guard(Collective, collectives.visible_to)


@bp.route("/approval-rules", methods=["GET", "POST"])
@may(policy.set_rules)
def index():
    """Who approves a text of the municipality before it is frozen, per class and in which order."""
    form = RuleForm(db.session.scalars(officers()).all())
    if form.validate_on_submit():
        _write(form, None)
        return see_other(".index")
    return page("approvals/rules.html", form, rules=_rules(None), collective=None)


@bp.post("/approval-rules/<int:number>/removal")
@may(policy.set_rules)
def remove(number):
    _remove(number, None)
    return see_other(".index")


@bp.route("/collectives/<ref>/approval-rules", methods=["GET", "POST"])
@allows(policy.set_own_rules)
def of_collective(collective):
    """Whose yes a collective needs of itself: its board, or people it names."""
    form = RuleForm(collective.people, collective)
    if form.validate_on_submit():
        _write(form, collective)
        return see_other(".of_collective", ref=collective.ref)
    return page("approvals/rules.html", form, rules=_rules(collective), collective=collective)


@bp.post("/collectives/<ref>/approval-rules/<int:number>/removal")
@allows(policy.set_own_rules)
def remove_of_collective(collective, number):
    _remove(number, collective)
    return see_other(".of_collective", ref=collective.ref)


def _write(form: RuleForm, collective: Collective | None) -> None:
    rule = ApprovalRule(collective=collective, made_by=me(), made_at=now(), **form.facts)
    db.session.add(rule)
    flash(_("It is written down. Rounds that run already go on as they began."))


def _remove(number: int, collective: Collective | None) -> None:
    whose = ApprovalRule.collective_id == (collective.id if collective else None)
    found = select(ApprovalRule).where(ApprovalRule.id == number, whose, ApprovalRule.removed_at.is_(None))
    rule = db.session.scalar(found.with_for_update()) or abort(404)
    if ButtonForm().validate_on_submit():
        rule.remove()
        flash(_("It is taken off the list. Rounds that run already go on as they began."))


def _rules(collective: Collective | None) -> list[ApprovalRule]:
    return list(db.session.scalars(queries.rules_of(collective)))
