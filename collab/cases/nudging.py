"""A friendly question about a day that came: by whoever waits, in the same words, once a week."""

from datetime import date, timedelta

from flask import abort, flash, render_template
from flask_babel import gettext as _

from collab.clock import local, today
from collab.collectives.models import Collective
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.deadlines.forms import ButtonForm
from collab.errors import NotNow
from collab.history import Event, after
from collab.history.telling import tells
from collab.notifications.models import notify
from collab.panels import panel
from collab.people.models import Person
from collab.people.words import Side
from collab.web import me, see_other
from collab.words import day

from . import policy
from .lifecycle import Stage
from .models import Case
from .reactions import facts_of, who_acts
from .routes import allows, bp
from .words import due_words

PAUSE = timedelta(days=7)
MOST = 5
OWN_NUDGE = {Stage.DRAFTING, Stage.SIGNING}  # there a turn is asked after beside the text
BY_THEMSELVES = {
    Kind.NOTICE_DAY, Kind.PROPOSALS_CLOSE, Kind.TERM_ENDS, Kind.WAKE, Kind.WITHDRAWAL_TAKES_EFFECT,
}  # fmt: skip


def askable(case: Case, person: Person) -> list[Deadline]:
    """What waits for others, or for both sides together, and whose day has come."""
    due = (d for d in case.deadlines if d.met_on is None and d.paused_at is None and d.due_on <= today())
    theirs = (d for d in due if _waits_for_others(d, person))
    return [d for d in theirs if d.kind != Kind.TURN or case.stage not in OWN_NUDGE]


def again_on(case: Case, deadline: Deadline) -> date | None:
    """From which day it may be asked again; None when it may be asked now."""
    asked = [event.happened_at for event in case.events if _is_about(event, deadline)]
    free = local(max(asked)).date() + PAUSE if asked else None
    return free if free and free > today() else None


def nudge(case: Case, deadline: Deadline, by: Person) -> None:
    if deadline not in askable(case, by):
        raise NotNow(_("There is nothing to ask about this now."))
    if free := again_on(case, deadline):
        raise NotNow(_("This was asked already. You can ask again from %(day)s.", day=day(free)))
    case.record("nudged", by, deadline=deadline.id, to=deadline.side or by.side.other)


@bp.post("/cases/<ref>/deadlines/<int:number>/nudge", endpoint="nudge")
@allows(policy.write)
def ask(case, number):
    deadline = next((one for one in case.deadlines if one.id == number), None) or abort(404)
    if ButtonForm().validate_on_submit():
        nudge(case, deadline, by=me())
        flash(_("They get a friendly question. They can answer, or say when they will."))
    return see_other(".show", ref=case.ref)


@panel("dates", 70)
def what_may_be_asked(case: Case) -> str | None:
    if policy.write(me(), case):
        return None
    found = [(one, _name_of(one), again_on(case, one)) for one in askable(case, me())[:MOST]]
    return (
        render_template("cases/nudges.html", case=case, found=found, due_words=due_words) if found else None
    )


@after("case.nudged")
def tell_who_is_asked(event: Event) -> None:
    case, to = event.case, Side(event.data["to"])
    deadline = next((one for one in case.deadlines if one.id == event.data["deadline"]), None)
    if deadline is None or not deadline.still_waits({}):
        return
    who = _name_of_asker(event) if event.side == to else None
    about = {"ref": case.ref, "title": case.title, "who": who} | facts_of(deadline)
    party = _party(deadline)
    for person in (one for one in who_acts(deadline) if one.side == to):
        if party and to == Side.COLLECTIVE and not party.role_of(person):
            continue
        key = f"{case.ref}:nudged:{event.id}"
        notify(person, key, "cases/mail/nudged", case_id=case.id, **about)


@tells("case.nudged")
def nudged(event: Event) -> str:
    deadline = db.session.get(Deadline, event.data["deadline"])
    return _("asked how it stands with: %(what)s", what=_what(deadline) if deadline else "")


def _is_about(event: Event, deadline: Deadline) -> bool:
    return event.name == "case.nudged" and event.data["deadline"] == deadline.id


def _waits_for_others(deadline: Deadline, person: Person) -> bool:
    """For the other side, for both, or for another collective: what one owes oneself is not asked after."""
    party = _party(deadline)
    own = party is not None and party.role_of(person) is not None
    if deadline.side is None:
        return deadline.kind not in BY_THEMSELVES and (person.is_officer or party is None or own)
    between = deadline.side == person.side == Side.COLLECTIVE and party is not None
    return deadline.side == person.side.other or (between and not own)


def _party(deadline: Deadline) -> Collective | None:
    """The collective whose own it is, or with which it is done."""
    ref = deadline.data.get("collective") or deadline.data.get("party")
    return next((one for one in deadline.case.collectives if one.ref == ref), None)


def _what(deadline: Deadline) -> str:
    return deadline.subject if deadline.kind in {Kind.TURN, Kind.SIGNATURE} else due_words(deadline)


def _name_of(deadline: Deadline) -> str:
    if deadline.side is None:
        return _("Both sides")
    party = _party(deadline) if len(deadline.case.collectives) > 1 else None
    return party.name if party else str(deadline.side.label).capitalize()


def _name_of_asker(event: Event) -> str:
    own = event.case.collective_of(event.actor)
    return own.name if own else event.actor.name
