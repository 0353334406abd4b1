"""Doors of a cooperation: the list, the page, and the conversation."""

from flask import Blueprint, current_app, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select

from collab.access import guard, signed_in
from collab.access import may as may_do
from collab.db import db
from collab.forms import DoneForm
from collab.menu import in_menu
from collab.refs import yearly_ref
from collab.web import me, page, see_other

from . import policy, queries
from .forms import FactsForm, MessageForm, StartForm
from .lifecycle import Stage
from .models import Case
from .showing import shown

bp = Blueprint("cases", __name__)
allows = guard(Case, queries.visible_to)
in_menu(
    "cases.index", lazy_gettext("Cooperations"), place=20,
    within=(
        "cases", "support", "hearsay", "phases", "relay", "conversations", "readiness", "agreements",
    ),
)  # fmt: skip


@bp.get("/cases")
@may_do(signed_in)
def index():
    """My cooperations; civil servants may look per stage."""
    stage = request.args.get("stage", "")
    after = db.session.scalar(select(Case).where(Case.ref == request.args.get("after", "")))
    found = db.session.scalars(queries.listed(me(), after, stage)).all()
    more, found = len(found) > queries.PAGE, found[: queries.PAGE]
    may_start = policy.start(me()) is None
    listed = {"cases": found, "more": more, "after": after, "stage": stage, "stages": Stage}
    return page("cases/index.html", may_start=may_start, **listed)


@bp.route("/cases/new", methods=["GET", "POST"], endpoint="open")
@may_do(policy.start)
def begin():
    collectives = db.session.scalars(queries.startable_by(me())).all()
    form = StartForm(collectives)
    if form.validate_on_submit():
        collective = next(c for c in collectives if c.ref == form.collective.data)
        case = Case.open(_next_ref(), collective, by=me(), **form.facts)
        db.session.add(case)
        flash(_("The cooperation has begun. Everyone on it can read it now."))
        return see_other(".show", ref=case.ref)
    if request.method == "GET":
        form.collective.data = request.args.get("collective") or form.collective.data
    return page("cases/open.html", form, collectives=collectives)


@bp.get("/cases/<ref>")
@allows(policy.see)
def show(case):
    return page("cases/show.html", MessageForm(), **shown(case))


@bp.post("/cases/<ref>/messages")
@allows(policy.write)
def say(case):
    form = MessageForm()
    if form.validate_on_submit():
        case.say(form.text.data, by=me(), hand_over=form.hand_over.data)
        flash(_("Your message is sent. The other side gets a mail."))
        return see_other(".show", ref=case.ref, _anchor="conversation")
    return page("cases/show.html", form, **shown(case))


@bp.post("/cases/<ref>/handler")
@allows(policy.take)
def take(case):
    if DoneForm().validate_on_submit():
        case.take(by=me())
        flash(_("You are the contact person now."))
    return see_other(".show", ref=case.ref)


@bp.route("/cases/<ref>/facts", methods=["GET", "POST"])
@allows(policy.describe)
def describe(case):
    form = FactsForm(obj=case)
    if form.validate_on_submit():
        case.describe(by=me(), **form.facts)
        flash(_("The facts were changed."))
        return see_other(".show", ref=case.ref)
    return page("cases/describe.html", form, case=case)


def _next_ref() -> str:
    return yearly_ref(current_app.config["SETTINGS"].ref_prefix)
