"""What follows when somebody asks for another size: how it reads, who hears of it, for whom it waits."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from collab.cases.doing import Todo, waits
from collab.cases.models import Case
from collab.conversations.parties import parties_of, party_for
from collab.db import db
from collab.history import Event, after
from collab.history.telling import quiet, tells
from collab.notifications.models import notify

from .evidence import logs
from .freezing import hinders
from .lifecycle import Status, Weight
from .models import Agreement
from .weighing import Standing, Weighing, open_ask, text_on_the_table

SAID = {
    "weighing.proposed": _("answered the questions about the size: %(size)s"),
    "weighing.asked": _("asked for another size: %(size)s"),
    "weighing.agreed": _("agreed to another size: %(size)s"),
    "weighing.declined": _("did not agree to another size: %(size)s"),
}
quiet("weighing.taken_back")
logs("agreement.weighed")


@tells("weighing.proposed")
@tells("weighing.asked")
@tells("weighing.agreed")
@tells("weighing.declined")
def said(event: Event) -> str:
    return str(SAID[event.name]) % {"size": Weight(event.data["asked"]).label}


@after("weighing.asked", "weighing.agreed", "weighing.declined")
def tell_the_others(event: Event) -> None:
    """Everyone but the party that did it."""
    case, template = event.case, event.name.partition(".")[2]
    theirs = party_for(event.actor, case)
    about = {"ref": case.ref, "title": case.title, "size": event.data["asked"]}
    for person in case.people():
        mine = party_for(person, case)
        if mine and theirs and mine.key != theirs.key:
            who = {"who": theirs.name, "text": event.agreement.ref if event.agreement else ""}
            key = f"{case.ref}:size:{event.id}"
            notify(person, key, f"sizes/mail/{template}", case_id=case.id, **about, **who)


@hinders
def answer_it_first(agreement: Agreement) -> str | None:
    """Equal pen: nobody freezes a text while somebody asks for another size."""
    if open_ask(agreement.case) is None:
        return None
    return gettext("There is still a question about the size. First the other side answers it.")


@waits
def asked_for(desk: list[Case]) -> Iterator[Todo]:
    """A question about the size waits for every party that has not answered it."""
    cases = {case.id: case for case in desk}
    asked = select(Weighing).where(Weighing.case_id.in_(cases), Weighing.standing == Standing.ASKED)
    for weighing in db.session.scalars(asked.options(selectinload(Weighing.replies))):
        case = cases[weighing.case_id]
        address = _page(case)
        heard = {reply.collective_id for reply in weighing.replies}
        for party in [party for party in parties_of(case) if address and party.collective_id not in heard]:
            act = gettext("Answer the question about another size: %(size)s", size=weighing.asked.label)
            yield Todo(case, party.side, act, address, party.name if len(case.collectives) > 1 else "")


def _page(case: Case) -> str:
    """Nowhere once the text is frozen or over: then nobody can answer it."""
    if text := text_on_the_table(case):
        return url_for("agreements.size_of_agreements", ref=text.ref)
    over = {Status.ENDED, Status.WITHDRAWN}
    is_early = all(agreement.status in over for agreement in case.agreements)
    return url_for("agreements.size_of_cases", ref=case.ref) if is_early else ""
