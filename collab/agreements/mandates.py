"""Doors to the register of mandates. Who may read a cooperation may know who can decide on it."""

from flask import Blueprint, flash, request
from flask_babel import gettext as _
from sqlalchemy import select

from collab.access import READS, may
from collab.clock import today
from collab.db import db
from collab.people.models import Person, Post
from collab.web import me, page, see_other

from . import policy, queries
from .mandate import Mandate
from .mandate_forms import MandateForm, ReachForm
from .reach import next_holder, sufficient

__all__ = ["bp", "next_holder", "sufficient"]
bp = Blueprint("mandates", __name__)


@bp.get("/mandates")
@may(policy.see_mandates)
def index():
    given = db.session.scalars(queries.mandates()).all()
    return page("mandates/index.html", mandates=given, may_give=policy.give_mandates(me()) is None)


@bp.route("/mandates/new", methods=["GET", "POST"])
@may(policy.give_mandates)
def give():
    form = MandateForm()
    officers = (
        select(Person).where(Person.posts.any(Post.current()), Person.left_at.is_(None)).order_by(Person.name)
    )
    form.person.choices = [(person.id, person.name) for person in db.session.scalars(officers)]
    if form.validate_on_submit():
        person = db.get_or_404(Person, form.person.data, with_for_update=True)
        db.session.add(Mandate.give(person, form.capacity.data, form.reference.data, by=me(), **form.limits))
        flash(_("The mandate of %(name)s is written down.", name=person.name))
        return see_other(".index")
    return page("mandates/give.html", form)


@bp.route("/mandates/<int:number>", methods=["GET", "POST"])
@may(policy.give_mandates)
def change(number):
    """Another reach: a new mandate takes the place of this one, which stays on record."""
    mandate = _locked(number)
    form = ReachForm(obj=mandate)
    if form.validate_on_submit():
        db.session.add(mandate.change(form.capacity.data, form.reference.data, by=me(), **form.limits))
        flash(
            _(
                "The mandate of %(name)s was changed. The earlier one stays on record.",
                name=mandate.person.name,
            )
        )
        return see_other(".index")
    if not form.is_submitted():
        form.starts_on.data = max(mandate.starts_on, today())
    return page("mandates/change.html", form, mandate=mandate)


@bp.post("/mandates/<int:number>/revocation")
@may(policy.give_mandates)
def revoke(number):
    mandate = _locked(number)
    mandate.revoke(by=me())
    flash(_("The mandate of %(name)s was taken back.", name=mandate.person.name))
    return see_other(".index")


def _locked(number: int) -> Mandate:
    """With its holder, so that two changes for one person take turns."""
    if request.method in READS:
        return db.get_or_404(Mandate, number)
    mandate = db.get_or_404(Mandate, number, with_for_update=True)
    db.session.refresh(mandate.person, with_for_update={"key_share": True})
    return mandate
