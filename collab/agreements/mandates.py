"""Doors to the register of mandates. Who may read a cooperation may know who can decide on it."""

from flask import Blueprint, flash
from flask_babel import gettext as _
from sqlalchemy import select

from collab.access import may
from collab.db import db
from collab.people.models import Person, Post
from collab.web import me, page, see_other

from . import policy, queries
from .forms import MandateForm
from .lifecycle import Weight
from .mandate import Mandate
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
        db.session.add(
            Mandate.give(person, form.capacity.data, form.reference.data, by=me(), **_limits(form))
        )
        flash(_("The mandate of %(name)s is written down.", name=person.name))
        return see_other(".index")
    return page("mandates/give.html", form)


@bp.post("/mandates/<int:number>/revocation")
@may(policy.give_mandates)
def revoke(number):
    mandate = _locked(number)
    mandate.revoke(by=me())
    flash(_("The mandate of %(name)s was taken back.", name=mandate.person.name))
    return see_other(".index")


def _locked(number: int) -> Mandate:
    """With its holder, so that two changes for one person take turns."""
    mandate = db.get_or_404(Mandate, number, with_for_update=True)
    db.session.refresh(mandate.person, with_for_update={"key_share": True})
    return mandate


def _limits(form: MandateForm) -> dict:
    limits = {name: form[name].data for name in ("max_months", "max_amount", "starts_on", "ends_on")}
    return {"heaviest": Weight(form.heaviest.data)} | limits
