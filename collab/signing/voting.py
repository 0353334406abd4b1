"""Doors of an assembly: its own people see who said what, the other parties what is shared with them."""

from flask import abort, flash, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from collab.access import public
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.signing import Frozen
from collab.collectives.words import MemberRole
from collab.db import db
from collab.errors import NotYours
from collab.forms import DoneForm
from collab.i18n import speak_to
from collab.people.models import Person
from collab.web import me, page, see_other

from . import policy
from .assemblies import KEYS, Assembly, Ballot, Choice
from .assembly_forms import AssemblyForm, MinutesForm, VoteForm
from .links import link_over, load_in_turn, per_visitor
from .routes import allows, bp
from .signatories import members_of


@bp.route("/agreements/<ref>/assembly/new", methods=["GET", "POST"])
@allows(policy.ask_members)
def call(agreement):
    party = agreement.party_for(me())
    form = AssemblyForm(ends_on=agreement.sign_by, members=len(members_of(party)))
    if form.validate_on_submit():
        Assembly.call(agreement.text, party, form.quorum.data, form.ends_on.data, by=me())
        flash(_("Every member with an e-mail address gets a link to vote."))
        return see_other(".assembly", ref=agreement.ref)
    return page("signing/call.html", form, agreement=agreement, party=party)


@bp.get("/agreements/<ref>/assembly")
@allows(policy.see)
def assembly(agreement):
    held = own_assembly(agreement)
    return page("signing/assembly.html", agreement=agreement, held=held, leads=leads(me(), held.party))


@bp.route("/agreements/<ref>/assembly/minutes", methods=["GET", "POST"])
@allows(policy.see)
def minutes(agreement):
    """Closes the vote, and makes the minutes the authority of those who sign."""
    held = own_assembly(agreement)
    _expect_lead(held.party)
    if held.closed_at is None:
        if request.method == "POST" and DoneForm().validate_on_submit():
            held.close(drafted(held), by=me())
            return see_other(".minutes", ref=agreement.ref)
        return see_other(".assembly", ref=agreement.ref)
    form = MinutesForm(minutes=held.minutes)
    members = members_of(held.party)
    form.signatories.choices = [(person.id, person.name) for person in members]
    if form.validate_on_submit():
        chosen = [person for person in members if person.id in form.signatories.data]
        held.adopt(form.minutes.data, chosen, _reference(held), by=me())
        flash(_("The minutes are adopted. Who you chose may sign."))
        return see_other(".assembly", ref=agreement.ref)
    return page("signing/minutes.html", form, agreement=agreement, held=held)


@bp.post("/agreements/<ref>/assembly/sharing")
@allows(policy.see)
def share_counts(agreement):
    held = own_assembly(agreement)
    _expect_lead(held.party)
    if DoneForm().validate_on_submit():
        held.share(by=me())
    return see_other(".assembly", ref=agreement.ref)


@bp.route("/votes/<key>", methods=["GET", "POST"])
@public
@per_visitor
def vote(key: str):
    """The link is the ballot of one member; as long as the vote is open it can change."""
    ballot = _ballot(key)
    if ballot is None or not ballot.is_open:
        return link_over(_("The vote of the members is closed, or a part of the address is missing."))
    form = VoteForm(choice=ballot.choice, argument=ballot.argument)
    if form.validate_on_submit():
        ballot.cast(Choice(form.choice.data), form.argument.data or "")
        flash(_("Your vote counts. You can change it until the end."))
        return see_other(".vote", key=key)
    return page("signing/vote.html", form, ballot=ballot, agreement=ballot.assembly.frozen.agreement)


def own_assembly(agreement: Agreement) -> Assembly:
    """Of the last text and of the collective of this reader: for all others it does not exist."""
    party = agreement.party_for(me())
    held = (assembly for frozen in reversed(agreement.frozen) for assembly in frozen.assemblies)
    return next((assembly for assembly in held if assembly.party is party), None) or abort(404)


def leads(person: Person, party: Party) -> bool:
    return party.speaks(person) and party.collective.role_of(person) == MemberRole.REPRESENTATIVE


def drafted(held: Assembly) -> str:
    """Minutes to begin with, in the language of the agreement."""
    with force_locale(held.frozen.agreement.language):
        return render_template("signing/minutes.txt", held=held, count=held.count).strip()


def _reference(held: Assembly) -> str:
    agreement = held.frozen.agreement
    with force_locale(agreement.language):
        return _(
            "vote of the members on %(ref)s, version %(number)s", ref=agreement.ref, number=held.frozen.number
        )


def _expect_lead(party: Party) -> None:
    if not leads(me(), party):
        raise NotYours(_("Only a representative of the collective can do this."))


def _ballot(key: str) -> Ballot | None:
    """For a vote the agreement is locked first, so that it takes turns with closing and with signing."""
    nonce = KEYS.read(key)
    if nonce is None:
        return None
    load_in_turn(select(Frozen.agreement_id).join(Assembly).join(Ballot).where(Ballot.nonce == nonce))
    ballot = db.session.scalar(select(Ballot).where(Ballot.nonce == nonce))
    if ballot:
        speak_to(ballot.person)
    return ballot
