"""Doors to the printed agreement and to the register of mandates."""

from flask import Blueprint, Response
from sqlalchemy import select

from collab.access import guard, may, public
from collab.db import db
from collab.people.models import Person, Post
from collab.people.words import Duty
from collab.web import me, page, see_other

from . import policy, queries
from .forms import MandateForm
from .lifecycle import Weight
from .models import Agreement
from .signing import Mandate

bp = Blueprint("papers", __name__)
allows = guard(Agreement, queries.visible_to)


@bp.get("/agreements/<ref>/paper")
@allows(policy.download)
def download(agreement) -> Response:
    content = agreement.paper.content
    headers = {
        "Content-Disposition": f'attachment; filename="{agreement.ref}.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(content.body, mimetype=content.media_type, headers=headers)


@bp.get("/check/<code>")
@public
def check(code):
    """Open to whoever holds the paper: its fingerprint is what one must know."""
    frozen = db.session.scalar(queries.frozen_as(code.lower()))
    return page("agreements/check.html", code=code, frozen=frozen)[0], 200 if frozen else 404


@bp.get("/mandates")
@may(policy.see_mandates)
def mandates():
    given = db.session.scalars(queries.mandates()).all()
    may_give = policy.give_mandates(me()) is None
    return page("agreements/mandates.html", mandates=given, may_give=may_give)


@bp.route("/mandates/new", methods=["GET", "POST"])
@may(policy.give_mandates)
def give_mandate():
    form = MandateForm()
    officers = (
        select(Person).where(Person.posts.any(Post.current()), Person.left_at.is_(None)).order_by(Person.name)
    )
    form.person.choices = [(person.id, person.name) for person in db.session.scalars(officers)]
    if form.validate_on_submit():
        person = db.get_or_404(Person, form.person.data, with_for_update=True)
        limits = {name: form[name].data for name in ("max_months", "max_amount", "starts_on", "ends_on")}
        given = Mandate.give(
            person,
            form.capacity.data,
            form.reference.data,
            by=me(),
            heaviest=Weight(form.heaviest.data),
            **limits,
        )
        if not person.has(Duty.MANDATE_HOLDER):
            person.appoint(Duty.MANDATE_HOLDER, by=me())
        db.session.add(given)
        return see_other(".mandates")
    return page("agreements/give_mandate.html", form)


@bp.post("/mandates/<int:number>/revocation")
@may(policy.give_mandates)
def revoke_mandate(number):
    mandate = db.get_or_404(Mandate, number)
    mandate.revoke(by=me())
    return see_other(".mandates")
