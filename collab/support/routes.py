"""Doors of the ledger: the list, a line in it, a question, an offer."""

from flask import Blueprint, flash, request
from flask_babel import gettext as _

from collab.access import guard
from collab.cases.models import Case
from collab.cases.queries import visible_to as visible_cases
from collab.collectives.models import Collective
from collab.collectives.words import MemberRole
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
        may_write=policy.write(me(), promise.case) is None,
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
    doers = _doers(case) if doer == Side.COLLECTIVE else []
    form = LineForm(doers, **_wanted())
    if form.validate_on_submit():
        facts = {"side": doer, "collective": _chosen(form, doers)} | form.facts
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


def _doers(case: Case) -> list[Collective]:
    """Which could do it: of one's own offer only those that one represents."""
    own = [it for it in case.collectives if it.role_of(me()) == MemberRole.REPRESENTATIVE]
    return case.collectives if me().is_officer else own


def _chosen(form: LineForm, doers: list[Collective]) -> Collective | None:
    """Who does it; nobody of these when the municipality does."""
    chosen = form.collective.data if form.collective else None
    return next((it for it in doers if it.ref == chosen), doers[0] if doers else None)
