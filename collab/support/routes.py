"""Doors of the ledger."""

from flask import Blueprint, flash
from flask_babel import gettext as _

from collab.access import guard
from collab.cases.models import Case
from collab.cases.queries import visible_to as visible_cases
from collab.collectives.models import Collective
from collab.db import db
from collab.people.words import Side
from collab.web import me, page, see_other

from . import policy, queries
from .forms import DayForm, DoneForm, LineForm
from .models import Promise
from .words import State

bp = Blueprint("support", __name__)
allows = guard(Promise, queries.visible_to, along="case")
allows_case = guard(Case, visible_cases)


@bp.get("/cases/<ref>/support")
@allows_case(policy.see)
def ledger(case):
    open_to = {promise.ref: policy.open_to(me(), promise) for promise in case.promises}
    may_write = policy.write(me(), case) is None
    return page("support/ledger.html", case=case, open_to=open_to, may_write=may_write)


@bp.route("/cases/<ref>/support/question", methods=["GET", "POST"])
@allows_case(policy.write)
def ask(case):
    """Ask the other side for something."""
    return _write(case, State.ASKED, me().side.other, "support/ask.html")


@bp.route("/cases/<ref>/support/offer", methods=["GET", "POST"])
@allows_case(policy.write)
def offer(case):
    return _write(case, State.OFFERED, me().side, "support/offer.html")


@bp.route("/promises/<ref>/acceptance", methods=["GET", "POST"])
@allows(policy.accept)
def accept(promise):
    form = DayForm(obj=promise)
    if form.validate_on_submit():
        promise.promise(form.due_on.data, by=me())
        flash(_("It is promised now. Both sides are reminded in time."))
        return _back(promise)
    return page("support/accept.html", form, promise=promise, case=promise.case)


@bp.post("/promises/<ref>/delivery")
@allows(policy.deliver)
def deliver(promise):
    if DoneForm().validate_on_submit():
        promise.deliver(by=me())
        flash(_("The other side is asked to confirm that it was delivered."))
    return _back(promise)


@bp.post("/promises/<ref>/confirmation")
@allows(policy.confirm)
def confirm(promise):
    if DoneForm().validate_on_submit():
        promise.confirm(by=me())
        flash(_("You confirmed that it was delivered."))
    return _back(promise)


@bp.post("/promises/<ref>/return")
@allows(policy.send_back)
def send_back(promise):
    if DoneForm().validate_on_submit():
        promise.send_back(by=me())
        flash(_("The other side hears that you did not receive it yet."))
    return _back(promise)


@bp.post("/promises/<ref>/ending")
@allows(policy.end)
def end(promise):
    if DoneForm().validate_on_submit():
        promise.end(by=me())
    return _back(promise)


def _write(case: Case, state: State, doer: Side, template: str):
    form = LineForm(case, asks_party=doer == Side.COLLECTIVE)
    if form.validate_on_submit():
        party = _party(case, form) if doer == Side.COLLECTIVE else None
        facts = {"side": doer, "collective": party} | form.facts
        promise = Promise.write(case, state, form.what.data, by=me(), **facts)
        db.session.add(promise)
        flash(_("It stands in the list. The other side gets a mail."))
        return _back(promise)
    return page(template, form, case=case)


def _party(case: Case, form: LineForm) -> Collective:
    """Who does it: the one that was chosen, else one this person belongs to, else the first."""
    chosen = form.collective.data if form.collective else None
    mine = [collective for collective in case.collectives if collective.role_of(me())]
    return next((c for c in case.collectives if c.ref == chosen), (mine or case.collectives)[0])


def _back(promise: Promise):
    return see_other(".ledger", ref=promise.case.ref, _anchor=promise.ref)
