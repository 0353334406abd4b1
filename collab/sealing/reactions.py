"""What follows when a paper is printed."""

from flask import current_app

from collab.db import db
from collab.history import Event, after

from . import queries


@after("document.printed")
def ask_for_a_seal(_event: Event) -> None:
    if current_app.config["SETTINGS"].seals:
        db.session.execute(queries.ask_for_seals())
