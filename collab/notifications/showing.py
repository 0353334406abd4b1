"""What pages of other slices show of post: mail that does not arrive, and the way to one's own messages."""

from typing import Any

from flask import render_template

from collab.db import db
from collab.panels import panel
from collab.people.models import Person
from collab.web import me

from . import queries


@panel("case", order=10)
def unreached(case: Any) -> str | None:
    """Both sides see which of the others mail does not reach, so that somebody calls."""
    others = [person for person in case.people() if person is not me()]
    found = db.session.scalars(queries.unreached(others)).all()
    return render_template("notifications/unreached.html", boxes=found) if found else None


@panel("desk", order=10)
def own_address(person: Person) -> str | None:
    found = db.session.scalars(queries.unreached([person])).first()
    return render_template("notifications/own_address.html", box=found) if found else None


@panel("account", order=10)
def way_to_messages(person: Person) -> str:
    return render_template("notifications/account.html")
