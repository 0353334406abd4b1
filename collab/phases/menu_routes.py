"""Doors of the menu of support: everyone reads it, the integral team keeps it."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from collab.access import may as may_do
from collab.access import signed_in
from collab.cases.models import Case
from collab.cases.policy import represent
from collab.cases.queries import takes_part, visible_to, with_people
from collab.db import db
from collab.forms import DoneForm
from collab.menu import in_menu
from collab.web import me, page, see_other

from . import policy, queries
from .menu import Offer
from .menu_forms import OfferForm
from .plans import plans
from .words import Phase

bp = Blueprint("menu", __name__)
in_menu("menu.index", lazy_gettext("Menu of support"), place=40, within=("menu",))


@bp.get("/support-menu")
@may_do(signed_in)
def index():
    """All that is on offer, or what fits one phase; from a cooperation it can be asked for at once."""
    asked = request.args.get("phase", "")
    phase = Phase(asked) if asked in set(Phase) else None
    offers = [it for it in db.session.scalars(queries.menu()) if it.fits(phase)]
    case = db.session.scalar(visible_to(me()).where(Case.ref == request.args.get("case", "")))
    own = [] if case or me().is_officer else _may_ask_for()
    if len(own) == 1:
        case = own[0]
    may_ask = case is not None and represent(me(), case) is None
    may_tune = policy.tune(me()) is None
    ways = {"case": case, "own": own, "may_ask": may_ask, "may_offer": policy.offer(me()) is None}
    return page("menu/index.html", offers=offers, plans=plans(), phase=phase, may_tune=may_tune, **ways)


@bp.route("/support-menu/new", methods=["GET", "POST"])
@may_do(policy.offer)
def add():
    form = OfferForm()
    if form.validate_on_submit():
        db.session.add(Offer.add(by=me(), **form.facts))
        flash(_("It stands on the menu."))
        return see_other(".index")
    return page("menu/write.html", form, offer=None)


@bp.route("/support-menu/<int:number>", methods=["GET", "POST"])
@may_do(policy.offer)
def change(number: int):
    offer = _offer(number)
    form = OfferForm(obj=offer)
    if not form.is_submitted():
        form.sort.data = offer.word.value
    if form.validate_on_submit():
        offer.change(by=me(), **form.facts)
        flash(_("The menu was changed."))
        return see_other(".index")
    return page("menu/write.html", form, offer=offer)


@bp.post("/support-menu/<int:number>/closing")
@may_do(policy.offer)
def close(number: int):
    offer = _offer(number)
    if DoneForm().validate_on_submit():
        offer.close(by=me())
        flash(_("It is off the menu. What was promised before still holds."))
    return see_other(".index")


def _may_ask_for() -> list[Case]:
    """The cooperations in which this person of a collective may ask for something."""
    theirs = with_people(visible_to(me())).where(takes_part(me())).order_by(Case.id.desc()).limit(20)
    return [case for case in db.session.scalars(theirs) if represent(me(), case) is None]


def _offer(number: int) -> Offer:
    found = db.session.get(Offer, number, with_for_update=request.method == "POST")
    return found if found and not found.closed_at else abort(404)
