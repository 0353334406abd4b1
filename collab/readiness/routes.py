"""Doors of readiness: writing, sharing, reading together, gaps and help."""

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _

from collab.access import guard
from collab.cases import queries as cases
from collab.cases.lifecycle import BEFORE_SIGNING
from collab.cases.models import Case
from collab.conversations.parties import Party, parties_of, party_for
from collab.db import db
from collab.forms import DoneForm
from collab.panels import panel
from collab.people.models import Person
from collab.web import me, page, see_other

from . import policy, queries
from .forms import GapForm, HelpForm, ViewForm, form_for
from .gaps import Gap
from .models import Overtaken, Readiness, latest_of
from .showing import shown

bp = Blueprint("readiness", __name__)
allows = guard(Gap, queries.gaps_visible_to, along="case")
allows_case = guard(Case, cases.visible_to)
EARLY = BEFORE_SIGNING


@bp.get("/cases/<ref>/readiness")
@allows_case(policy.see)
def show(case):
    return page("readiness/show.html", **shown(case, me()))


@bp.route("/cases/<ref>/readiness/view", methods=["GET", "POST"])
@allows_case(policy.write)
def write(case):
    """About oneself and about the other, in own words. The first who writes begins the round."""
    mine, readiness = _mine(case), latest_of(case)
    view = _own_view(readiness, mine)
    form = form_for(mine, readiness.parties if readiness else parties_of(case))
    if form.validate_on_submit():
        readiness = readiness or Readiness.open(case, by=me())
        try:
            readiness.write(mine, form.texts, seen=form.edition, by=me())
        except Overtaken:
            return _overtaken(form, case, mine)
        flash(_("Your view is kept. Only your own side can read it."))
        return see_other(".show", ref=case.ref)
    if request.method == "GET":
        form.show(view)
    return page("readiness/write.html", form, case=case, mine=mine, meanwhile={})


@bp.post("/cases/<ref>/readiness/sharing")
@allows_case(policy.share)
def share(case):
    if DoneForm().validate_on_submit():
        readiness = latest_of(case)
        readiness.share(_mine(case), by=me())
        flash(
            _("All views are shared. You can read them side by side now.")
            if readiness.shared_at
            else _("Your view is ready. The others can read it when all parties are ready.")
        )
    return see_other(".show", ref=case.ref)


@bp.post("/cases/<ref>/readiness/return")
@allows_case(policy.share)
def take_back(case):
    if DoneForm().validate_on_submit():
        latest_of(case).take_back(_mine(case), by=me())
        flash(_("You can change your view again."))
    return see_other(".show", ref=case.ref)


@bp.post("/cases/<ref>/readiness/rounds")
@allows_case(policy.begin)
def begin(case):
    """Look again. What was written before stays readable."""
    if DoneForm().validate_on_submit():
        Readiness.open(case, by=me())
        flash(_("A new round has begun. What you wrote before stays readable."))
    return see_other(".show", ref=case.ref)


@bp.route("/cases/<ref>/readiness/gaps", methods=["GET", "POST"])
@allows_case(policy.mark)
def mark(case):
    readiness = latest_of(case)
    form = GapForm(readiness.parties)
    if form.validate_on_submit():
        Gap.mark(readiness, form.condition, form.whose, form.what.data, by=me())
        flash(_("It is written down for both sides. Now you can say who helps."))
        return see_other(".show", ref=case.ref, _anchor="gaps")
    if request.method == "GET":
        form.subject.data = request.args.get("subject")
    return page("readiness/mark.html", form, case=case)


@bp.route("/gaps/<ref>/help", methods=["GET", "POST"])
@allows(policy.help)
def help(gap):
    """A help with a person and a day: an offer to the other side, or a promise of one's own."""
    mine = _mine(gap.case)
    form = HelpForm(_people_of(mine))
    if form.validate_on_submit():
        owner = db.session.get(Person, form.owner.data)
        db.session.add(gap.help(form.what.data, owner, form.due_on.data, mine, by=me()))
        flash(_("It stands with the promises, with a person and a day."))
        return see_other(".show", ref=gap.case.ref, _anchor=gap.ref)
    return page("readiness/help.html", form, gap=gap, case=gap.case, own=mine.key == gap.whose.key)


@bp.post("/gaps/<ref>/settlement")
@allows(policy.settle)
def settle(gap):
    if DoneForm().validate_on_submit():
        gap.settle(by=me())
        flash(_("Good. Both sides see that it is there now."))
    return see_other(".show", ref=gap.case.ref, _anchor=gap.ref)


@panel("acquaintance", order=30)
def both_ready(case: Case) -> str | None:
    if latest_of(case) is None and case.stage not in EARLY:
        return None
    about = {"case": case, "latest": latest_of(case), "open_to": policy.open_to(me(), case)}
    return render_template("readiness/panel.html", gaps=[gap for gap in case.gaps if gap.is_open], **about)


def _mine(case: Case) -> Party:
    mine = party_for(me(), case)
    assert mine, "the rules of these doors let in only who speaks for a party"
    return mine


def _own_view(readiness: Readiness | None, mine: Party) -> Any:
    """With its texts, as they are kept now."""
    found = [view for view in readiness.views if view.key == mine.key] if readiness else []
    return db.session.scalars(queries.to_write_in(found[0])).one() if found else None


def _overtaken(form: ViewForm, case: Case, mine: Party):
    """409: what somebody of the same side kept meanwhile stands beside what was typed; nothing is lost."""
    db.session.rollback()
    view = _own_view(latest_of(case), mine)
    meanwhile = form.differing(view)
    form.seen.data = str(view.edition)
    return page("readiness/write.html", form, case=case, mine=mine, meanwhile=meanwhile)[0], 409


def _people_of(party: Party) -> list[Person]:
    """Who can look after it: anyone of one's own side."""
    if party.collective is None:
        return list(db.session.scalars(cases.officers()))
    return sorted((one for one in party.collective.people if one.is_active), key=lambda person: person.name)
