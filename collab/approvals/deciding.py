"""Doors of the decisions that belong to an agreement."""

from flask import abort, flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField
from wtforms.validators import Optional, ValidationError

from collab.agreements.models import Agreement
from collab.forms import Day, Form, Line, Text, required
from collab.web import me, page, see_other

from . import policy, queries
from .decisions import LinkedDecision
from .routes import allows, bp
from .words import DecisionKind


class DecisionForm(Form):
    kind = SelectField(lazy_gettext("What is it?"), choices=DecisionKind.choices())
    title = Line(
        lazy_gettext("What was decided?"), [required(lazy_gettext("Say in a few words what was decided."))]
    )
    reference = Line(
        lazy_gettext("Number"), [required(lazy_gettext("Write the number by which it is known."))]
    )
    decided_on = Day(lazy_gettext("Date of the decision"), [Optional()])
    holder = Line(lazy_gettext("For whom?"))
    ends_on = Day(lazy_gettext("Ends on"), [Optional()])
    legal_basis = Line(lazy_gettext("According to which rule?"))

    def validate_ends_on(self, field) -> None:
        if field.data and self.decided_on.data and field.data < self.decided_on.data:
            raise ValidationError(_("The last day lies before the date of the decision."))

    @property
    def facts(self) -> dict:
        lines = {name: self[name].data or None for name in ("holder", "legal_basis")}
        days = {name: self[name].data for name in ("decided_on", "ends_on")}
        kind = DecisionKind(self.kind.data)
        return {"kind": kind, "title": self.title.data, "reference": self.reference.data} | lines | days


class WithdrawForm(Form):
    why = Text(
        lazy_gettext("Why does it not hold?"),
        [required(lazy_gettext("Say why it does not hold."))],
        longest=2000,
    )


@bp.route("/agreements/<ref>/decisions/new", methods=["GET", "POST"])
@allows(policy.link_decision)
def link_decision(agreement):
    form = DecisionForm()
    if form.validate_on_submit():
        LinkedDecision.link(agreement, by=me(), **form.facts)
        flash(_("The decision stands with the agreement."))
        return see_other("agreements.show", ref=agreement.ref, _anchor="decisions")
    return page("approvals/decision.html", form, agreement=agreement, decision=None)


@bp.route("/agreements/<ref>/decisions/<int:number>", methods=["GET", "POST"])
@allows(policy.link_decision)
def correct_decision(agreement, number):
    """Another version; the earlier ones stay readable below."""
    decision = _found(agreement, number)
    form = DecisionForm(obj=decision)
    if form.validate_on_submit():
        decision.correct(by=me(), **form.facts)
        flash(_("The decision was changed. What it said before stays on record."))
        return see_other("agreements.show", ref=agreement.ref, _anchor="decisions")
    earlier = [d for d in agreement.decisions if d.number == number and d is not decision]
    return page("approvals/decision.html", form, agreement=agreement, decision=decision, earlier=earlier)


@bp.route("/agreements/<ref>/decisions/<int:number>/withdrawal", methods=["GET", "POST"])
@allows(policy.link_decision)
def withdraw_decision(agreement, number):
    decision = _found(agreement, number)
    form = WithdrawForm()
    if form.validate_on_submit():
        decision.withdraw(form.why.data, by=me())
        flash(_("The decision does not hold any more. That it was here stays on record."))
        return see_other("agreements.show", ref=agreement.ref, _anchor="decisions")
    return page("approvals/withdraw_decision.html", form, agreement=agreement, decision=decision)


def _found(agreement: Agreement, number: int) -> LinkedDecision:
    found = (decision for decision in queries.decisions_of(agreement) if decision.number == number)
    return next(found, None) or abort(404)
