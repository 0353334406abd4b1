"""Doors of the register: collectives and what they say of themselves."""

from flask import Blueprint, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select

from collab.access import guard, signed_in
from collab.access import may as may_do
from collab.db import db
from collab.menu import in_menu
from collab.refs import plain_ref
from collab.web import me, page, see_other

from . import policy, queries, words
from .forms import RegisterForm, RegisterForOthersForm
from .models import Collective
from .profile_form import ProfileForm
from .welcome import bring_in
from .words import MemberRole

bp = Blueprint("collectives", __name__)
allows = guard(Collective, queries.visible_to)
in_menu("collectives.index", lazy_gettext("Collectives"), place=30, within=("collectives", "challenges"))


@bp.get("/collectives")
@may_do(signed_in)
def index():
    """The register for civil servants, one's own collectives for everyone else."""
    part = request.args.get("q", "").strip()[:100]
    after = db.session.scalar(select(Collective).where(Collective.ref == request.args.get("after", "")))
    found = db.session.scalars(queries.listed(me(), after, part)).all()
    more, found = len(found) > queries.PAGE, found[: queries.PAGE]
    return page("collectives/index.html", collectives=found, more=more, after=after, part=part)


@bp.route("/collectives/new", methods=["GET", "POST"])
@may_do(policy.register)
def register():
    form = RegisterForOthersForm() if me().is_officer else RegisterForm()
    if form.validate_on_submit():
        collective = Collective.register(
            plain_ref("C"), form.name.data, form.kind.data, form.legal_form.data, by=me(),
            kvk_number=form.kvk_number.data, about=form.about.data or None,
            neighbourhoods=form.neighbourhoods.data or None, sectors=[],
        )  # fmt: skip
        db.session.add(collective)
        if me().is_officer:
            spokesperson = {"role": MemberRole.REPRESENTATIVE, "by": me()}
            bring_in(collective, form.person_name.data, form.person_email.data, **spokesperson)
        flash(_("%(name)s stands in the register.", name=collective.name))
        return see_other(".show", ref=collective.ref)
    return page("collectives/register.html", form)


@bp.get("/collectives/<ref>")
@allows(policy.see)
def show(collective):
    may = policy.open_to(me(), collective)
    return page("collectives/show.html", collective=collective, open_to=may, words=words)


@bp.route("/collectives/<ref>/profile", methods=["GET", "POST"])
@allows(policy.describe)
def describe(collective):
    form = ProfileForm(obj=collective)
    if form.validate_on_submit():
        collective.describe(by=me(), **form.facts)
        flash(_("The profile was changed."))
        return see_other(".show", ref=collective.ref)
    return page("collectives/describe.html", form, collective=collective)
