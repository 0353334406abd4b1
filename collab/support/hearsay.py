"""Doors of what was promised in a conversation."""

from flask import Blueprint, current_app, flash, request
from flask_babel import gettext as _

from collab.access import guard
from collab.cases.models import Case, Message
from collab.clock import local, today
from collab.collectives.models import Collective
from collab.forms import DoneForm
from collab.people.words import Side
from collab.web import me, page, see_other

from . import saying
from .forms import ContestForm, SaidForm, SaidYesForm
from .routes import allows_case
from .said import SaidPromise

bp = Blueprint("hearsay", __name__)
allows = guard(SaidPromise, saying.visible_to, along="case")


@bp.route("/cases/<ref>/support/said", methods=["GET", "POST"])
@allows_case(saying.note)
def note(case):
    """Write down, in one line, what somebody promised."""
    message = _message(case)
    form = SaidForm(_parties(case), **_from(message))
    if form.validate_on_submit():
        said = SaidPromise.write(
            case, form.what.data, by=me(), message=message, **_facts(case, form, message)
        )
        if form.at_once.data:
            said.share(by=me())
            flash(_("The other side is asked whether it was said so."))
        else:
            flash(_("It is written down. For a week only your own side sees it."))
        return see_other("support.ledger", ref=case.ref, _anchor="said")
    return page("support/note.html", form, case=case, message=message)


@bp.post("/said-promises/<ref>/sharing")
@allows(saying.share)
def share(said):
    if DoneForm().validate_on_submit():
        said.share(by=me())
        flash(_("The other side is asked whether it was said so."))
    return _back(said)


@bp.post("/said-promises/<ref>/withdrawal")
@allows(saying.withdraw)
def withdraw(said):
    if DoneForm().validate_on_submit():
        said.withdraw(by=me())
        flash(_("You took it back."))
    return _back(said)


@bp.route("/said-promises/<ref>/confirmation", methods=["GET", "POST"])
@allows(saying.confirm)
def confirm(said):
    form = SaidYesForm(said.due_on, is_own=me().side == said.side)
    if form.validate_on_submit():
        said.confirm(form.due_on.data if form.due_on else None, by=me())
        flash(_("It stands in the list as a promise now."))
        return _back(said)
    return page("support/said_so.html", form, said=said, case=said.case)


@bp.route("/said-promises/<ref>/contest", methods=["GET", "POST"])
@allows(saying.contest)
def contest(said):
    form = ContestForm()
    form.words.label.text = _("How do you remember it?")
    if form.validate_on_submit():
        said.contest(form.words.data, by=me())
        flash(_("The other side reads how you remember it. Talk about it, and write down what you agree."))
        return _back(said)
    return page("support/said_otherwise.html", form, said=said, case=said.case)


def _message(case: Case) -> Message | None:
    """The message in which it was said, when the visitor comes from there."""
    number = request.args.get("message", "")
    return next((message for message in case.messages if str(message.id) == number), None)


def _parties(case: Case) -> list[tuple[str, str]]:
    """A collective writes down what itself or the municipality promised, nothing of another collective."""
    known = (it for it in case.collectives if me().is_officer or it.role_of(me()))
    theirs = [(collective.ref, collective.name) for collective in known]
    return [*theirs, (Side.MUNICIPALITY.value, current_app.config["SETTINGS"].organisation)]


def _from(message: Message | None) -> dict[str, str]:
    if message is None:
        return {} if me().is_officer else {"who": Side.MUNICIPALITY.value}
    theirs = message.side == Side.COLLECTIVE and message.case.collective_of(message.person)
    return {"said_by": message.person.name, "who": theirs.ref if theirs else Side.MUNICIPALITY.value}


def _facts(case: Case, form: SaidForm, message: Message | None) -> dict:
    party = _collective(case, form.who.data)
    return {
        "side": Side.COLLECTIVE if party else Side.MUNICIPALITY, "collective": party,
        "said_by": form.said_by.data, "due_on": form.due_on.data,
        "said_on": local(message.said_at).date() if message else today(),
    }  # fmt: skip


def _collective(case: Case, ref: str) -> Collective | None:
    return next((collective for collective in case.collectives if collective.ref == ref), None)


def _back(said: SaidPromise):
    anchor = said.promise.ref if said.promise else "said"
    return see_other("support.ledger", ref=said.case.ref, _anchor=anchor)
