"""Doors of an agreement: its text, article by article, and its signatures."""

from flask import Blueprint, flash, request
from flask_babel import gettext as _

from collab.access import guard
from collab.cases.models import Case
from collab.cases.queries import visible_to as visible_cases
from collab.cases.showing import turn_of
from collab.db import db
from collab.errors import NotNow
from collab.forms import SeenForm
from collab.people.words import Side
from collab.web import me, page, see_other

from . import freezing, policy, queries, standard, values
from .answer_forms import FreezeForm
from .articles import Overtaken
from .forms import AllForm, PartyForm, form_for
from .lifecycle import PartyRole
from .models import Agreement
from .remarks import remarks
from .showing import compared

bp = Blueprint("agreements", __name__)
allows = guard(Agreement, queries.readable_by, along="case")
allows_case = guard(Case, visible_cases)


@bp.get("/cases/<ref>/agreements")
@allows_case(policy.see)
def none_yet(case):
    """Where the tab leads before there is a text: what must happen first, or the way to begin."""
    return page("agreements/none_yet.html", case=case, why_not=policy.draft(me(), case))


@bp.get("/agreements/<ref>")
@allows(policy.see)
def show(agreement):
    return page("agreements/show.html", agreement=agreement, **_left(agreement))


@bp.get("/agreements/<ref>/articles/<int:number>")
@allows(policy.see)
def article(agreement, number):
    about = about_article(agreement, number)
    latest = about["article"].latest
    return page("agreements/article.html", SeenForm(seen=latest.number if latest else 0), **about)


@bp.route("/agreements/<ref>/articles/<int:number>/proposal", methods=["GET", "POST"])
@allows(policy.propose)
def propose(agreement, number):
    about = about_article(agreement, number)
    it = about["article"]
    form = form_for(it)
    if form.validate_on_submit():
        try:
            agreement.propose(
                number, form.provisions, seen=form.number, by=me(), reason=form.reason.data or ""
            )
        except Overtaken as meanwhile:
            return overtaken(form, about, meanwhile)
        flash(_("Your proposal is on the table. The other side has been told."))
        return see_other(".article", ref=agreement.ref, number=number)
    if request.method == "GET":
        form.show(it.latest, agreement.language, agreement.weight)
        form.seen.data = it.latest.number if it.latest else 0
        standard.begin_with(form, request.args.get("wording"), agreement.language)
        values.begin_with(form, request.args.get("wording"), agreement)
    return page("agreements/propose.html", form, **about)


@bp.post("/agreements/<ref>/articles/<int:number>/consent")
@allows(policy.agree)
def agree(agreement, number):
    about = about_article(agreement, number)
    form = SeenForm()
    if form.validate_on_submit():
        try:
            agreement.agree(number, seen=form.number, by=me())
        except Overtaken as meanwhile:
            return overtaken(None, about, meanwhile)
        flash(_("You agreed to article %(number)d.", number=number))
    return see_other(".article", ref=agreement.ref, number=number)


@bp.get("/agreements/<ref>/text")
@allows(policy.see)
def text(agreement):
    """The whole text as it stands now, in the language of the agreement."""
    pairs = ",".join(f"{a.number}:{a.latest.number}" for a in _waiting_for_me(agreement))
    return page("agreements/text.html", AllForm(seen=pairs), agreement=agreement, **_left(agreement))


@bp.post("/agreements/<ref>/consents")
@allows(policy.agree)
def agree_to_all(agreement):
    """Yes to every proposal that this person has just read in the whole text."""
    form = AllForm()
    if form.validate_on_submit():
        for number, seen in form.pairs:
            agreement.agree(number, seen=seen, by=me())
        flash(_("You agreed to %(count)d articles.", count=len(form.pairs)))
    return see_other(".show", ref=agreement.ref)


@bp.post("/agreements/<ref>/standard-wordings")
@allows(policy.propose)
def propose_standard(agreement):
    """Put the standard wording on the table for every article that can take it as it is."""
    ready = standard.ready(agreement) if SeenForm().validate_on_submit() else []
    for it in ready:
        agreement.propose(it.number, standard.provisions(it), seen=0, by=me())
    flash(_("The standard text is on the table for %(count)d articles.", count=len(ready)))
    return see_other(".show", ref=agreement.ref)


@bp.route("/agreements/<ref>/parties/<key>", methods=["GET", "POST"])
@allows(policy.weigh)
def cast(agreement, key):
    party = agreement.party(key)
    if party is None or party.collective is None:
        raise NotNow(_("There is no such party in this agreement."))
    form = PartyForm(obj=party)
    if form.validate_on_submit():
        term = {"starts_on": form.starts_on.data, "ends_on": form.ends_on.data}
        agreement.cast(party, PartyRole(form.role.data), me(), **term)
        return see_other(".show", ref=agreement.ref)
    return page("agreements/cast.html", form, agreement=agreement, party=party)


@bp.post("/agreements/<ref>/freezing")
@allows(policy.freeze)
def freeze(agreement):
    form = FreezeForm()
    if form.validate_on_submit():
        agreement.expect_read(form.digest.data)
        agreement.freeze(by=me())
    return see_other(".show", ref=agreement.ref)


def _left(agreement: Agreement) -> dict:
    """What the page of a text shows beside it: what is left, what this person may do, whom it waits for."""
    return {
        "missing": agreement.missing(),
        "remarks": remarks(agreement),
        "open_to": policy.open_to(me(), agreement),
        "waiting_for_me": _waiting_for_me(agreement),
        "standard_ready": standard.ready(agreement),
        "hindrances": freezing.why_not_yet(agreement),
        "why_not_sign": policy.sign(me(), agreement),
        "turns": [turn_of(agreement.case, side) for side in Side],
        "nudged_until": agreement.nudged_by_all(me()),
    }


def _waiting_for_me(agreement: Agreement) -> list:
    mine = agreement.party_for(me())
    return [article for article in agreement.open_articles if mine in article.asked_parties]


def about_article(agreement: Agreement, number: int) -> dict:
    it, mine = agreement.article(number), agreement.party_for(me())
    asked = [*it.asked_parties, *(step.party for step in it.rejections)]
    return {
        "agreement": agreement,
        "article": it,
        "open_to": policy.open_to(me(), agreement),
        "my_turn": mine in asked,
        "may_reject": mine in it.asked_parties,
        "mine": mine,
        "undoable": it.undoable_by(mine) if mine else None,
    }


def overtaken(form, about: dict, meanwhile: Overtaken, reason: str = ""):
    """409: both texts and their difference, and what was typed, ready to be sent again as an answer."""
    it, mine = about["article"], form.provisions if form else None
    latest = meanwhile.latest.provisions if meanwhile.latest else {}
    found = compared(it, latest, mine) if mine else []
    if form:
        form.seen.data = meanwhile.latest.number if meanwhile.latest else 0
    shown = page(
        "agreements/overtaken.html", form, **about, latest=meanwhile.latest, found=found, reason=reason
    )
    db.session.rollback()
    return shown[0], 409
