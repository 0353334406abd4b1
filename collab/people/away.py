"""Doors of people: when one is away and who stands in, and how one likes to be reached."""

from flask import abort, flash
from flask_babel import gettext as _

from collab.access import may, signed_in
from collab.db import db
from collab.web import me, page, see_other

from . import queries
from .absence import Absence
from .away_forms import AbsenceForm, ReachForm
from .models import Person
from .reaching import Channel, ContactWay
from .routes import bp


@bp.route("/account/absence", methods=["GET", "POST"])
@may(signed_in)
def absence():
    person = me()
    form = AbsenceForm(queries.colleagues_of(person))
    if form.validate_on_submit():
        stand_in = db.session.get(Person, form.stand_in.data) if form.stand_in.data else None
        person.be_away(form.starts_on.data, form.ends_on.data, stand_in, by=person)
        flash(_("Your absence is written down. Mails about your cooperations go to who stands in too."))
        return see_other(".absence")
    return page("people/absence.html", form, absences=[one for one in person.absences if not one.is_over])


@bp.post("/account/absences/<int:number>/ending")
@may(signed_in)
def be_back(number: int):
    found = db.session.get(Absence, number)
    if found is None or found.person is not me() or found.is_over:
        abort(404)
    me().be_back(found, by=me())
    flash(_("You are here again from today."))
    return see_other(".absence")


@bp.route("/account/channel", methods=["GET", "POST"])
@may(signed_in)
def channel():
    person = me()
    way = person.way
    form = ReachForm(channel=way.channel if way else Channel.HERE, hours=way.hours if way else None)
    if form.validate_on_submit():
        if form.phone.data:
            person.introduce(person.name, person.language, form.phone.data, by=person)
        ContactWay.choose(person, form.channel.data, form.hours.data or None, by=person)
        flash(_("The people you work with see how you like to be reached."))
        return see_other(".account")
    if not form.is_submitted():
        form.phone.data = person.phone
    return page("people/channel.html", form)
