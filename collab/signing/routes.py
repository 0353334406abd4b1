"""Doors of signing: to sign a frozen text, not to, to pass it on, or to bring it back to the table."""

from flask import Blueprint, abort, flash, request, url_for
from flask_babel import gettext as _

from collab.access import guard
from collab.agreements import policy as agreements
from collab.agreements.authority import authority_of, claims_in_round, claims_of
from collab.agreements.models import Agreement
from collab.agreements.queries import readable_by
from collab.db import db
from collab.people.models import Person
from collab.web import me, page, see_other

from . import policy
from .forms import DayForm, DeclineForm, HandOverForm, ReopenForm
from .invitations import Invitation
from .setting import chosen, sign_here
from .signatories import who_could_take_over

bp = Blueprint("signing", __name__)
allows = guard(Agreement, readable_by, along="case")


@bp.route("/agreements/<ref>/reopening", methods=["GET", "POST"])
@allows(agreements.reopen)
def reopen(agreement):
    form = ReopenForm()
    if form.validate_on_submit():
        agreement.reopen(form.reason.data, by=me())
        return see_other("agreements.show", ref=agreement.ref)
    return page("signing/reopen.html", form, agreement=agreement)


@bp.route("/agreements/<ref>/signing", methods=["GET", "POST"])
@allows(agreements.sign)
def sign(agreement):
    claims = claims_of(me(), agreement)
    which = {"ref": agreement.ref, "for": request.args.get("for")}
    ways = {"decline": url_for(".decline", **which)}
    if policy.hand_over(me(), agreement) is None:
        ways["hand_over"] = url_for(".hand_over", **which)
    return sign_here(agreement, me(), claims, lambda: _after(agreement), **ways)


@bp.route("/agreements/<ref>/refusal", methods=["GET", "POST"])
@allows(agreements.decline)
def decline(agreement):
    on_turn = claims_of(me(), agreement)
    form = DeclineForm()
    if form.validate_on_submit():
        party = chosen([*on_turn, *claims_in_round(me(), agreement)]).party
        agreement.decline(form.reason.data, by=me(), party=party)
        return see_other("agreements.show", ref=agreement.ref)
    back = url_for(".sign" if on_turn else "agreements.show", ref=agreement.ref)
    return page("signing/decline.html", form, agreement=agreement, back=back, link=None, enough=True)


@bp.route("/agreements/<ref>/signing/hand-over", methods=["GET", "POST"])
@allows(policy.hand_over)
def hand_over(agreement):
    """The old link dies at once, and the other person is invited with a link of their own."""
    party = chosen([claim for claim in claims_of(me(), agreement) if claim.minor is None]).party
    others = who_could_take_over(agreement, party, me())
    form = HandOverForm()
    form.to.choices = [(person.id, person.name) for person in others]
    if others and form.validate_on_submit():
        to = db.session.get_one(Person, form.to.data)
        authority = authority_of(to, agreement, party)
        agreement.hand_over(to, authority, form.reason.data, by=me(), party=party)
        Invitation.pass_on(agreement.text, party, me(), to)
        flash(_("%(name)s is asked to sign now.", name=to.name))
        return see_other("agreements.show", ref=agreement.ref)
    return page("signing/hand_over.html", form, agreement=agreement, party=party, others=others)


@bp.route("/agreements/<ref>/signing/day", methods=["GET", "POST"])
@allows(policy.move_day)
def move_day(agreement):
    """Either side gives everyone more time, or less; both read why."""
    form = DayForm(day=agreement.sign_by)
    if form.validate_on_submit():
        agreement.sign_before(form.day.data, form.reason.data, by=me())
        return see_other("agreements.show", ref=agreement.ref)
    return page("signing/move_day.html", form, agreement=agreement)


@bp.get("/agreements/<ref>/rounds/<int:number>")
@allows(policy.see)
def earlier(agreement, number):
    """A text that was laid down for signing, with the signatures it got, also when it went back."""
    frozen = next((frozen for frozen in agreement.frozen if frozen.number == number), None) or abort(404)
    return page("signing/earlier.html", agreement=agreement, frozen=frozen)


def _after(agreement: Agreement):
    """To the next signature of the same person, if there is one."""
    if agreements.sign(me(), agreement) is None:
        return see_other(".sign", ref=agreement.ref)
    return see_other("agreements.show", ref=agreement.ref)
