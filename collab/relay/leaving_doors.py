"""Doors of leaving: what would be left without a carrier is shown first, and given to somebody."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _

from collab.access import demand, may
from collab.cases.models import Case, ContactRole
from collab.cases.queries import officers
from collab.clock import today
from collab.db import db
from collab.panels import panel
from collab.people.models import Person
from collab.people.policy import administer, leave
from collab.people.staff import officer
from collab.web import me, page, see_other

from . import burdens
from .forms import GoingForm
from .leaving import look_after
from .routes import bp


@bp.route("/people/<int:number>/successors", methods=["GET", "POST"])
@may(administer)
def successors(number: int):
    """End an account, and say per cooperation who carries on."""
    person = officer(number)
    demand(leave(me(), person))
    if request.method == "POST":
        burdens.take_turns(burdens.of(person).cases)
    left = burdens.of(person)
    people = [one for one in db.session.scalars(officers()) if one is not person]
    form = GoingForm.for_cases(left.cases, people)
    if form.validate_on_submit():
        for case in left.cases:
            _give(case, person, form.successor_in(case))
        person.leave(by=me())
        db.session.flush()
        for case in left.cases:
            look_after(case)
        flash(_("The account of %(name)s has ended. What they did stays.", name=person.name))
        return see_other("people.show", number=number)
    return page("relay/successors.html", form, person=person, left=left, people=people)


def _give(case: Case, person: Person, number: int) -> None:
    """Their place, and with it their tasks; without a place only the tasks."""
    successor = db.session.get(Person, number) if number else None
    if successor is None:
        return
    roles = [one.role for one in case.contacts if one.holds and one.person is person]
    for role in roles:
        taken = role == ContactRole.DEPUTY and successor is case.contact
        if not taken:
            case.appoint(role, successor, by=me())
    burdens.pass_tasks(case, person, successor, by=me())


@panel("leaving")
def what_would_be_left(person: Person, **_more: Any) -> str | None:
    """On the pages where a post or a membership ends."""
    left = burdens.of(person)
    return (
        render_template("relay/panel_leaving.html", person=person, left=left, today=today()) if left else None
    )
