"""Doors of the plan: in which order parties sign, and who signs for each."""

from dataclasses import replace

from flask import abort, flash
from flask_babel import gettext as _

from collab.agreements.parties import Party
from collab.agreements.plan import Named, Share
from collab.agreements.queries import may_sign
from collab.cases import policy as cases
from collab.collectives.words import Kind
from collab.db import db
from collab.errors import NotYours
from collab.people.models import Person
from collab.people.queries import of_address
from collab.web import me, page, see_other

from . import policy
from .plan_forms import WhoForm, order_form
from .reaching import shortfalls
from .routes import allows, bp
from .signatories import members_of


@bp.route("/agreements/<ref>/signing-plan", methods=["GET", "POST"])
@allows(policy.plan)
def plan(agreement):
    form = order_form(agreement)
    if form.validate_on_submit():
        laid = replace(agreement.plan, in_order=form.in_order)
        for party in agreement.parties:
            laid = laid.with_share(replace(laid.share_of(party.key), place=form.place_of(party)))
        agreement.plan_signing(laid, by=me())
        flash(_("This is how the text will be signed."))
        return see_other(".plan", ref=agreement.ref)
    own = [party for party in agreement.parties if decides(me(), party)]
    return page("signing/plan.html", form, agreement=agreement, own=own)


@bp.route("/agreements/<ref>/signing-plan/<key>", methods=["GET", "POST"])
@allows(policy.plan)
def who(agreement, key):
    """Who signs for a party is the choice of that party alone."""
    party = agreement.party(key) or abort(404)
    if not decides(me(), party):
        raise NotYours(_("Who signs for %(party)s is for %(party)s to say.", party=party.name))
    share = agreement.plan.share_of(party.key)
    people = _choosable(party)
    form = WhoForm.of(share, people, everyone_signs=is_informal(party))
    if form.validate_on_submit():
        agreement.plan_signing(agreement.plan.with_share(_laid(form, share)), by=me())
        flash(_("This is how the text will be signed."))
        return see_other(".plan", ref=agreement.ref)
    short = {} if party.collective else shortfalls(agreement, people)
    return page("signing/who.html", form, agreement=agreement, party=party, people=people, short=short)


def decides(person: Person, party: Party) -> bool:
    if party.collective:
        return party.is_represented_by(person)
    return cases.speaks_for_municipality(person, party.agreement.case)


def _choosable(party: Party) -> list[Person]:
    if party.collective is None:
        return list(db.session.scalars(may_sign()))
    return members_of(party)


def is_informal(party: Party) -> bool:
    return party.collective is not None and party.collective.kind == Kind.INFORMAL_GROUP


def _laid(form: WhoForm, share: Share) -> Share:
    adults = [Named(number) for number in form.adults]
    minors = [Named(_guardian(name, email).id, minor) for minor, name, email in form.guarded()]
    return replace(share, named=(*adults, *minors), quorum=form.needed)


def _guardian(name: str, email: str) -> Person:
    """With an own address and no account: the link and the code are enough. No date of birth is kept."""
    person = db.session.scalar(of_address(email))
    if person is None:
        person = Person.join(name, email, me().language)
        db.session.add(person)
        db.session.flush()
    return person
