"""Doors of a collective's own list of challenges. For its members alone, until it tells something."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _

from collab.access import guard
from collab.clock import now
from collab.collectives import policy as collectives
from collab.collectives import queries as register
from collab.collectives.models import Collective
from collab.db import db
from collab.forms import DoneForm
from collab.web import me, page, see_other

from . import policy, queries
from .challenge_forms import ChallengeForm
from .challenges import hints, known
from .picking import Challenge, SharedChallenge
from .showing import apart

bp = Blueprint("challenges", __name__)
allows = guard(Collective, register.visible_to)
allows_own = guard(Collective, queries.own_of)


@bp.get("/collectives/<ref>/phase")
@allows(collectives.see)
def phase(collective):
    """Where it is, for everyone who sees the collective; it is set on the page of a cooperation."""
    return page("phases/collective.html", **apart(collective))


@bp.get("/collectives/<ref>/challenges")
@allows_own(policy.own)
def index(collective):
    picked = list(db.session.scalars(_of(collective)))
    peers: dict[str, list[Collective]] = {}
    for code, other in db.session.execute(queries.peers(collective)):
        peers.setdefault(code, []).append(other)
    case = next((it.case for it in collective.participations if it.is_current), None)
    return page(
        "phases/challenges.html", collective=collective, picked=picked, peers=peers, case=case,
        hints=hints({it.code for it in picked}), told={it.code: it for it in collective.shared_challenges},
        may_pick=policy.pick(me(), collective) is None, may_share=policy.share(me(), collective) is None,
    )  # fmt: skip


@bp.route("/collectives/<ref>/challenges/new", methods=["GET", "POST"])
@allows_own(policy.pick)
def pick(collective):
    form = ChallengeForm({it.code for it in db.session.scalars(_of(collective))})
    if form.validate_on_submit():
        challenge = Challenge(code=form.code.data, picked_by=me(), picked_at=now(), **form.facts)
        challenge.be_findable(form.is_findable.data)
        collective.challenges.append(challenge)
        flash(_("It stands in your own list. The municipality does not read it."))
        return see_other(".index", ref=collective.ref)
    if not form.is_submitted():
        form.code.data = request.args.get("code") or form.code.data
    return page("phases/pick.html", form, collective=collective)


@bp.route("/collectives/<ref>/challenges/<code>", methods=["GET", "POST"])
@allows_own(policy.pick)
def reword(collective, code: str):
    challenge = _challenge(collective, code)
    form = ChallengeForm(set(), obj=challenge)
    del form.code
    if form.validate_on_submit():
        for name, value in form.facts.items():
            setattr(challenge, name, value)
        challenge.be_findable(form.is_findable.data)
        flash(_("Your own list was changed. What the municipality reads stays as it was."))
        return see_other(".index", ref=collective.ref)
    return page("phases/pick.html", form, collective=collective, challenge=challenge)


@bp.post("/collectives/<ref>/challenges/<code>/removal")
@allows_own(policy.pick)
def drop(collective, code: str):
    """Off the own list. What the municipality was told stands apart from it."""
    challenge = _challenge(collective, code)
    if DoneForm().validate_on_submit():
        db.session.delete(challenge)
    return see_other(".index", ref=collective.ref)


@bp.post("/collectives/<ref>/challenges/<code>/sharing")
@allows_own(policy.share)
def tell(collective, code: str):
    challenge = _challenge(collective, code)
    if DoneForm().validate_on_submit():
        SharedChallenge.of(challenge, by=me())
        flash(_("The municipality reads it now, in these words."))
    return see_other(".index", ref=collective.ref)


@bp.post("/collectives/<ref>/challenges/<code>/withdrawal")
@allows_own(policy.share)
def take_back(collective, code: str):
    shared = next((it for it in collective.shared_challenges if it.code == code), None) or abort(404)
    if DoneForm().validate_on_submit():
        shared.take_back(by=me())
        flash(_("The municipality does not read it any more."))
    return see_other(".index", ref=collective.ref)


def _of(collective: Collective):
    return queries.challenges_visible_to(me()).where(Challenge.collective_id == collective.id)


def _challenge(collective: Collective, code: str) -> Challenge:
    if code not in known():
        abort(404)
    return db.session.scalar(_of(collective).where(Challenge.code == code)) or abort(404)
