"""What follows when something is said: mails that say where to read it, never what it says."""

from typing import Any

from sqlalchemy import select

from collab.db import db
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.models import Person

from .comments import Comment
from .messages import Said
from .notes import Note


@after("comment.written", "comment.edited")
def tell_of_comment(event: Event) -> None:
    """The other parties once an hour at most; who is mentioned, at once."""
    said = _said(Comment, event)
    if said is None:
        return
    asked = _ask(said, case_id=said.agreement.case_id)
    if event.name == "comment.edited":
        return
    key = f"{said.agreement.ref}:comment:{_hour(event)}"
    others = [p for p in said.agreement.case.people() if said.agreement.party_for(p) is not said.party]
    for person in others:
        if person not in asked and person is not said.person:
            notify(person, key, "discussion/mail/comment", case_id=said.agreement.case_id, **_facts(said))


@after("note.written", "note.edited")
def tell_of_note(event: Event) -> None:
    """In no thread of mails: the other side sees which mails were sent about a cooperation."""
    said = _said(Note, event)
    if said is None:
        return
    asked = _ask(said)
    if event.name == "note.edited" or said.reader_id:
        return
    for person in _own(said):
        if person not in asked and person is not said.person:
            key = f"{said.agreement.ref}:note:{_hour(event)}"
            notify(person, key, "discussion/mail/note", **_facts(said))


def _ask(said: Said, **thread: Any) -> list[Person]:
    """Mail who was mentioned; once, also when the message is changed later."""
    asked = [person for person in said.mentioned if person.is_active and _may_read(said, person)]
    template = "mention" if said.is_shared else "mention_aside"
    for person in asked:
        notify(person, f"mention:{said.key}", f"discussion/mail/{template}", **thread, **_facts(said))
    return asked


def _may_read(said: Said, person: Person) -> bool:
    return said.is_for(person) if isinstance(said, Note) else said.agreement.party_for(person) is not None


def _own(note: Note) -> list[Person]:
    """Who reads along on the side of the writer; of the municipality those who work on it."""
    if note.party.collective is None:
        people = note.agreement.case.people(note.party.side)
    else:
        people = note.party.collective.people
    return sorted((p for p in people if p.is_active and note.is_for(p)), key=lambda person: person.id)


def _said(kind: type[Comment] | type[Note], event: Event) -> Any:
    """The message, unless it was removed before anybody was told."""
    said: Any = db.session.scalar(select(kind).where(kind.key == event.data["message"]))
    return None if said is None or said.removed_at else said


def _hour(event: Event) -> str:
    return f"{event.happened_at:%Y-%m-%dT%H}"


def _facts(said: Said) -> dict[str, Any]:
    agreement = said.agreement
    about = {"ref": agreement.ref, "title": agreement.title, "number": said.article}
    return about | {"who": said.person.name, "message": said.key}
