"""Doors of approval: lay a text before one's own people, approve it, ask for a change, ask somebody else."""

from flask import abort, flash
from flask_babel import gettext as _

from collab.access import demand
from collab.agreements.models import Agreement
from collab.db import db
from collab.errors import NotNow, NotYours
from collab.web import me, page, see_other

from . import eyes, policy, queries
from .forms import ButtonForm
from .round_forms import ApproveForm, ChangeForm, ReplaceForm
from .rounds import ApprovalNote, ApprovalRound
from .routes import allows, bp
from .seats import ApprovalSeat


@bp.get("/agreements/<ref>/rounds")
@allows(policy.see)
def rounds(agreement):
    """Every round there was: who was asked, since when, done or not. Notes only of one's own side."""
    found = db.session.scalars(queries.rounds_of(agreement)).all()
    notes = {note.seat_id: note.text for note in db.session.scalars(queries.notes_for(me()))}
    may_tend = policy.start_round(me(), agreement) is None
    mine = agreement.party_for(me())
    may_start = may_tend and eyes.may_ask(agreement, mine)
    about = {"rounds": found, "notes": notes, "may_tend": may_tend, "may_start": may_start, "mine": mine}
    return page("approvals/rounds.html", agreement=agreement, **about)


@bp.post("/agreements/<ref>/rounds")
@allows(policy.start_round)
def start_round(agreement):
    if ButtonForm().validate_on_submit():
        party = agreement.party_of(me())
        if not eyes.may_ask(agreement, party):
            raise NotNow(_("Nobody of %(party)s has to be asked for approval now.", party=party.name))
        seats = eyes.seats_for(agreement, party)
        ApprovalRound.start(agreement, party, seats, by=me())
        flash(_("The text lies before those who approve it. They get a mail."))
    return see_other(".rounds", ref=agreement.ref)


@bp.route("/agreements/<ref>/approval", methods=["GET", "POST"])
@allows(policy.answer_round)
def approve(agreement):
    seat = _mine(agreement)
    form, why_not = ApproveForm(digest=seat.round.digest), eyes.why_not_approve(seat, me())
    if form.validate_on_submit():
        demand(why_not)
        seat.round.approve(seat, form.digest.data, by=me())
        if form.note.data:
            db.session.add(ApprovalNote(seat=seat, text=form.note.data))
        flash(_("You approved the text."))
        return see_other("agreements.show", ref=agreement.ref)
    stands = eyes.digest_of(agreement) == seat.round.digest
    about = {"agreement": agreement, "seat": seat, "stands": stands, "why_not": why_not}
    return page("approvals/approve.html", form, **about)


@bp.route("/agreements/<ref>/approval/change", methods=["GET", "POST"])
@allows(policy.answer_round)
def ask_change(agreement):
    seat = _mine(agreement)
    form = ChangeForm(digest=seat.round.digest)
    if form.validate_on_submit():
        seat.round.ask_change(seat, form.comment.data, form.digest.data, by=me())
        flash(_("The text is open for a proposal again. All parties read what you ask."))
        return see_other("agreements.show", ref=agreement.ref)
    return page("approvals/ask_change.html", form, agreement=agreement, seat=seat)


@bp.route("/agreements/<ref>/rounds/<int:number>/seats/<int:place>/replacement", methods=["GET", "POST"])
@allows(policy.start_round)
def replace(agreement, number, place):
    round = next((r for r in agreement.rounds if r.number == number), None) or abort(404)
    seat = round.seat(place) or abort(404)
    if not policy.is_own(me(), round):
        raise NotYours(_("Only the side whose approval it is can do this."))
    people = eyes.candidates(seat)
    form = ReplaceForm(people)
    if form.validate_on_submit():
        person = next(person for person in people if person.id == form.person.data)
        round.replace(seat, eyes.in_place_of(seat, person), form.reason.data, by=me())
        flash(_("%(name)s is asked now.", name=person.name))
        return see_other(".rounds", ref=agreement.ref)
    return page("approvals/replace.html", form, agreement=agreement, seat=seat, people=people)


def _mine(agreement: Agreement) -> ApprovalSeat:
    """Of several the first that this person may answer."""
    seats = eyes.seats_of(agreement, me())
    return next((seat for seat in seats if eyes.why_not_approve(seat, me()) is None), seats[0])
