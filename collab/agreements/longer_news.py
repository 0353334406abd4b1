"""What follows from a longer term that is proposed: how it reads, who hears of it, for whom it waits."""

from collections.abc import Iterator
from datetime import date

from flask import url_for
from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload, selectinload

from collab.cases.doing import Todo, waits
from collab.cases.models import Case
from collab.db import db
from collab.history import Event, after
from collab.history.telling import say, tells
from collab.notifications.models import notify

from .evidence import logs
from .extending import ExtensionProposal
from .models import Agreement
from .parties import Party
from .queries import longer_terms_in
from .reactions import facts, tell_other_parties

MADE, NO, BACK = "extension_proposal.made", "extension_proposal.declined", "extension_proposal.withdrawn"
TEMPLATES = {MADE: "longer_proposed", NO: "longer_declined", BACK: "longer_taken_back"}
say(
    extension_proposal__agreed=_("agreed to the longer term"),
    extension_proposal__declined=_("said no to the longer term, with a reason"),
    extension_proposal__withdrawn=_("took back the proposal for a longer term"),
    extension_proposal__lapsed=_("The proposal for a longer term lapsed"),
)
logs(*TEMPLATES, "extension_proposal.agreed", "extension_proposal.lapsed")


@tells(MADE)
def proposed(event: Event) -> str:
    return _with_what_follows(event, gettext("proposed a longer term, until %(day)s", day=_day(event)))


@tells("agreement.extended")
def extended(event: Event) -> str:
    """At first the municipality recorded it alone."""
    day = _day(event)
    if "proposal" not in event.data:
        return _with_what_follows(event, gettext("recorded a longer term, until %(day)s", day=day))
    if event.actor is None:
        said = gettext("All parties that are left agreed to the longer term: it runs until %(day)s", day=day)
    else:
        said = gettext("agreed to the longer term, as the last: it runs until %(day)s", day=day)
    return _with_what_follows(event, said)


@after(*TEMPLATES)
def tell_the_other_parties(event: Event) -> None:
    tell_other_parties(event, TEMPLATES[event.name], f"longer:{event.id}", **event.data)


@after("agreement.extended")
def tell_all_sides(event: Event) -> None:
    agreement = event.agreement
    about = {"ends_on": event.data["ends_on"], "follow": event.data.get("follow", False)} | facts(agreement)
    for person in agreement.case.people():
        if person.id != event.actor_id:
            key = f"{agreement.ref}:extended:{event.id}"
            notify(person, key, "agreements/mail/extended", case_id=agreement.case_id, **about)


@waits
def longer_terms(desk: list[Case]) -> Iterator[Todo]:
    """A proposed longer term waits for every party that has not answered it."""
    cases = {case.id: case for case in desk}
    agreement = joinedload(ExtensionProposal.agreement).selectinload(Agreement.parties)
    shown = (agreement.selectinload(Party.collective), selectinload(ExtensionProposal.answers))
    for proposal in db.session.scalars(longer_terms_in(list(cases)).options(*shown)):
        it = proposal.agreement
        case, address = cases[it.case_id], url_for("agreements.show", ref=it.ref, _anchor="longer-term")
        act = gettext("Say yes or no to a longer term")
        for party in proposal.waiting_parties:
            name = party.name if len(it.parties) > 2 else ""
            yield Todo(case, party.side, act, address, name, collective_id=party.collective_id)


def _with_what_follows(event: Event, said: str) -> str:
    if not event.data.get("follow"):
        return said
    return gettext("%(said)s; what depends on it moves along", said=said)


def _day(event: Event) -> str:
    return format_date(date.fromisoformat(event.data["ends_on"]), "d MMMM y")
