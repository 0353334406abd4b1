"""What waits for whom: on the first page all of it, on the page of a cooperation what is asked there."""

from typing import Any

from flask import render_template

from collab.cases import doing
from collab.cases.afterwards import last_day_of
from collab.cases.doing import Todo
from collab.cases.models import Case
from collab.db import db
from collab.panels import panel
from collab.people.models import Person
from collab.signing import queries as signing
from collab.web import me

from . import queries, todos


def concerning(person: Person, cases: list[Case]) -> tuple[list[Todo], list[Todo]]:
    """For this person, and for the other side, in a fixed number of statements."""
    numbers = [case.id for case in cases]
    articles = list(db.session.execute(queries.articles_waiting(numbers)))
    signatures = list(signing.missing(db.session.scalars(signing.being_signed(numbers)).all()))
    mine, theirs = todos.concerning(person, todos.all_of(cases, articles, signatures))
    return mine + doing.asked_of(person), theirs


@panel("case", order=5)
def for_you_here(case: Any) -> str | None:
    """Nobody may be on turn while a dozen small things wait: who opens the cooperation sees them there."""
    if last_day_of(case, me()) is not None:
        return None
    mine = [todo for todo in concerning(me(), [case])[0] if todo.case is case]
    return render_template("overview/waiting.html", todos=mine) if mine else None
