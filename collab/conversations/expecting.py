"""Doors of expectations: said, heard, said in other words, withdrawn, promised."""

from flask import flash, request
from flask_babel import gettext as _

from collab.access import demand
from collab.cases.models import Case
from collab.db import db
from collab.forms import DoneForm, SeenForm
from collab.web import me, numbered, page, see_other

from . import policy, showing
from .expectations import Expectation
from .forms import CommitForm, ExpectationForm
from .parties import parties_of, party_for
from .routes import allows, bp
from .statements import Overtaken


@bp.route("/cases/<ref>/expectations/new", methods=["GET", "POST"])
@allows(policy.write)
def expect(case):
    form = ExpectationForm()
    if form.validate_on_submit():
        said = Expectation.state(case, form.text.data, by=me())
        flash(_("It stands here for all. The others are asked to hear it."))
        return _back(said)
    return page("conversations/expect.html", form, case=case, expectation=None)


@bp.route("/cases/<ref>/expectations/<int:number>/wording", methods=["GET", "POST"])
@allows(policy.write)
def reword(case, number):
    expectation = expectation_of(case, number, policy.own)
    form = ExpectationForm()
    if form.validate_on_submit():
        try:
            expectation.reword(form.text.data, form.number, by=me())
        except Overtaken:
            return _overtaken(form, expectation)
        flash(_("It is said in other words. The others are asked to hear it again."))
        return _back(expectation)
    if request.method == "GET":
        form.text.data, form.seen.data = expectation.latest.text, expectation.latest.number
    return page("conversations/expect.html", form, case=case, expectation=expectation)


@bp.post("/cases/<ref>/expectations/<int:number>/hearing")
@allows(policy.represent)
def hear(case, number):
    expectation, form = expectation_of(case, number, policy.hear), SeenForm()
    if form.validate_on_submit():
        try:
            expectation.hear(form.number, by=me())
        except Overtaken:
            return _overtaken(None, expectation)
        flash(_("The others see that you heard it."))
    return _back(expectation)


@bp.post("/cases/<ref>/expectations/<int:number>/withdrawal")
@allows(policy.write)
def withdraw(case, number):
    expectation = expectation_of(case, number, policy.own)
    if DoneForm().validate_on_submit():
        expectation.withdraw(by=me())
        flash(_("You do not expect this any more. It stays readable below."))
    return _back(expectation)


@bp.route("/cases/<ref>/expectations/<int:number>/promise", methods=["GET", "POST"])
@allows(policy.represent)
def commit(case, number):
    """Who expects it asks for it, another party promises it: both stand in the list of promises."""
    expectation = expectation_of(case, number, policy.commit)
    is_own = policy.own(me(), expectation) is None
    others = [party for party in parties_of(case) if party != expectation.party]
    form = CommitForm(others if is_own else [])
    if form.validate_on_submit():
        if is_own:
            chosen = form.party.data if form.party else None
            doer = next((party for party in others if party.key == chosen), others[0])
            promise = expectation.ask(form.what.data, doer, by=me(), **form.facts)
        else:
            promise = expectation.promise_it(form.what.data, by=me(), **form.facts)
        db.session.add(promise)
        flash(_("It stands in the list of promises now."))
        return _back(expectation)
    if request.method == "GET":
        form.what.data = " ".join(expectation.latest.text.split())[:300]
    about = {"case": case, "expectation": expectation, "is_own": is_own, "others": others}
    return page("conversations/commit.html", form, party=party_for(me(), case), **about)


def expectation_of(case: Case, number: int, rule) -> Expectation:
    expectation = numbered(case.expectations, number)
    if expectation.withdrawn_at is None:
        demand(rule(me(), expectation))
    return expectation


def _overtaken(form: ExpectationForm | None, expectation: Expectation):
    """409: what stands there now, and what this person was about to say."""
    latest, party = expectation.latest, expectation.party
    yours = [(form.text.label.text, form.text.data)] if form else []
    told = showing.Overtaking(party.side, party.name, latest, [(_("What is expected"), latest.text)], yours)
    return showing.overtaken(form, told, latest.said_at, {"case": expectation.case})


def _back(expectation: Expectation):
    return see_other(".index", ref=expectation.case.ref, _anchor=f"expectation-{expectation.number}")
