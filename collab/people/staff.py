"""Doors of people: administrators look after the people of the municipality and their posts."""

from flask import abort, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from collab.access import demand, may
from collab.db import db
from collab.menu import in_menu
from collab.web import me, page, see_other

from . import policy, queries
from .forms import EndForm, PostForm, StaffForm
from .models import Person, Post
from .routes import bp
from .words import Duty, Purpose

in_menu(
    "people.index", lazy_gettext("People"), place=80, rule=policy.administer,
    within=("people.invite", "people.show", "people.end_post"),
)  # fmt: skip


@bp.get("/people")
@may(policy.administer)
def index():
    after = db.session.get(Person, request.args.get("after", 0, int))
    found = db.session.scalars(queries.staff(after)).all()
    more = len(found) > queries.PAGE
    return page("people/index.html", people=found[: queries.PAGE], more=more, after=after)


@bp.route("/people/invitation", methods=["GET", "POST"])
@may(policy.administer)
def invite():
    form = StaffForm()
    if form.validate_on_submit():
        person = db.session.scalar(queries.of_address(form.email.data))
        if person is None:
            person = Person.join(form.name.data, form.email.data)
            db.session.add(person)
        person.appoint(Duty(form.duty.data), by=me(), starts_on=form.starts_on.data)
        if not person.arrived_at:
            person.ask_link(Purpose.INVITATION, by=me())
        db.session.flush()
        flash(_("%(name)s has the post and gets a mail.", name=person.name))
        return see_other(".show", number=person.id)
    return page("people/invite.html", form)


@bp.route("/people/<int:number>", methods=["GET", "POST"])
@may(policy.administer)
def show(number: int):
    """Somebody of the municipality, and giving them a post."""
    person = officer(number)
    form = PostForm()
    if form.validate_on_submit():
        person.appoint(Duty(form.duty.data), by=me(), starts_on=form.starts_on.data)
        flash(_("%(name)s has the post.", name=person.name))
        return see_other(".show", number=number)
    return page("people/show.html", form, person=person, may_leave=policy.leave(me(), person) is None)


@bp.route("/people/<int:number>/posts/<int:post_number>/ending", methods=["GET", "POST"])
@may(policy.administer)
def end_post(number: int, post_number: int):
    person = officer(number)
    post = db.session.get(Post, post_number)
    if post not in person.posts:
        abort(404)
    demand(policy.end_post(me(), post, others=db.session.scalars(queries.holders(post)).all()))
    form = EndForm()
    if form.validate_on_submit():
        post.end(form.day, by=me())
        flash(_("The post of %(name)s ends.", name=person.name))
        return see_other(".show", number=number)
    return page("people/end_post.html", form, person=person, post=post)


@bp.post("/people/<int:number>/invitation")
@may(policy.administer)
def invite_again(number: int) -> Response:
    person = officer(number)
    person.ask_link(Purpose.INVITATION, by=me())
    flash(_("%(name)s gets a new invitation by mail.", name=person.name))
    return see_other(".show", number=number)


@bp.post("/people/<int:number>/leaving")
@may(policy.administer)
def leave(number: int) -> Response:
    person = officer(number)
    demand(policy.leave(me(), person))
    person.leave(by=me())
    flash(_("The account of %(name)s has ended. What they did stays.", name=person.name))
    return see_other(".show", number=number)


def officer(number: int) -> Person:
    query = queries.officer(number)
    if request.method == "POST":  # who only refers to somebody need not wait
        query = query.with_for_update(of=Person, key_share=True)
    return db.session.scalar(query) or abort(404)
