"""Doors of signing on paper: one side brings the scan, the other says whether it is so."""

from flask import Response, abort, flash
from flask_babel import gettext as _

from collab.access import demand
from collab.agreements.authority import claims_of
from collab.agreements.models import Agreement
from collab.documents.files import EXTENSIONS, make_room, taken_along
from collab.documents.models import store
from collab.errors import NotNow
from collab.forms import DoneForm
from collab.people.models import Person
from collab.web import me, page, see_other

from . import policy
from .forms import ContestForm, PaperForm
from .routes import allows, bp
from .scans import PaperSignature, both_names
from .signatories import who_can_sign

make_room(bp, "bring")


@bp.route("/agreements/<ref>/paper-signatures/new", methods=["GET", "POST"])
@allows(policy.bring_paper)
def bring(agreement):
    claims = on_paper(agreement, by=me())
    form = PaperForm()
    form.who.choices = [
        (key, f"{both_names(person, claim.minor)} ({claim.party.name})")
        for key, (person, claim) in claims.items()
    ]
    if claims and form.validate_on_submit():
        person, claim = claims[form.who.data]
        facts = {"signed_on": form.signed_on.data, "reason": form.reason.data}
        facts["content_sha256"] = store(*form.file.kept)
        PaperSignature.bring(agreement.text, claim, person, by=me(), **facts)
        flash(_("Now the other side says whether it is so. Until then it does not count."))
        return see_other("agreements.show", ref=agreement.ref)
    return page("signing/bring.html", form, agreement=agreement, claims=claims)


@bp.get("/agreements/<ref>/paper-signatures/<int:number>")
@allows(policy.see_paper)
def scanned(agreement, number):
    scan = _scan(agreement, number)
    may_answer = policy.answer_paper(me(), agreement, scan) is None
    return page("signing/scan.html", ContestForm(), agreement=agreement, scan=scan, may_answer=may_answer)


@bp.get("/agreements/<ref>/paper-signatures/<int:number>/scan")
@allows(policy.see_paper)
def download(agreement, number) -> Response:
    content = _scan(agreement, number).content
    name = f"{agreement.ref}-{number}.{EXTENSIONS[content.media_type]}"
    return taken_along(content.body, content.media_type, name)


@bp.post("/agreements/<ref>/paper-signatures/<int:number>/confirmation")
@allows(policy.see_paper)
def confirm(agreement, number):
    scan = _to_answer(agreement, number)
    if DoneForm().validate_on_submit():
        mine = (scan.party, scan.minor)
        claims = claims_of(scan.person, agreement)
        claim = next((claim for claim in claims if (claim.party, claim.minor) == mine), None)
        if claim is None:
            raise NotNow(_("%(name)s cannot sign this text any more.", name=scan.person.name))
        scan.confirm(claim, by=me())
        flash(_("The signature on paper counts now."))
    return see_other("agreements.show", ref=agreement.ref)


@bp.post("/agreements/<ref>/paper-signatures/<int:number>/contest")
@allows(policy.see_paper)
def contest(agreement, number):
    scan = _to_answer(agreement, number)
    form = ContestForm()
    if form.validate_on_submit():
        scan.contest(form.why.data, by=me())
        return see_other("agreements.show", ref=agreement.ref)
    return page("signing/scan.html", form, agreement=agreement, scan=scan, may_answer=True)


def on_paper(agreement: Agreement, by: Person) -> dict[str, tuple]:
    """Whose signature on paper could count at this moment, by a key for the page. A collective does not
    bring one of another collective: that one would not be asked whether it is so."""
    return {
        f"{person.id}-{claim.key}": (person, claim)
        for party in agreement.text.on_turn
        if party.side != by.side or party is agreement.party_for(by)
        for person in who_can_sign(agreement, party)
        for claim in claims_of(person, agreement)
        if claim.party is party
    }


def _scan(agreement: Agreement, number: int) -> PaperSignature:
    scans = (scan for frozen in agreement.frozen for scan in frozen.scans)
    return next((scan for scan in scans if scan.id == number), None) or abort(404)


def _to_answer(agreement: Agreement, number: int) -> PaperSignature:
    scan = _scan(agreement, number)
    demand(policy.answer_paper(me(), agreement, scan))
    return scan
