"""Doors of the register: the people of a collective, their roles, and who may sign for it."""

from flask import abort, flash
from flask_babel import gettext as _

from collab.access import demand
from collab.db import db
from collab.people.forms import EndForm
from collab.people.words import Purpose
from collab.web import me, page, see_other

from . import policy, queries
from .forms import AuthorityForm, InviteForm, RoleForm
from .models import Authority, Collective, Membership
from .routes import allows, bp
from .welcome import bring_in


@bp.get("/collectives/<ref>/members")
@allows(policy.see)
def members(collective):
    """Who belongs to it now and earlier, and who may sign."""
    everyone = db.session.scalars(queries.people_of(collective)).all()
    authorities = db.session.scalars(queries.authorities_of(collective)).all()
    now, past = [m for m in everyone if not m.is_over], [m for m in everyone if m.is_over]
    may = policy.open_to(me(), collective)
    return page(
        "collectives/members.html",
        collective=collective,
        open_to=may,
        authorities=authorities,
        now=now,
        past=past,
    )


@bp.route("/collectives/<ref>/members/invitation", methods=["GET", "POST"])
@allows(policy.admit)
def admit(collective):
    form = InviteForm()
    if form.validate_on_submit():
        person = bring_in(collective, form.name.data, form.email.data, role=form.role.data, by=me())
        flash(_("%(name)s belongs to %(collective)s now.", name=person.name, collective=collective.name))
        return see_other(".members", ref=collective.ref)
    return page("collectives/admit.html", form, collective=collective)


@bp.post("/collectives/<ref>/members/<int:number>/invitation")
@allows(policy.admit)
def invite_again(collective, number: int):
    person = member(collective, number).person
    person.ask_link(Purpose.INVITATION, by=me())
    flash(_("%(name)s gets a new invitation by mail.", name=person.name))
    return see_other(".members", ref=collective.ref)


@bp.route("/collectives/<ref>/members/<int:number>/role", methods=["GET", "POST"])
@allows(policy.admit)
def change_role(collective, number: int):
    membership = member(collective, number)
    form = RoleForm(obj=membership)
    if form.validate_on_submit():
        demand(policy.replace(me(), collective, membership))
        membership.change(form.role.data, by=me())
        flash(_("The role of %(name)s was changed.", name=membership.person.name))
        return see_other(".members", ref=collective.ref)
    return page("collectives/change_role.html", form, collective=collective, membership=membership)


@bp.route("/collectives/<ref>/members/<int:number>/ending", methods=["GET", "POST"])
@allows(policy.see)
def end_membership(collective, number: int):
    membership = member(collective, number)
    demand(policy.end_membership(me(), collective, membership))
    form = EndForm()
    if form.validate_on_submit():
        membership.end(form.day, by=me())
        flash(_("%(name)s belongs to it up to the day you chose.", name=membership.person.name))
        return see_other(".index") if membership.is_over else see_other(".members", ref=collective.ref)
    return page("collectives/end_membership.html", form, collective=collective, membership=membership)


@bp.route("/collectives/<ref>/authorities/new", methods=["GET", "POST"])
@allows(policy.give_authority)
def give_authority(collective):
    form = AuthorityForm(collective.people)
    if form.validate_on_submit():
        person = next(person for person in collective.people if person.id == form.person.data)
        collective.give_authority(
            person, form.ground.data, reference=form.reference.data or "", by=me(),
            starts_on=form.starts_on.data, ends_on=form.ends_on.data,
        )  # fmt: skip
        flash(_("%(name)s may sign for %(collective)s.", name=person.name, collective=collective.name))
        return see_other(".members", ref=collective.ref)
    return page("collectives/give_authority.html", form, collective=collective)


@bp.post("/collectives/<ref>/authorities/<int:number>/revocation")
@allows(policy.give_authority)
def revoke_authority(collective, number: int):
    authority = db.session.get(Authority, number)
    if authority is None or authority.collective is not collective:
        abort(404)
    authority.revoke(by=me())
    flash(_("%(name)s may not sign any more from today.", name=authority.person.name))
    return see_other(".members", ref=collective.ref)


def member(collective: Collective, number: int) -> Membership:
    membership = db.session.get(Membership, number)
    if membership is None or membership.collective is not collective or membership.is_over:
        abort(404)
    return membership
