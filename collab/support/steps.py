"""Doors of the steps of a promise."""

from collections.abc import Callable
from typing import NamedTuple

from flask import flash
from flask_babel import gettext as _

from collab.forms import DoneForm, Form
from collab.web import me, page, see_other

from . import policy
from .forms import (
    AcceptForm,
    AnswerForm,
    BudgetForm,
    CarryOnForm,
    ContestForm,
    DeclineForm,
    NewDayForm,
    ResponseForm,
    ThanksForm,
    UseForm,
    WordsForm,
)
from .models import Promise
from .routes import allows, bp
from .words import State


class Step(NamedTuple):
    """The words of a page that asks what belongs to a step."""

    title: str
    lead: str
    button: str
    sends: bool = True  # whether the other side gets a mail


@bp.route("/promises/<ref>/acceptance", methods=["GET", "POST"])
@allows(policy.accept)
def accept(promise):
    form = AcceptForm(promise)
    if form.validate_on_submit():
        promise.promise(form.due_on.data, by=me(), **form.facts)
        flash(_("It is promised now. Both sides are reminded in time."))
        return _back(promise)
    return page("support/accept.html", form, promise=promise, case=promise.case)


@bp.route("/promises/<ref>/refusal", methods=["GET", "POST"])
@allows(policy.decline)
def decline(promise):
    asked = promise.state == State.ASKED
    form = DeclineForm(asked)
    if form.validate_on_submit():
        promise.decline(*form.words, by=me())
        flash(_("The other side reads your reason, and how to go on."))
        return _back(promise)
    if not asked:
        lead = _("You may simply say no. A reason helps the other side.")
        return _ask(promise, form, Step(_("Say no"), lead, _("Say no")))
    lead = _("A no comes with a reason, and with something that is possible or somebody who could help.")
    return _ask(promise, form, Step(_("Say no"), lead, _("Say no, with this reason")))


@bp.post("/promises/<ref>/withdrawal")
@allows(policy.withdraw)
def withdraw(promise):
    return _done(promise, promise.withdraw, _("You took it back. The other side gets a mail."))


@bp.post("/promises/<ref>/start")
@allows(policy.start)
def start(promise):
    return _done(promise, promise.start, _("Both sides see that it is under way."))


@bp.post("/promises/<ref>/delivery")
@allows(policy.deliver)
def deliver(promise):
    return _done(promise, promise.deliver, _("The other side is asked to confirm that it was delivered."))


@bp.post("/promises/<ref>/confirmation")
@allows(policy.confirm)
def confirm(promise):
    return _done(promise, promise.confirm, _("You confirmed that it was delivered."))


@bp.route("/promises/<ref>/contest", methods=["GET", "POST"])
@allows(policy.contest)
def contest(promise):
    form = ContestForm()
    if form.validate_on_submit():
        promise.contest(form.words.data, by=me())
        flash(_("The other side hears what you did not receive, and is asked to answer."))
        return _back(promise)
    lead = _("Say what is missing. Who promised it answers you. Both sides see it.")
    return _ask(promise, form, Step(_("Not received"), lead, _("Say that it was not received")))


@bp.route("/promises/<ref>/answer", methods=["GET", "POST"])
@allows(policy.answer)
def answer(promise):
    form = AnswerForm()
    if form.validate_on_submit():
        promise.answer(form.words.data, again=form.how.data == "again", by=me())
        flash(_("The other side reads your answer."))
        return _back(promise)
    lead = _("The other side did not receive it. Say what you do about it.")
    return _ask(promise, form, Step(_("Answer what was not received"), lead, _("Send this answer")))


@bp.route("/promises/<ref>/release", methods=["GET", "POST"])
@allows(policy.release)
def release(promise):
    form = ThanksForm()
    if form.validate_on_submit():
        promise.release(form.words.data, by=me())
        flash(_("You let it go. Nobody has to do it any more."))
        return _back(promise)
    lead = _("It was promised to you, so you can let it go. Then nobody waits for it any more.")
    return _ask(promise, form, Step(_("Let this promise go"), lead, _("Let it go")))


@bp.route("/promises/<ref>/new-day", methods=["GET", "POST"])
@allows(policy.move)
def move(promise):
    form = NewDayForm()
    if form.validate_on_submit():
        promise.ask_new_day(form.due_on.data, form.words.data, by=me())
        flash(_("The other side is asked. Until they say yes, the day stays as it is."))
        return _back(promise)
    lead = _("You ask it; the other side says yes or no. The first day stays visible in the history.")
    return _ask(promise, form, Step(_("Can it be another day?"), lead, _("Ask for this day")))


@bp.route("/promises/<ref>/settlement", methods=["GET", "POST"])
@allows(policy.settle)
def settle(promise):
    form = WordsForm()
    if form.validate_on_submit():
        promise.ask_settlement(form.words.data, by=me())
        flash(_("The other side is asked. It is settled when they say yes."))
        return _back(promise)
    lead = _("You see it differently. Write how you want to settle it. It is settled when both sides agree.")
    return _ask(promise, form, Step(_("Settle it together"), lead, _("Propose this")))


@bp.post("/promises/<ref>/response")
@allows(policy.respond)
def respond(promise):
    form = ResponseForm()
    if form.validate_on_submit():
        promise.respond(form.agreed.data == "yes", by=me())
        flash(_("The other side hears your answer."))
    return _back(promise)


@bp.route("/promises/<ref>/use", methods=["GET", "POST"])
@allows(policy.use)
def use(promise):
    form = UseForm()
    if form.validate_on_submit():
        promise.use(form.quantity.data, form.used_on.data, form.note.data, by=me())
        flash(_("It is noted. Both sides see how much is still free."))
        return _back(promise)
    free = promise.say(promise.quantity - promise.noted)
    lead = _("Still free: %(rest)s.", rest=free)
    return _ask(promise, form, Step(_("Note what was used"), lead, _("Note this"), sends=False))


@bp.route("/promises/<ref>/continuation", methods=["GET", "POST"])
@allows(policy.carry_on)
def carry_on(promise):
    form = CarryOnForm(successor=promise.successor)
    if form.validate_on_submit():
        promise.carry_on(form.how.data, form.successor.data, form.words.data, by=me())
        flash(_("Both sides know now what happens afterwards."))
        return _back(promise)
    lead = _("This has a last day. Decide in time what comes then, so that nobody is taken by surprise.")
    return _ask(promise, form, Step(_("Who carries on?"), lead, _("Record this decision")))


@bp.route("/promises/<ref>/budget", methods=["GET", "POST"])
@allows(policy.budget)
def budget(promise):
    form = BudgetForm()
    if form.validate_on_submit():
        promise.stand_in_budget(form.words.data, by=me())
        flash(_("Both sides see that the money stands in the papers."))
        return _back(promise)
    lead = _("Support for several years must stand in the budget papers, or it ends without a decision.")
    return _ask(promise, form, Step(_("It stands in the budget papers"), lead, _("Record this")))


def _done(promise: Promise, verb: Callable, said: str):
    """A step of which the button is all there is."""
    if DoneForm().validate_on_submit():
        verb(by=me())
        flash(said)
    return _back(promise)


def _ask(promise: Promise, form: Form, step: Step):
    return page("support/step.html", form, promise=promise, case=promise.case, step=step)


def _back(promise: Promise):
    return see_other(".ledger", ref=promise.case.ref, _anchor=promise.ref)
