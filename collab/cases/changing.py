"""Doors of a cooperation: who is on it, letting it rest, stopping it."""

from flask import flash
from flask_babel import gettext as _

from collab.collectives import queries as collectives
from collab.collectives.models import Collective
from collab.db import db
from collab.web import me, page, see_other

from . import parting, policy, queries
from .forms import ContactForm, InvolveForm, RestForm, WithdrawForm
from .routes import allows, bp
from .stepforms import RefuseForm


@bp.route("/cases/<ref>/contacts", methods=["GET", "POST"])
@allows(policy.appoint)
def appoint(case):
    """Say who of the municipality is the contact person or the deputy."""
    officers = db.session.scalars(queries.officers()).all()
    form = ContactForm(officers, [case.contact])
    if form.validate_on_submit():
        person = next(officer for officer in officers if officer.id == form.person.data)
        case.appoint(form.role.data, person, by=me())
        flash(_("%(name)s is on this cooperation from today.", name=person.name))
        return see_other(".show", ref=case.ref)
    return page("cases/appoint.html", form, case=case)


@bp.route("/cases/<ref>/participants", methods=["GET", "POST"])
@allows(policy.involve)
def involve(case):
    others = collectives.visible_to(me()).where(Collective.id.not_in([c.id for c in case.collectives]))
    found = db.session.scalars(others.order_by(Collective.name, Collective.id)).all()
    form = InvolveForm(found)
    if form.validate_on_submit():
        joining = next(c for c in found if c.ref == form.collective.data)
        case.involve(joining, by=me())
        flash(_("%(name)s takes part from today.", name=joining.name))
        return see_other(".show", ref=case.ref)
    return page("cases/involve.html", form, case=case, others=found)


@bp.route("/cases/<ref>/rest", methods=["GET", "POST"])
@allows(policy.park)
def park(case):
    form = RestForm()
    if form.validate_on_submit():
        case.park(form.until.data, by=me())
        flash(_("This cooperation rests. It comes back by itself."))
        return see_other(".show", ref=case.ref)
    return page("cases/park.html", form, case=case)


@bp.route("/cases/<ref>/withdrawal", methods=["GET", "POST"])
@allows(policy.withdraw)
def withdraw(case):
    leaves, own = parting.leaves_others(case, me()), parting.stopping(case, me())
    form = RefuseForm() if me().is_officer else WithdrawForm(own if leaves else [])
    if form.validate_on_submit():
        if isinstance(form, RefuseForm):
            case.refuse(form.reason.data, form.would_change.data, form.turn_to.data, by=me())
        else:
            case.withdraw(form.reason.data, by=me(), collective=form.chosen(own))
        flash(
            _("Your collective takes part up to and including today. The others go on.")
            if leaves else _("This cooperation has stopped. What was said stays readable.")
        )  # fmt: skip
        return see_other(".show", ref=case.ref)
    return page("cases/withdraw.html", form, case=case, leaves=leaves)
