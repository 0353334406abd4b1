"""What administrators see of the seal: whose it is, until when, and what got stuck."""

from flask import current_app, render_template

from collab.clock import now
from collab.db import db
from collab.panels import panel

from . import keys, queries


@panel("administration")
def seals() -> str:
    settings = current_app.config["SETTINGS"]
    return render_template(
        "sealing/administration.html", **_certificate(settings), is_set_up=settings.seals,
        stamped=bool(settings.timestamp_url), troubled=db.session.scalars(queries.troubled()).all(),
        unsealed=db.session.scalar(queries.count_unsealed()),
    )  # fmt: skip


def _certificate(settings) -> dict:
    """Of a seal that cannot be used, why not."""
    try:
        chain = keys.keyring(settings).certificates if settings.seals else []
    except keys.Unusable as unusable:
        return {"certificate": None, "wrong": str(unusable), "is_test": False}
    wrong = keys.why_not_now(chain, now())
    certificate = chain[0] if chain else None
    is_test = bool(certificate and keys.is_test(certificate))
    return {"certificate": certificate, "wrong": wrong, "is_test": is_test}


def init_app(app) -> None:
    app.jinja_env.filters["certificate_name"] = keys.name_of
