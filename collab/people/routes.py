"""Doors of people: the ways in and out, and the language of the page."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from collab.access import may as allows
from collab.access import public, signed_in
from collab.db import db
from collab.extensions import limiter
from collab.i18n import language
from collab.i18n import speak as speak_from_now
from collab.web import page, see_other

from . import queries
from .forms import ArriveForm, InvitationForm, JoinForm, SignInForm
from .models import Person, spelled
from .paths import own_path
from .sessions import enter, go_out, link_of
from .words import Purpose

bp = Blueprint("people", __name__)


def typed_address() -> str:
    """Attempts are counted per account too, under a name that is not the address itself."""
    typed = request.form.get("email", "")
    return f"account:{spelled(typed)[:200]}"


per_visitor = limiter.shared_limit("60 per hour", scope="ways in", methods=["POST"])
per_account = limiter.limit("12 per 15 minutes", key_func=typed_address, methods=["POST"])


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@per_visitor
@per_account
def sign_in():
    """Two ways with one address: a link by mail, or a password. The Enter key takes what was filled in."""
    form = SignInForm()
    if current_user.is_authenticated and request.method == "GET":
        return on_to_next()
    if form.validate_on_submit():
        person = queries.active_with(form.email.data)
        # Checked for strangers and for links too: an unknown address takes as long as a known one.
        knows = (person or Person()).knows(form.password.data or "")
        if form.wants_link:
            return send_link(person)
        if person and knows:
            return welcome(person)
        form.password.errors = [_("This e-mail address and this password do not belong together.")]
    return page("people/sign_in.html", form)


@bp.get("/sign-in/link-sent")
@public
def link_sent():
    return render_template("people/link_sent.html")


@bp.route("/joining", methods=["GET", "POST"])
@public
@per_visitor
@per_account
def join():
    """Somebody new makes an account; whoever is known already gets a link, and the page says the same."""
    form = JoinForm()
    if form.validate_on_submit():
        Person().knows("")
        person = db.session.scalar(queries.of_address(form.email.data))
        if person is None:
            person = Person.join(form.name.data, form.email.data, language())
            db.session.add(person)
        return send_link(person if person.is_active else None)
    return page("people/join.html", form)


@bp.route("/arrival/<key>", methods=["GET", "POST"])
@public
@per_visitor
def arrive(key: str):
    """A mailed link shows a button; only pressing it signs in."""
    link = link_of(key, lock=request.method == "POST")
    if link is None or not link.is_open:
        return render_template("people/link_over.html"), 410
    invited = link.purpose == Purpose.INVITATION
    form = InvitationForm(obj=link.person) if invited else ArriveForm()
    if form.validate_on_submit():
        person = link.use()
        if invited:
            person.introduce(form.name.data, form.language.data, person.phone, by=person)
        return welcome(person)
    return page("people/arrive.html", form, person=link.person, invited=invited)


@bp.post("/sign-out")
@allows(signed_in)
def sign_out():
    go_out()
    flash(_("You are signed out."))
    return see_other(".sign_in")


@bp.post("/language")
@public
def speak():
    speak_from_now(request.form.get("language", ""))
    return redirect(own_path(request.form.get("next")), 303)


def send_link(person: Person | None) -> Response:
    """The same answer, whether or not we know the address."""
    if person:
        person.ask_link(Purpose.SIGN_IN, by=None)
    return see_other(".link_sent")


def welcome(person: Person) -> Response:
    enter(person)
    return on_to_next()


def on_to_next() -> Response:
    return redirect(own_path(request.args.get("next")), 303)
