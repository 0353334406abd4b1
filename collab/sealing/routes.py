"""Doors of sealing: is this paper real, and sealing once more what got stuck."""

from flask import Blueprint, abort, flash
from flask_babel import gettext as _

from collab.access import may, public
from collab.db import db
from collab.extensions import limiter
from collab.people.policy import administer
from collab.web import page, see_other

from . import checking, queries
from .checking import Answer
from .forms import CheckForm

bp = Blueprint("sealing", __name__)


@bp.route("/check", methods=["GET", "POST"])
@public
@limiter.limit("20 per minute; 120 per hour", methods=["POST"])
def check():
    """Open to everyone who holds a file or a paper. The file is looked at and not kept."""
    form = CheckForm()
    if not form.validate_on_submit():
        return page("sealing/check.html", form, verdict=None)
    if form.paper.data:
        return page("sealing/check.html", form, verdict=checking.by_file(form.paper.data.read()))
    if not form.fingerprint.isalnum():
        form.code.errors = [_("A code has letters and numbers only.")]
        return page("sealing/check.html", form, verdict=None)
    return see_other(".check_code", code=form.fingerprint)


@bp.get("/check/<code>")
@public
def check_code(code):
    """Where the QR code on the paper leads: its fingerprint is what one must know."""
    verdict = checking.by_code(code.lower())
    status = 404 if verdict.answer == Answer.UNKNOWN else 200
    return page("sealing/code.html", verdict=verdict, code=code)[0], status


@bp.post("/administration/seals/<int:number>/attempt")
@may(administer)
def seal_again(number: int):
    (db.session.scalar(queries.seal(number)) or abort(404)).try_again()
    flash(_("The paper is sealed again, within a minute."))
    return see_other("overview.administration")
