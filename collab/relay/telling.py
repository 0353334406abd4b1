"""How changes of people read in the timeline: a new contact person understands them from the page alone."""

from datetime import date, timedelta

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from collab.cases.models import ContactRole
from collab.db import db
from collab.history import Event
from collab.history.telling import quiet, say, tells
from collab.people.models import Person
from collab.words import day

from .models import Relay
from .words import Place

A_MOMENT = timedelta(seconds=1)
say(
    relay__added=_("added a paragraph to the relay letter"),
    relay__acknowledged=_("read the relay letter and takes it from here"),
    introduction__denied=_("said that the introduction has not been yet"),
)
quiet("relay.introduced")


@tells("case.chose")
def chose(event: Event) -> str:
    role = ContactRole(event.data["role"]).label
    name, of = _name(event), event.collective.name
    if event.actor_id is None:
        return gettext(
            "%(name)s is the %(role)s of %(collective)s from now on", name=name, role=role, collective=of
        )
    return gettext("made %(name)s the %(role)s of %(collective)s", name=name, role=role, collective=of)


@tells("relay.begun")
def begun(event: Event) -> str:
    if event.actor_id and _at_once(event):
        return ""
    facts = {"name": _leaver(event), "place": _place(event), "day": _day(event.data["on"])}
    if event.actor_id == event.data["leaver"]:
        return gettext("hands over the place of %(place)s; the last day is %(day)s", **facts)
    if event.actor_id:
        return gettext("began the hand-over of %(name)s, %(place)s; the last day is %(day)s", **facts)
    return gettext("The hand-over of %(name)s, %(place)s, begins; the last day is %(day)s", **facts)


@tells("relay.named")
def named(event: Event) -> str:
    if event.actor_id and _at_once(event):
        return ""
    facts = {"name": _name(event), "leaver": _leaver(event)}
    if event.actor_id:
        return gettext("said that %(name)s takes over from %(leaver)s", **facts)
    return gettext("Nobody was named, so %(name)s takes over from %(leaver)s for now", **facts)


@tells("relay.passed")
def passed(event: Event) -> str:
    count = event.data["count"]
    tasks = ngettext("%(num)s open task", "%(num)s open tasks", count) if count else gettext("no open tasks")
    facts = {"name": _name(event), "leaver": _leaver(event), "tasks": tasks}
    if event.actor_id:
        return gettext("passed the place of %(leaver)s on to %(name)s, with %(tasks)s", **facts)
    return gettext("The place of %(leaver)s passed to %(name)s, with %(tasks)s", **facts)


@tells("relay.completed")
def completed(event: Event) -> str:
    if event.actor_id == event.data["leaver"]:
        return gettext("wrote the relay letter for the successor")
    return gettext("wrote the relay letter in the place of %(name)s", name=_leaver(event))


@tells("relay.kept")
def kept(event: Event) -> str:
    return gettext("stays the %(place)s", place=_place(event))


@tells("relay.called_off")
def called_off(event: Event) -> str:
    name = _leaver(event)
    if event.actor_id:
        return gettext("said that %(name)s stays", name=name)
    return gettext("%(name)s stays after all", name=name)


@tells("introduction.proposed")
def proposed(event: Event) -> str:
    return gettext("proposed %(day)s to get acquainted", day=_day(event.data["on"]))


@tells("introduction.said_met")
def said_met(event: Event) -> str:
    return gettext("said that both sides met on %(day)s", day=_day(event.data["on"]))


@tells("introduction.confirmed")
def confirmed(event: Event) -> str:
    return gettext("confirmed that both sides met on %(day)s", day=_day(event.data["on"]))


@tells("case.council_changed")
def council_changed(event: Event) -> str:
    return gettext(
        "wrote down a change in the council or the executive of %(day)s", day=_day(event.data["on"])
    )


def _at_once(event: Event) -> bool:
    """Somebody else was appointed, and with it the place passed: that one sentence tells it all."""
    moments = select(Relay.begun_at, Relay.passed_at)
    about = (Relay.case_id == event.case_id, Relay.number == event.data["relay"])
    begun_at, passed_at = db.session.execute(moments.where(*about)).one()
    return passed_at is not None and passed_at - begun_at < A_MOMENT


def _name(event: Event) -> str:
    return db.session.get_one(Person, event.data["person"]).name


def _leaver(event: Event) -> str:
    return db.session.get_one(Person, event.data["leaver"]).name


def _place(event: Event) -> object:
    return Place(event.data["place"]).label


def _day(written: str) -> str:
    return day(date.fromisoformat(written))
