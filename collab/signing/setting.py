"""Setting a signature, or not: the same page for who is signed in and for who follows a personal link."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request
from flask_babel import force_locale
from flask_babel import gettext as _

from collab.agreements.authority import Claim
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.signing import Proof
from collab.people.models import Person
from collab.web import page

from .codes import Code, masked, session_is_enough
from .forms import CodedForm, DeclineByLinkForm, SignForm


def sign_here(agreement: Agreement, person: Person, claims: Sequence[Claim], back: Any, **ways: Any):
    """`back()` answers once it is signed; `ways` are the addresses of the other ways on."""
    ways = {"hand_over": None, "link": None} | ways
    claim = chosen(claims)
    enough = session_is_enough(agreement, person)
    form = SignForm(digest=agreement.text.digest, name=person.name)
    status = None
    if form.validate_on_submit():
        if enough or _is_proven(form, agreement, person):
            proof = Proof.SESSION if enough else Proof.CODE
            name = name_under(claim, form.typed_name.data, agreement)
            how = {"party": claim.party, "minor": claim.minor, "proof": proof}
            agreement.sign(form.digest.data, name, claim.authority, by=person, **how)
            flash(_("You signed for %(party)s.", party=claim.party.name))
            return back()
        status = 200  # not 422, which would forget the attempt and the code that was sent
    code = None if enough else Code.live(agreement.text, person)
    shown = page(
        "signing/sign.html", form, agreement=agreement, claim=claim, claims=claims, person=person,
        enough=enough, code=code, address=masked(person.email), ways=ways,
    )  # fmt: skip
    return shown[0], status or shown[1]


def decline_here(agreement: Agreement, person: Person, party: Party, back: str, key: str):
    """Not to sign, for who follows a personal link: as sure that it is them as for a signature."""
    enough = session_is_enough(agreement, person)
    form = DeclineByLinkForm()
    status = None
    if form.validate_on_submit():
        if enough or _is_proven(form, agreement, person):
            agreement.decline(form.reason.data, by=person, party=party)
            return redirect(back, 303)
        status = 200  # as above
    code = None if enough else Code.live(agreement.text, person)
    about = {"enough": enough, "code": code, "address": masked(person.email)}
    shown = page("signing/decline.html", form, agreement=agreement, back=back, link=key, **about)
    return shown[0], status or shown[1]


def chosen(claims: Sequence[Claim]) -> Claim:
    """The one that the address names, for who signs more than once."""
    return next((claim for claim in claims if claim.key == request.args.get("for")), claims[0])


def name_under(claim: Claim, typed: str, agreement: Agreement) -> str:
    """What stands under the text: for a minor both names."""
    if claim.minor is None:
        return typed
    with force_locale(agreement.language):
        return _("%(minor)s, represented by %(name)s (guardian)", minor=claim.minor, name=typed)


def _is_proven(form: CodedForm, agreement: Agreement, person: Person) -> bool:
    """By the code that was typed; else a code goes out, or the page says what was wrong with it."""
    code = Code.live(agreement.text, person)
    if code is None or form.wants_code:
        Code.send(agreement.text, person)
        form.code.data = ""
        return False
    if not form.code.data:
        form.code.errors = [_("Type the six digits from our mail.")]
        return False
    if code.takes(form.code.data):
        return True
    form.code.errors = [
        _("This is not the code from our last mail. Please look again.")
        if code.is_live
        else _("This was not the code for the fifth time. Ask for a new one.")
    ]
    return False
