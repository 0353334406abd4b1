"""Who leaves a cooperation soon, and when: by an end date of their place, or by leaving altogether."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select

from collab.cases import handing
from collab.cases.models import Case, Contact, Participant
from collab.cases.policy import OVER
from collab.cases.speaking import Spokesperson
from collab.clock import local, today
from collab.collectives.models import Collective, Membership
from collab.collectives.words import MemberRole
from collab.people.models import Person, Post
from collab.people.words import Side

from .models import Relay
from .passing import coordinators, pass_on
from .words import Place

SOON = timedelta(days=14)
LATELY = timedelta(days=60)


class Leaving(NamedTuple):
    place: Place
    person: Person
    last_day: date
    collective: Collective | None = None


def to_look_after() -> Select:
    """Running cooperations in which somebody leaves within two weeks, or left, or a hand-over is due."""
    soon = today() + SOON
    ends = Contact.person.has(_leaves_the_town(soon)) | (Contact.ends_on <= soon)
    speaks = Spokesperson.person.has(Person.left_at.is_not(None)) | (Spokesperson.ends_on <= soon)
    speaks |= ~Spokesperson.person.has(Person.memberships.any(_goes_on(soon)))
    going = Membership.ends_on.between(today() - LATELY, soon) & (
        Membership.role == MemberRole.REPRESENTATIVE
    )
    theirs = Participant.collective.has(Collective.memberships.any(going))
    open_ = Relay.passed_at.is_(None) & Relay.called_off_at.is_(None)
    concerned = (
        Case.contacts.any(~Contact.handed_over & ends), Case.participants.any(Participant.current() & theirs),
        Case.spokespeople.any(~Spokesperson.handed_over & speaks), Case.relays.any(open_),
    )  # fmt: skip
    return select(Case).where(Case.stage.not_in(OVER), or_(*concerned)).order_by(Case.id)


def look_after(case: Case) -> None:
    """Begin what has to begin, pass on what is due, and leave nothing without a carrier."""
    known = {(relay.place, relay.leaver.id, relay.last_day) for relay in case.relays}
    running = {(relay.place, relay.leaver.id): relay for relay in case.relays if relay.is_open}
    found = [one for one in everyone_leaving(case) if one.last_day <= today() + SOON]
    for one in found:
        if relay := running.pop((one.place, one.person.id), None):
            relay.end_on(one.last_day)
        elif (one.place, one.person.id, one.last_day) not in known:
            Relay.begin(case, one.place, one.person, one.last_day, collective=one.collective)
    for relay in running.values():
        if relay.last_day >= today():
            relay.call_off(None)
    for relay in case.relays:
        if relay.is_due or (relay.is_open and relay.leaver_is_gone):
            pass_on(relay, None)


def everyone_leaving(case: Case) -> Iterator[Leaving]:
    """Whose last day is known, in a place that nobody took over yet."""
    yield from _latest(case.contacts, None)
    for collective in case.collectives:
        mine = [one for one in case.spokespeople if one.collective is collective]
        contacts = list(_latest(mine, collective))
        yield from contacts
        yield from _representatives(collective, {one.person for one in contacts})


def last_day_of(person: Person, collective: Collective | None) -> date | None:
    """After which they do not belong to this side any more; None: nobody knows of such a day."""
    terms: list[Any] = list(person.posts)
    if collective:
        terms = [one for one in collective.memberships if one.person_id == person.id]
    ends = [term.ends_on for term in terms if not (term.ends_on and term.ends_on < term.starts_on)]
    last = max((end for end in ends if end), default=None) if all(ends) else None
    left = local(person.left_at).date() if person.left_at else None
    return min((day for day in (last, left) if day), default=None)


def _latest(held: list[Any], collective: Collective | None) -> Iterator[Leaving]:
    """Of each place the one who came last, unless they handed it over."""
    for one in {place.role: place for place in held}.values():
        days = [one.ends_on, last_day_of(one.person, collective)]
        last = min((day for day in days if day), default=None)
        if last and not one.handed_over:
            yield Leaving(Place(one.role), one.person, max(last, one.starts_on), collective)


def _representatives(collective: Collective, told: set[Person]) -> Iterator[Leaving]:
    """Unless a place of theirs tells of it already."""
    for one in {m.person: m for m in collective.memberships if m.role == MemberRole.REPRESENTATIVE}.values():
        if one.ends_on and one.ends_on >= today() - LATELY and one.person not in told:
            yield Leaving(Place.REPRESENTATIVE, one.person, one.ends_on, collective)


def _leaves_the_town(soon: date) -> ColumnElement[bool]:
    goes_on = Post.ends_on.is_(None) | (Post.ends_on > soon)
    return Person.left_at.is_not(None) | ~Person.posts.any(goes_on)


def _goes_on(soon: date) -> ColumnElement[bool]:
    mine = Membership.collective_id == Spokesperson.collective_id
    return mine & (Membership.ends_on.is_(None) | (Membership.ends_on > soon))


def leave_nothing_behind(person: Person) -> None:
    """Tasks of somebody who is gone, in cooperations where they had no place of their own."""
    for task in list(handing.tasks_of(person)):
        case = task.case
        if case.stage not in OVER and not _is_here(person, case):
            next((to for to in _carriers(person, case) if task.give(to, None)), None)


def _is_here(person: Person, case: Case) -> bool:
    """On a side of this cooperation still, whether or not it is the same as before."""
    return person.is_active and (person.is_officer or case.collective_of(person) is not None)


def _carriers(person: Person, case: Case) -> list[Person]:
    ours = [one for one in (case.contact, case.deputy) if one] + coordinators()
    return ours if person.posts else case.people(Side.COLLECTIVE)
