"""Who was asked to look at a message has that to do, until they answer it or say that they saw it."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from collab.cases.doing import Todo, waits_for
from collab.db import db
from collab.people.models import Person

from . import queries
from .messages import Said


@waits_for
def mentions(person: Person) -> Iterator[Todo]:
    shared, notes = queries.mentions_of(person)
    mine = [note for note in db.session.scalars(notes) if note.is_for(person)]
    for said in [*db.session.scalars(shared), *mine]:
        if not said.root.resolved_at:
            yield _todo(said, person)


def _todo(said: Said, person: Person) -> Todo:
    if said.article is None:
        act = _("Look at a message of %(name)s about the whole text", name=said.person.name)
        address = url_for("discussion.show", ref=said.agreement.ref, _anchor=said.key)
    else:
        about = {"name": said.person.name, "number": said.article}
        act = _("Look at a message of %(name)s about article %(number)d", **about)
        address = url_for("agreements.article", ref=said.agreement.ref, number=said.article, _anchor=said.key)
    return Todo(said.agreement.case, person.side, act, address)
