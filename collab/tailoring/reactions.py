"""What follows when a text is proposed or stops, or a decision about tailoring is written down."""

from collab.db import db
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.words import Side

from . import queries
from .reading import read


@after("agreement.proposed")
def lay_beside_the_library(event: Event) -> None:
    for wording in db.session.scalars(queries.unread(event.agreement_id)).all():
        db.session.execute(queries.as_read(wording, list(read(wording))))


@after("agreement.withdrawn", "agreement.ended")
def ask_nothing_more(event: Event) -> None:
    for deviation in event.agreement.deviations:
        deviation.let_go()


@after("deviation.decided")
def tell_the_collectives(event: Event) -> None:
    agreement = event.agreement
    key = f"{agreement.ref}:tailoring:{event.id}"
    facts = {"ref": agreement.ref, "title": agreement.title, "article": event.data["article"]}
    for person in agreement.case.people(Side.COLLECTIVE):
        notify(person, key, "tailoring/mail/decided", case_id=agreement.case_id, **facts)
