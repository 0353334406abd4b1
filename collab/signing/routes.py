"""Doors of signing: to sign a frozen text, or to bring it back to the table."""

from flask import Blueprint

from collab.access import guard
from collab.agreements import policy
from collab.agreements.models import Agreement
from collab.agreements.queries import readable_by
from collab.web import me, page, see_other

from .forms import ReopenForm, SignForm

bp = Blueprint("signing", __name__)
allows = guard(Agreement, readable_by, along="case")


@bp.route("/agreements/<ref>/reopening", methods=["GET", "POST"])
@allows(policy.reopen)
def reopen(agreement):
    form = ReopenForm()
    if form.validate_on_submit():
        agreement.reopen(form.reason.data, by=me())
        return see_other("agreements.show", ref=agreement.ref)
    return page("signing/reopen.html", form, agreement=agreement)


@bp.route("/agreements/<ref>/signing", methods=["GET", "POST"])
@allows(policy.sign)
def sign(agreement):
    form = SignForm(digest=agreement.text.digest, name=me().name)
    if form.validate_on_submit():
        authority = policy.authority_of(me(), agreement)
        agreement.sign(form.digest.data, form.typed_name.data, authority, by=me())
        return see_other("agreements.show", ref=agreement.ref)
    authority, party = policy.authority_of(me(), agreement), agreement.party_of(me())
    return page("signing/sign.html", form, agreement=agreement, authority=authority, party=party)
