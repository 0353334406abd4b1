"""Doors of values in own words and of hours: of one cooperation, never beside those of another."""

from flask import flash, request
from flask_babel import gettext as _

from collab.access import demand
from collab.cases.models import Case
from collab.clock import today
from collab.errors import NotYours
from collab.forms import DoneForm
from collab.web import me, numbered, page, see_other

from . import policy, worth_showing
from .routes import allows_case, bp
from .words import Method
from .worth import Value, VolunteerHours
from .worth_forms import HoursForm, MeasureForm, ValueForm


@bp.route("/cases/<ref>/values/new", methods=["GET", "POST"])
@allows_case(policy.value)
def begin_value(case):
    form = ValueForm()
    if form.validate_on_submit():
        value = Value.begin(case, form.wording.data, Method(form.method.data), by=me(), **form.facts)
        value.measure(form.day.data, form.amount.data, form.words.data or "", by=me())
        flash(_("It is kept. Come back to it whenever you know how it stands."))
        return see_other(".value", ref=case.ref, number=value.number)
    if request.method == "GET":
        form.day.data = today()
    return page("reports/value_begin.html", form, case=case)


@bp.get("/cases/<ref>/values/<int:number>")
@allows_case(policy.read_worth)
def value(case, number):
    it = value_of(case, number)
    may_write = policy.value(me(), case) is None
    return page("reports/value.html", case=case, may_write=may_write, **worth_showing.value(it))


@bp.route("/cases/<ref>/values/<int:number>/measurements", methods=["GET", "POST"])
@allows_case(policy.value)
def measure(case, number):
    it, form = value_of(case, number), MeasureForm()
    if form.validate_on_submit():
        it.measure(form.day.data, form.amount.data, form.words.data or "", by=me())
        return see_other(".value", ref=case.ref, number=number)
    if request.method == "GET":
        form.day.data = today()
    return page("reports/measure.html", form, case=case, value=it)


@bp.post("/cases/<ref>/values/<int:number>/measurements/<int:measurement>/removal")
@allows_case(policy.value)
def remove_measurement(case, number, measurement):
    it = value_of(case, number)
    taken = numbered(it.measurements, measurement)
    demand(policy.take_out(me(), taken))
    if DoneForm().validate_on_submit():
        taken.remove(by=me())
    return see_other(".value", ref=case.ref, number=number)


@bp.post("/cases/<ref>/values/<int:number>/ending")
@allows_case(policy.value)
def end_value(case, number):
    it = value_of(case, number)
    demand(policy.end_value(me(), it))
    if DoneForm().validate_on_submit():
        it.end(by=me())
    return see_other(".value", ref=case.ref, number=number)


@bp.route("/cases/<ref>/hours/new", methods=["GET", "POST"])
@allows_case(policy.give_hours)
def give_hours(case):
    form = HoursForm(case, me())
    if form.validate_on_submit():
        VolunteerHours.give(case, form.whose, by=me(), **form.facts)
        flash(_("The hours are kept."))
        return see_other(".index", ref=case.ref, _anchor="hours")
    return page("reports/hours.html", form, case=case)


@bp.post("/cases/<ref>/hours/<int:number>/removal")
@allows_case(policy.give_hours)
def remove_hours(case, number):
    given = numbered(case.volunteer_hours, number)
    if given.collective.role_of(me()) not in policy.WRITERS:
        raise NotYours(_("The people of %(name)s do this.", name=given.collective.name))
    if DoneForm().validate_on_submit():
        given.remove(by=me())
    return see_other(".index", ref=case.ref, _anchor="hours")


def value_of(case: Case, number: int) -> Value:
    demand(policy.read_worth(me(), case))
    return numbered(case.own_values, number)
