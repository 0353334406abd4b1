"""Mails about a person's own way in."""

from typing import Any

from sqlalchemy import select

from collab.clock import local
from collab.db import db
from collab.history import Event, after
from collab.people.models import Link, Person
from collab.people.sessions import key_of

from .letters import at_delivery
from .models import Notice, notify

SIGN_IN, INVITATION = "people/mail/sign_in", "people/mail/invitation"


@after("person.asked_link")
def send_link(event: Event) -> None:
    _send(event, SIGN_IN)


@after("person.invited")
def send_invitation(event: Event) -> None:
    inviter = event.actor.name if event.actor else None
    _send(event, INVITATION, inviter=inviter)


@at_delivery(SIGN_IN)
@at_delivery(INVITATION)
def key_into(notice: Notice) -> dict[str, Any] | None:
    """The key opens an account, so it exists only inside the mail. One that came too late is not sent."""
    link = _link(notice.data["link"])
    return {"key": key_of(link)} if link and link.is_open else None


def _send(event: Event, template: str, **facts: Any) -> None:
    link = _link(event.data["nonce"])
    if link is None or not link.is_open:
        return
    person = db.session.get_one(Person, event.person_id)
    until = local(link.expires_at).date().isoformat()
    notify(person, f"link:{link.id}", template, link=link.nonce, until=until, **facts)


def _link(nonce: str) -> Link | None:
    return db.session.scalar(select(Link).where(Link.nonce == nonce))
