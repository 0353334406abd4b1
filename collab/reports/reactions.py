"""What follows from looking back: the other side hears of it, never what a side wrote for itself."""

from typing import Any

from collab.deadlines import Deadline, Kind, shifting
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.models import Person
from collab.people.words import Side

from .models import Report
from .words import State


@after("report.submitted", "report.skipped", "report.taken_back")
def tell_the_municipality(event: Event) -> None:
    it = _report(event)
    due = it.answer_due_on.isoformat() if it.answer_due_on else None
    for person in event.case.people(Side.MUNICIPALITY):
        _tell(person, event, event.name.replace(".", "_"), due_on=due, party=it.collective.name)


@after("report.answered")
def tell_the_collective(event: Event) -> None:
    it = _report(event)
    for person in _in_order({*it.collective.representatives, it.submitted_by, it.begun_by}):
        if person.is_active:
            _tell(person, event, "report_answered")


@after(
    "evaluation.begun", "evaluation.shared", "evaluation.went_on", "evaluation.added", "evaluation.advised"
)  # fmt: skip
def tell_the_others(event: Event) -> None:
    agreement, it = event.agreement, _evaluation(event)
    if event.name == "evaluation.shared" and it.opened_at and it.went_on_by is None:
        return  # then everyone hears that all can be read
    theirs = agreement.party_for(event.actor)
    for person in agreement.case.people():
        if agreement.party_for(person) is not theirs:
            party = theirs.name if theirs else event.actor.name
            about = {"party": party, "go_on_from": it.go_on_from.isoformat(), "reads": it.is_read_by(person)}
            _tell(person, event, event.name.replace(".", "_"), **about)


@after("evaluation.opened")
def tell_everyone(event: Event) -> None:
    for person in event.case.people():
        _tell(person, event, "evaluation_opened")


def _tell(person: Person, event: Event, template: str, **facts) -> None:
    agreement = event.agreement
    number = event.data.get("report") or event.data.get("evaluation")
    about = {"ref": agreement.ref, "title": agreement.title, "number": number} | facts
    about["who"] = event.actor.name if event.actor else None
    key = f"{agreement.ref}:{event.id}"
    notify(person, key, f"reports/mail/{template}", case_id=agreement.case_id, **about)


def _report(event: Event) -> Report:
    return event.agreement.reports[event.data["report"] - 1]


def _evaluation(event: Event):
    return event.agreement.evaluations[event.data["evaluation"] - 1]


def _in_order(people: set[Person | None]) -> list[Person]:
    """So that two workers never wait for each other in a circle."""
    return sorted((person for person in people if person), key=lambda person: person.id)


@shifting.follows(Kind.REPORT)
def a_draft_is_due_later_too(deadline: Deadline, _by: Any) -> None:
    _keep_up(deadline.agreement)


@after("promise.moved")
def a_draft_is_due_on_the_new_day(event: Event) -> None:
    _keep_up(event.agreement)


def _keep_up(agreement: Any) -> None:
    """What was handed in keeps the day that it was asked for."""
    for it in agreement.reports if agreement else ():
        if it.state == State.DRAFT and it.round == it.promise.round:
            it.due_on = it.promise.due_on
