"""Doors of people: one's own account."""

from flask import flash
from flask_babel import gettext as _

from collab.access import may, signed_in
from collab.db import db
from collab.extensions import limiter
from collab.i18n import speak
from collab.web import me, page, see_other

from . import queries
from .forms import AccountForm, NewPasswordForm
from .routes import bp
from .sessions import enter, go_out


@bp.route("/account", methods=["GET", "POST"])
@may(signed_in)
def account():
    person = me()
    form = AccountForm(obj=person)
    if form.validate_on_submit():
        person.introduce(form.name.data, form.language.data, form.phone.data or None, by=person)
        speak(form.language.data)
        flash(_("Your account was changed."))
        return see_other(".account")
    return page("people/account.html", form, sessions=db.session.scalars(queries.sessions_of(person)).all())


@bp.route("/account/password", methods=["GET", "POST"])
@may(signed_in)
@limiter.limit("20 per 15 minutes", methods=["POST"])
def password():
    """A new password ends every session and begins a new one here, in case somebody else knew the old one."""
    person = me()
    form = NewPasswordForm(person)
    if form.validate_on_submit():
        person.set_password(form.password.data, by=person)
        person.sign_out_everywhere(by=person)
        enter(person)
        flash(_("Your password was set. You are signed out on all other devices."))
        return see_other(".account")
    return page("people/password.html", form)


@bp.post("/account/sessions/ending")
@may(signed_in)
def sign_out_everywhere():
    me().sign_out_everywhere(by=me())
    go_out()
    flash(_("You are signed out on all devices."))
    return see_other(".sign_in")
