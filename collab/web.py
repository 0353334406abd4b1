"""The web side of every slice: one request is one transaction, pages, error pages, headers."""

from collections.abc import Sequence
from typing import TypeVar

import structlog
from flask import Flask, abort, current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from psycopg.errors import UniqueViolation
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from . import once
from .access import READS, refuse_strangers
from .db import db
from .errors import NotNow, Refusal
from .extensions import login
from .i18n import LANGUAGES, language, speak
from .queue import ring

T = TypeVar("T")
log = structlog.get_logger()
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOT_TYPED = {"csrf_token", "once", "more", "password", "language", "_language", "seen", "digest", "next"}
BELL = ("history.react", "notifications.deliver")


class Web(Flask):
    def dispatch_request(self):
        """One request, one transaction: a write that went well is kept, all else is dropped.

        Here and not in `after_request`, where an error from the commit would pass by our error pages.
        """
        if request.method in READS:
            try:
                return self.make_response(super().dispatch_request())
            finally:
                db.session.rollback()
        try:
            return self._write()
        finally:
            db.session.rollback()

    def _write(self) -> Response:
        if chosen := request.form.get("_language"):
            speak(chosen)
        earlier = once.answered_before()
        if earlier:
            return earlier
        response = self.make_response(super().dispatch_request())
        if response.status_code < 400:
            once.remember(response)
            db.session.commit()
            ring(*BELL)
        return response


def init_app(app: Flask) -> None:
    app.before_request(refuse_strangers)
    app.after_request(protect)
    app.register_error_handler(Refusal, lambda no: refused(no.status, no.why))
    app.register_error_handler(StaleDataError, lambda _e: refused(409, NotNow(changed_meanwhile()).why))
    app.register_error_handler(IntegrityError, not_together)
    app.register_error_handler(OperationalError, database_gone)
    app.register_error_handler(DataError, lambda _e: refused(404 if request.method in READS else 400))
    app.register_error_handler(CSRFError, lambda _e: refused(400))
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(500, lambda _e: refused(500))
    app.jinja_env.globals.update(languages=LANGUAGES, language=language)


def me():
    """The person behind this request, not Flask-Login's stand-in for them."""
    return current_user._get_current_object()


def see_other(endpoint: str, **values) -> Response:
    return redirect(url_for(endpoint, **values), 303)


def page(template: str, form=None, **context) -> tuple[str, int]:
    """A page; with a form that was refused, the same page and a 422, so nothing is kept."""
    return render_template(template, form=form, **context), 422 if form and form.errors else 200


def numbered(things: Sequence[T], number: int) -> T:
    """The one with this number, where the first is number 1."""
    return things[number - 1] if 1 <= number <= len(things) else abort(404)


def refused(status: int, why: str | None = None) -> tuple[str, int]:
    db.session.rollback()
    typed = what_was_typed() if status != 413 else []  # then it was too much to read
    return render_template("refused.html", status=status, why=why, typed=typed), status


def what_was_typed() -> list[tuple[str, str]]:
    """The texts of a form that could not be kept, so that the answer can show them: nothing typed is lost."""
    fields = request.form.items(multi=True) if request.method == "POST" else []
    return [(name, text) for name, text in fields if name not in NOT_TYPED and text.strip()]


def database_gone(_error: OperationalError) -> tuple[str, int]:
    """The page must not ask the database who this is: for a moment everyone is a stranger."""
    g._login_user = login.anonymous_user()
    return refused(503)


def not_together(error: IntegrityError) -> tuple[str, int]:
    """Two people made the same thing at once; any other broken rule of the database is a fault of ours."""
    if isinstance(error.orig, UniqueViolation):
        return refused(409, changed_meanwhile())
    rule = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    log.error("a rule of the database was broken", rule=rule)
    return refused(500)


def of_http(error: HTTPException):
    if error.code is None or error.code < 400:
        return error
    return refused(error.code)


def changed_meanwhile() -> str:
    return _("Someone changed this while you were reading. Please look again before you go on.")


def protect(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SETTINGS"].secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
