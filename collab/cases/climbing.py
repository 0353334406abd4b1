"""When something stays undone: who stands higher hears of it, and at the last rung both sides know that."""

from flask_babel import gettext

from collab.clock import local
from collab.db import db
from collab.deadlines import Deadline, Kind, Rung, rule_of
from collab.history import Event, after
from collab.history.telling import tells
from collab.notifications.models import notify
from collab.people.models import Person

from .lifecycle import OVER
from .models import Case
from .reactions import facts_of
from .rungs import rung_of


@after("deadline.climbed")
def tell_higher(event: Event) -> None:
    deadline = db.session.get(Deadline, event.data["deadline"])
    if deadline is None or not deadline.still_waits(event.data) or deadline.case.stage in OVER:
        return
    case, rung = deadline.case, Rung(event.data["rung"])
    told = rung_of(case, deadline.side, rung)
    for person in told:
        _tell(person, event, "call" if rung == Rung.CALL else "climbed", case, deadline)
    if event.data["last"]:
        for person in (one for one in case.people() if one not in told):
            _tell(person, event, "climbed_last", case, deadline)


@tells("deadline.climbed")
def climbed(event: Event) -> str:
    """That somebody was asked to call is not put on the page: a call is friendly. Nor what was done then."""
    rung, deadline = Rung(event.data["rung"]), db.session.get(Deadline, event.data["deadline"])
    if deadline is None or rung == Rung.CALL:
        return ""
    if deadline.met_on and deadline.met_on <= local(event.happened_at).date():
        return ""
    facts = {"who": str(rung.label).capitalize(), "what": what_waits(deadline)}
    return gettext("%(who)s was told that this waits: %(what)s", **facts)


def what_waits(deadline: Deadline) -> str:
    """A promise says itself what is to be done."""
    act = rule_of(deadline.kind).says("act")
    return deadline.subject if deadline.kind == Kind.PROMISE else f"{_begun_small(act)} ({deadline.subject})"


def _begun_small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _tell(person: Person, event: Event, template: str, case: Case, deadline: Deadline) -> None:
    key = f"climbed:{deadline.id}:{deadline.moved}:{event.data['rung']}:{event.data['step']}"
    about = {"ref": case.ref, "title": case.title, "rung": event.data["rung"]} | facts_of(deadline)
    about["party"] = case.name_of_collectives
    notify(person, key, f"cases/mail/{template}", case_id=case.id, **about)
