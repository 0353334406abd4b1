"""Doors of a personal link: it opens for one person only, and says what it can when it does not."""

from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import Select, select

from collab.access import READS, lock_first, public
from collab.agreements import policy as agreements
from collab.agreements.authority import Claim, claims_in_round
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.queries import with_text
from collab.agreements.signing import Frozen
from collab.db import db
from collab.errors import NotNow
from collab.extensions import limiter
from collab.i18n import speak_to
from collab.people.sessions import go_out
from collab.web import me, page, see_other, what_was_typed

from .invitations import KEYS, Invitation
from .routes import bp
from .setting import decline_here, sign_here

per_visitor = limiter.shared_limit("60 per hour", scope="signing links", methods=["POST"])


@bp.route("/signing-links/<key>", methods=["GET", "POST"])
@public
@per_visitor
def open_link(key: str):
    """The page to sign on, for the invited person only."""
    invitation = invitation_of(key)
    if elsewhere := _not_for_you(invitation, key):
        return elsewhere
    claims = claims_under(invitation)
    if not claims:
        return link_over(_why_nothing(invitation), status=200)
    if invitation.is_ahead:
        why = invitation.frozen.why_not_sign(invitation.party, invitation.person, claims[0].minor)
        about = {"agreement": invitation.agreement, "why": why, "key": key}
        return page("signing/later.html", claim=claims[0], name=invitation.person.name, **about)
    return sign_here(
        invitation.agreement, invitation.person, claims, lambda: see_other(".open_link", key=key),
        decline=url_for(".refuse", key=key), link=key,
    )  # fmt: skip


@bp.route("/signing-links/<key>/refusal", methods=["GET", "POST"])
@public
@per_visitor
def refuse(key: str):
    invitation = invitation_of(key)
    if elsewhere := _not_for_you(invitation, key):
        return elsewhere
    if not claims_under(invitation):
        raise NotNow(_why_nothing(invitation))
    back = url_for(".open_link", key=key)
    return decline_here(invitation.agreement, invitation.person, invitation.party, back, key)


@bp.post("/signing-links/<key>/sign-out")
@public
def leave(key: str):
    """Somebody else is signed in here: they go out, and the link is tried again."""
    go_out()
    return see_other(".open_link", key=key)


def invitation_of(key: str) -> Any:
    """For a write the agreement is locked first, as everywhere, and the rest is read after that."""
    nonce = KEYS.read(key)
    if nonce is None:
        return None
    load_in_turn(select(Frozen.agreement_id).join(Invitation).where(Invitation.nonce == nonce))
    invitation = db.session.scalar(select(Invitation).where(Invitation.nonce == nonce))
    if invitation:
        speak_to(invitation.person)
    return invitation


def load_in_turn(about: Select) -> None:
    """The agreement that a link is about; who writes waits for their turn, as behind all other doors."""
    this = Agreement.id == about.scalar_subquery()
    found = with_text(select(Agreement).where(this))
    if request.method not in READS:
        lock_first(Agreement, "case", db.session.scalar(select(Agreement.ref).where(this)))
        found = found.with_for_update(of=Agreement, key_share=True)
    db.session.scalar(found)


def link_over(why: str, status: int = 410) -> tuple[str, int]:
    return page("signing/link_over.html", why=why, typed=what_was_typed())[0], status


def claims_under(invitation: Invitation) -> list[Claim]:
    if invitation.why_over() or not agreements.is_being_signed(invitation.agreement):
        return []
    mine = claims_in_round(invitation.person, invitation.agreement)
    return [claim for claim in mine if claim.party is invitation.party]


def _not_for_you(invitation: Invitation | None, key: str):
    """A link that is over, a stranger to it, or a person who signs in first: what they see, without names."""
    if invitation is None or not invitation.person.is_active:
        return link_over(_("A part of the address is missing, or it is not ours."))
    if why := invitation.why_over():
        return link_over(why)
    if current_user.is_authenticated and me() is not invitation.person:
        return page("signing/wrong_person.html", key=key)[0], 403
    if not current_user.is_authenticated and invitation.person.arrived_at:
        return redirect(url_for("people.sign_in", next=url_for(".open_link", key=key)), 303)
    return None


def _why_nothing(invitation: Invitation) -> str:
    agreement = invitation.agreement
    if invitation.has_signed and agreement.status == Status.SIGNING:
        return _("You signed. When everyone has signed, the agreement comes to you by mail.")
    if invitation.has_signed:
        return _("You signed, and so did all others. The agreement is in force and comes to you by mail.")
    if why := agreement.text.why_not_sign(invitation.party, invitation.person):
        return why
    return _("It is not known any more on what ground you may sign. Ask the people of your side.")
