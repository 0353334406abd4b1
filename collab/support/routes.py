"""Doors of the ledger: the list, a line in it, a question, an offer."""

from flask import Blueprint, flash, request
from flask_babel import gettext as _

from collab.access import guard
from collab.cases.models import Case
from collab.cases.queries import visible_to as visible_cases
from collab.collectives.models import Collective
from collab.db import db
from collab.people.words import Side
from collab.web import me, page, see_other

from . import answering, policy, queries, saying, showing
from .forms import LineForm
from .kinds import Detail
from .models import Promise
from .words import Sort, State

bp = Blueprint("support", __name__)
allows = guard(Promise, queries.visible_to, along="case")
allows_case = guard(Case, visible_cases)


@bp.get("/cases/<ref>/support")
@allows_case(policy.see)
def ledger(case):
    chosen = showing.Chosen.asked(request.args)
    lines = showing.lines(case)
    heard = db.session.scalars(saying.of_case(case, me())).all()
    may = {"may_write": policy.write(me(), case) is None, "may_note": saying.note(me(), case) is None}
    return page(
        "support/ledger.html", case=case, chosen=chosen, sides=showing.sides(lines, chosen),
        over=showing.over(lines, chosen), picture=showing.picture(lines), heard=heard,
        open_to={line.ref: policy.open_to(me(), line) for line in lines},
        open_to_said={said.ref: saying.open_to(me(), said) for said in heard}, **may,
    )  # fmt: skip


@bp.get("/promises/<ref>")
@allows(policy.see)
def promise(promise):
    """All that is known of one line, and the steps that do not fit in the list."""
    past = showing.past(promise)
    return page(
        "support/promise.html",
        promise=promise,
        case=promise.case,
        may=policy.open_to(me(), promise),
        past=past,
    )


@bp.route("/cases/<ref>/support/question", methods=["GET", "POST"])
@allows_case(policy.write)
def ask(case):
    """Ask the other side for something."""
    return _write(case, State.ASKED, me().side.other, "support/ask.html")


@bp.route("/cases/<ref>/support/offer", methods=["GET", "POST"])
@allows_case(policy.write)
def offer(case):
    return _write(case, State.OFFERED, me().side, "support/offer.html")


def _write(case: Case, state: State, doer: Side, template: str):
    form = LineForm(case, by_collective=doer == Side.COLLECTIVE, **_wanted())
    if form.validate_on_submit():
        facts = {"side": doer, "collective": _party(case, form, doer)} | form.facts
        facts["answer_days"] = (
            answering.days_for(facts["sort"], form.what.data) if state == State.ASKED else None
        )
        promise = Promise.write(case, state, form.what.data, by=me(), **facts)
        db.session.add(promise)
        flash(_("It stands in the list. The other side gets a mail."))
        return see_other(".ledger", ref=case.ref, _anchor=promise.ref)
    return page(template, form, case=case)


def _wanted() -> dict[str, str]:
    """What the address says that is wanted: a menu links to it."""
    sort, what = request.args.get("sort", ""), request.args.get("what", "")
    known = sort in set(Sort) | set(Detail)
    return ({"sort": sort} if known else {}) | ({"what": what[:300]} if what else {})


def _party(case: Case, form: LineForm, doer: Side) -> Collective | None:
    """Who does it: the one that was chosen, else one this person belongs to, else the first."""
    if doer == Side.MUNICIPALITY:
        return None
    chosen = form.collective.data if form.collective else None
    mine = [collective for collective in case.collectives if collective.role_of(me())]
    return next((c for c in case.collectives if c.ref == chosen), (mine or case.collectives)[0])
