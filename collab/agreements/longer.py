"""Doors of a longer term: propose it, say yes or no, take it back; and where a page shows it."""

from flask import flash, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import ValidationError

from collab.cases.words import due_words
from collab.errors import NotNow
from collab.forms import Day, Form, Line, SeenForm, required
from collab.panels import panel
from collab.web import me, page, see_other

from . import policy
from .answer_forms import RejectForm
from .extending import ExtensionProposal, Longer, dependent
from .models import Agreement
from .routes import allows, bp


class ExtendForm(Form):
    ends_on = Day(_("Until when does it run?"), [required(_("Fill in the last day."))])
    ground = Line(_("On what ground?"), [required(_("Say on which decision or talk it rests."))])
    follow = BooleanField(_("The dates that depend on the end move along"))

    def __init__(self, agreement: Agreement):
        super().__init__()
        self.last = agreement.ends_on

    def validate_ends_on(self, field) -> None:
        if field.data and field.data <= self.last:
            raise ValidationError(gettext("Choose a day after the last day there is now."))

    @property
    def longer(self) -> Longer:
        return Longer(self.ends_on.data, self.ground.data or "", self.follow.data)


@bp.route("/agreements/<ref>/extension", methods=["GET", "POST"])
@allows(policy.extend)
def extend(agreement):
    form = ExtendForm(agreement)
    if form.validate_on_submit():
        ExtensionProposal.make(agreement, form.longer, by=me())
        flash(gettext("The longer term is proposed. The other parties get a mail."))
        return see_other(".show", ref=agreement.ref)
    moves = dependent(agreement)
    return page("agreements/longer/propose.html", form, agreement=agreement, moves=moves, due_words=due_words)


@bp.post("/agreements/<ref>/extension/consent")
@allows(policy.answer_extension)
def agree_to_extension(agreement):
    form = SeenForm()
    if form.validate_on_submit():
        proposal = _lying(agreement, form.number)
        proposal.agree(by=me())
        if proposal.is_open:
            flash(gettext("You agreed. It counts when all parties have agreed."))
        else:
            flash(gettext("All parties agreed. The agreement runs longer, and everyone gets a mail."))
    return see_other(".show", ref=agreement.ref)


@bp.route("/agreements/<ref>/extension/refusal", methods=["GET", "POST"])
@allows(policy.answer_extension)
def decline_extension(agreement):
    proposal = agreement.proposed_extension
    form = RejectForm(seen=proposal.number if proposal else 0)
    if form.validate_on_submit():
        _lying(agreement, form.number).decline(form.reason.data, by=me())
        flash(gettext("The term stays as it is. The other parties read why."))
        return see_other(".show", ref=agreement.ref)
    return page("agreements/longer/decline.html", form, agreement=agreement, proposal=proposal)


@bp.post("/agreements/<ref>/extension/withdrawal")
@allows(policy.answer_extension)
def withdraw_extension(agreement):
    form = SeenForm()
    if form.validate_on_submit():
        _lying(agreement, form.number).withdraw(by=me())
        flash(gettext("The proposal for a longer term is off the table."))
    return see_other(".show", ref=agreement.ref)


@panel("agreement", 40)
def longer_term_on_the_table(agreement: Agreement) -> str | None:
    proposal = agreement.proposed_extension
    if proposal is None:
        return None
    may = policy.answer_extension(me(), agreement) is None
    mine = agreement.party_for(me()) if may else None
    about = {"proposal": proposal, "mine": mine, "due_words": due_words, "hanging": dependent(agreement)}
    return render_template("agreements/longer/lying.html", agreement=agreement, **about)


@panel("agreement", 90)
def how_long_it_runs(agreement: Agreement) -> str | None:
    may = policy.extend(me(), agreement) is None
    before = [proposal for proposal in agreement.extension_proposals if not proposal.is_open]
    without = [proposal for proposal in reversed(before) if proposal.extension is None]
    if not (may or agreement.extensions or without):
        return None
    return render_template("agreements/longer/past.html", agreement=agreement, may=may, without=without)


def _lying(agreement: Agreement, seen: int) -> ExtensionProposal:
    """The proposal that this person saw."""
    proposal = agreement.proposed_extension
    if proposal is None or proposal.number != seen:
        raise NotNow(gettext("This proposal is not on the table any more."))
    return proposal
