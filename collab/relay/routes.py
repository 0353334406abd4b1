"""Doors of the people of a cooperation: the contact passport, who speaks, whose place ends, hand-overs."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _

from collab.access import demand, guard
from collab.cases.models import Case
from collab.cases.queries import visible_to as visible_cases
from collab.cases.speaking import Spokesperson
from collab.clock import today
from collab.db import db
from collab.people.models import Person
from collab.web import me, page, see_other

from . import passports, policy, queries
from .forms import ChooseForm, EndPlaceForm, SuccessorForm
from .leaving import SOON, look_after
from .models import Relay
from .passing import fits, name_successor

bp = Blueprint("relay", __name__)
# A place, its tasks and its letter hang on the cooperation, so its row is where writers take turns.
allows = guard(Case, visible_cases)


@bp.get("/cases/<ref>/people")
@allows(policy.see)
def index(case):
    """Who speaks on each side, how they like to be reached, since when; what changes and what changed."""
    sides = passports.of(case, me())
    return page("relay/index.html", case=case, sides=sides, may_choose=policy.choose(me(), case) is None)


@bp.route("/cases/<ref>/people/choice", methods=["GET", "POST"])
@allows(policy.choose)
def choose(case):
    """A collective says for itself who its contact person and deputy are."""
    own = [it for it in case.collectives if policy.choose_for(me(), case, it) is None]
    if not own:
        return see_other("cases.appoint", ref=case.ref)
    people = sorted({person for it in own for person in it.people if person.is_active}, key=lambda p: p.name)
    form = ChooseForm(people, own, case)
    if form.validate_on_submit():
        person = db.session.get_one(Person, form.person.data)
        Spokesperson.appoint(case, form.chosen, form.role.data, person, by=me())
        flash(_("%(name)s has this place from today. Both sides see it.", name=person.name))
        return see_other(".index", ref=case.ref)
    if "collective" in form and not form.is_submitted():
        form.collective.data = request.args.get("collective")
    return page("relay/choose.html", form, case=case, own=own)


@bp.route("/cases/<ref>/people/ending", methods=["GET", "POST"])
@allows(policy.choose)
def end_place(case):
    """Write down the last day of a contact person or deputy of one's own side."""
    held = passports.places_of(case, me())
    form = EndPlaceForm(held)
    if form.validate_on_submit():
        place = held[form.place.data]
        place.ends_on = max(form.last_day.data, place.starts_on)
        look_after(case)
        if place.ends_on - today() > SOON:
            flash(
                _("The last day is written down. The hand-over begins %(days)d days before.", days=SOON.days)
            )
        else:
            flash(_("The last day is written down. The hand-over begins now."))
        return see_other(".index", ref=case.ref)
    return page("relay/end_place.html", form, case=case, held=held)


@bp.get("/cases/<ref>/hand-overs/<int:number>")
@allows(policy.see)
def show(case, number: int):
    relay = of(case, number)
    sensitive = db.session.scalar(queries.confidence(relay, me()))
    added = db.session.scalars(queries.additions_of(relay)).all()
    drawn = passports.letter_of(relay)
    may = policy.open_to(me(), relay)
    return page(
        "relay/show.html",
        case=case,
        relay=relay,
        sensitive=sensitive,
        additions=added,
        open_to=may,
        drawn=drawn,
    )


@bp.route("/cases/<ref>/hand-overs/<int:number>/successor", methods=["GET", "POST"])
@allows(policy.see)
def name(case, number: int):
    relay = of(case, number)
    demand(policy.name(me(), relay))
    people = [person for person in passports.who_could(relay) if fits(person, relay)]
    form = SuccessorForm(people, seen=relay.successor_id or 0)
    if form.validate_on_submit():
        person = db.session.get_one(Person, form.person.data)
        name_successor(relay, person, seen=form.seen.data or None, by=me())
        flash(_("%(name)s takes over. Both sides see it.", name=person.name))
        return see_other(".show", ref=case.ref, number=number)
    return page("relay/name.html", form, case=case, relay=relay, people=people)


@bp.post("/cases/<ref>/hand-overs/<int:number>/keeping")
@allows(policy.see)
def keep(case, number: int):
    relay = of(case, number)
    demand(policy.keep(me(), relay))
    relay.keep(by=me())
    flash(_("You stay. The other side sees it."))
    return see_other(".show", ref=case.ref, number=number)


def of(case: Case, number: int) -> Relay:
    return next((relay for relay in case.relays if relay.number == number), None) or abort(404)
