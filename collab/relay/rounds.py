"""Doors of introduction rounds: a new council or alderman gets to know every running cooperation."""

from flask import Blueprint, abort, flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from collab.access import may
from collab.db import db
from collab.menu import in_menu
from collab.web import me, page, see_other

from . import policy, queries
from .forms import RoundForm
from .introductions import CouncilRound
from .words import Meeting

bp = Blueprint("rounds", __name__)
in_menu(
    "rounds.rounds", lazy_gettext("Introduction rounds"), place=70, rule=policy.start_round,
    within=("rounds",),
)  # fmt: skip


@bp.get("/introduction-rounds")
@may(policy.see_rounds)
def rounds():
    found = db.session.scalars(queries.rounds()).all()
    return page(
        "relay/rounds.html", rounds=found, may_start=policy.start_round(me()) is None, Meeting=Meeting
    )


@bp.route("/introduction-rounds/new", methods=["GET", "POST"])
@may(policy.start_round)
def start_round():
    form = RoundForm()
    if form.validate_on_submit():
        cases = list(db.session.scalars(queries.running()))
        begun = CouncilRound.start(form.changed_on.data, form.what.data, cases, by=me())
        flash(_("The round has begun. Every running cooperation plans an introduction."))
        return see_other(".round", number=begun.id)
    return page("relay/start_round.html", form)


@bp.get("/introduction-rounds/<int:number>")
@may(policy.see_rounds)
def round(number: int):
    """Done, planned, not yet."""
    found = db.session.scalar(queries.round(number)) or abort(404)
    order = (Meeting.NOT_YET, Meeting.PLANNED, Meeting.SAID, Meeting.DONE)
    grouped = [(state, [one for one in found.introductions if one.state == state]) for state in order]
    return page("relay/round.html", round=found, grouped=grouped)
