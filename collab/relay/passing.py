"""A place passes on: to who was named, else to the deputy, else to whoever looks after such things."""

from typing import Any

from collab.cases import handing
from collab.cases.models import Case, ContactRole
from collab.cases.queries import integral_team
from collab.cases.speaking import Spokesperson, spoken_by
from collab.clock import today
from collab.collectives.models import Collective
from collab.db import db
from collab.people.models import Person
from collab.people.queries import holding
from collab.people.words import Duty

from .models import Relay
from .words import Place


def pass_on(relay: Relay, by: Person | None) -> bool:
    """Now. When nobody was named it falls to somebody; False: there is nobody."""
    if relay.successor is None or not fits(relay.successor, relay):
        heir = heir_of(relay)
        if heir is None:
            return False
        relay.name(heir, None, seen=relay.successor and relay.successor.id)
    _take_place(relay, by)
    return True


def name_successor(relay: Relay, person: Person, *, seen: int | None, by: Person) -> None:
    """Who is named on the last day, or later, takes over at once."""
    relay.name(person, by, seen=seen)
    if relay.last_day <= today():
        pass_on(relay, by)


def heir_of(relay: Relay) -> Person | None:
    """To whom it falls when nobody is named."""
    if relay.collective:
        found = _of_the_collective(relay.case, relay.collective, relay.place)
    else:
        contact = [relay.case.contact] if relay.place == Place.DEPUTY else []
        found = [*contact, relay.case.deputy, *coordinators()]
    return next((person for person in found if person and fits(person, relay)), None)


def fits(person: Person, relay: Relay) -> bool:
    if person is relay.leaver or not person.is_active:
        return False
    if relay.collective:
        return relay.collective.role_of(person) is not None
    return person.is_officer


def coordinators() -> list[Person]:
    """Who looks after what has no carrier: the coordinator, and where there is none the integral team."""
    found = list(db.session.scalars(holding(Duty.COORDINATOR)))
    return found or list(db.session.scalars(integral_team()))


@handing.watches
def follow(case: Case, change: handing.Change, by: Person | None) -> None:
    """Whichever way a place changed hands: the tasks go along and a letter is asked for."""
    place = Place(change.role)
    for relay in _open(case, place, change.collective):
        if relay.leaver is change.person:
            relay.call_off(by)
        elif relay.successor is not change.person:
            relay.name(change.person, by, seen=relay.successor and relay.successor.id)
    running = _open(case, place, change.collective)
    if change.before and change.before is not change.person and not running:
        relay = Relay.begin(case, place, change.before, today(), collective=change.collective, by=by)
        relay.name(change.person, by)
        running = [relay]
    for relay in running:
        relay.take_tasks(by)


def _open(case: Case, place: Place, collective: Collective | None) -> list[Relay]:
    mine = (relay for relay in case.relays if relay.place == place and relay.collective is collective)
    return [relay for relay in mine if relay.is_open]


def _of_the_collective(case: Case, collective: Collective, place: Place) -> list[Any]:
    contact, deputy = (spoken_by(case, collective, role) for role in ContactRole)
    first = [deputy] if place == Place.CONTACT else [contact, deputy]
    return [*first, *collective.representatives, *collective.people]


def _take_place(relay: Relay, by: Person | None) -> None:
    """A deputy's tasks may fall to the contact person, who goes on being just that."""
    case, successor = relay.case, relay.successor
    assert successor, "Nobody takes over."
    role = {Place.CONTACT: ContactRole.CONTACT, Place.DEPUTY: ContactRole.DEPUTY}.get(relay.place)
    stays_put = role == ContactRole.DEPUTY and successor in _contacts(relay)
    if role is None or stays_put or _holds_it(relay, role):
        relay.take_tasks(by)
    elif relay.collective:
        Spokesperson.appoint(case, relay.collective, role, successor, by=by)
    else:
        case.appoint(role, successor, by)


def _holds_it(relay: Relay, role: ContactRole) -> bool:
    """The successor has this place already."""
    of_side = relay.case.spokespeople if relay.collective else relay.case.contacts
    held = (one for one in of_side if one.role == role and one.holds and one.person is relay.successor)
    return any(relay.collective is None or one.collective is relay.collective for one in held)


def _contacts(relay: Relay) -> set[Person | None]:
    if relay.collective:
        return {spoken_by(relay.case, relay.collective, ContactRole.CONTACT)}
    return {relay.case.contact}
