"""What the pages of earlier and later slices show of phases."""

from flask import Flask, render_template, request, url_for
from flask_babel import gettext as _

from collab.collectives.models import Collective
from collab.panels import panel
from collab.web import me

from . import policy


@panel("settings", order=20)
def ways() -> str | None:
    """The way to the phases and the menu, from the page of administrators."""
    return render_template("phases/administration.html") if policy.tune(me()) is None else None


def own_tabs(collective: Collective) -> list[tuple[str, str, bool]]:
    """Pages of a collective that only its own people have."""
    if me().is_officer or collective.role_of(me()) is None:
        return []
    address = url_for("challenges.index", ref=collective.ref)
    return [(address, _("Our challenges"), request.endpoint == "challenges.index")]


def init_app(app: Flask) -> None:
    app.jinja_env.globals["own_tabs"] = own_tabs
