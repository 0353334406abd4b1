"""Questions about cases."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from collab.clock import now, today
from collab.collectives import queries as collectives
from collab.collectives.models import Collective, Membership
from collab.collectives.words import MemberRole
from collab.deadlines import Deadline, Kind
from collab.notifications.models import Notice
from collab.people.models import Person, Post
from collab.people.words import Duty

from .lifecycle import BEFORE_SIGNING, OVER, UNTAKEN, Stage
from .models import Case, Contact, Participant
from .parting import left_by_itself

PAGE = 30
SEES_ALL = {Duty.INTEGRAL_TEAM, Duty.COORDINATOR, Duty.MANAGER, Duty.MANDATE_HOLDER}
Concerns = Callable[[Person], ColumnElement[bool]]
_also: list[Concerns] = []
_keeps: list[Concerns] = []


def also(function: Concerns) -> Concerns:
    """A later slice asks people for something in a cooperation they are not on: then they see it too."""
    _also.append(function)
    return function


def keeps(function: Concerns) -> Concerns:
    """A later slice knows who goes on reading a cooperation in which their collective takes part no more."""
    _keeps.append(function)
    return function


def visible_to(person: Person) -> Select:
    """The integral team and mandate holders see every case; a civil servant their own and those nobody took;
    people of a collective those in which it takes part, or agreed to something."""
    if person.duties & SEES_ALL:
        return select(Case)
    own = takes_part(person)
    if not person.is_officer:
        own |= Case.events.any(left_by_itself(person))
        return select(Case).where(or_(own, *(concerns(person) for concerns in _keeps)))
    asked = (concerns(person) for concerns in _also)
    works_on = Case.contacts.any(_holds(person)) | (Case.responsible_id == person.id)
    return select(Case).where(or_(own, works_on, Case.stage == Stage.SIGNALLED, untaken(), *asked))


def untaken() -> ColumnElement[bool]:
    """What nobody of the municipality took yet."""
    return Case.stage.in_(UNTAKEN) & ~Case.contacts.any(Contact.current() & ~Contact.handed_over)


def takes_part(person: Person) -> ColumnElement[bool]:
    mine = (Membership.person_id == person.id) & Membership.current()
    theirs = Participant.collective.has(Collective.memberships.any(mine))
    return Case.participants.any(Participant.current() & theirs)


def with_people(query: Select) -> Select:
    """For pages that show who is on it: everything in six statements, however many cases."""
    collective = selectinload(Case.participants).selectinload(Participant.collective)
    members = collective.selectinload(Collective.memberships).selectinload(Membership.person)
    contacts = selectinload(Case.contacts).selectinload(Contact.person).selectinload(Person.posts)
    return query.options(members, contacts)


def listed(person: Person, after: Case | None, stage: str = "") -> Select:
    """A page of what this person sees, newest first, and one more to know whether there is a next."""
    query = with_people(visible_to(person)).order_by(Case.id.desc()).limit(PAGE + 1)
    if after:
        query = query.where(Case.id < after.id)
    return query.where(Case.stage == Stage(stage)) if stage in set(Stage) else query


def on_the_desk_of(person: Person) -> Select:
    """What concerns this person directly: people of a collective all they see; a civil servant the cases of
    which they are contact or deputy (or stand in for one), those of which they answer the proposal, those
    nobody took, and with a mandate those that wait to be signed."""
    if not person.is_officer:
        return visible_to(person)
    desk = Case.contacts.any(_holds(person) | _stands_in(person)) | untaken()
    desk |= (Case.responsible_id == person.id) & Case.stage.in_(BEFORE_SIGNING)
    if person.has(Duty.MANDATE_HOLDER):
        desk |= Case.stage == Stage.SIGNING
    return visible_to(person).where(desk)


def startable_by(person: Person) -> Select:
    """The collectives for which this person may start a cooperation."""
    query = collectives.visible_to(person).order_by(Collective.name, Collective.id)
    if person.is_officer:
        return query
    mine = (Membership.person_id == person.id) & Membership.current()
    return query.where(Collective.memberships.any(mine & (Membership.role == MemberRole.REPRESENTATIVE)))


def could_follow(case: Case, person: Person) -> Select:
    """Where this cooperation could go on."""
    others = visible_to(person).where(Case.id != case.id, Case.stage.not_in(OVER))
    return others.order_by(Case.id.desc()).limit(200)


def officers() -> Select:
    """Who can be contact person or deputy."""
    held = Person.posts.any(Post.current())
    return select(Person).where(held, Person.left_at.is_(None)).order_by(Person.name)


def integral_team() -> Select:
    """Who looks after what nobody took yet; without such a team every civil servant does."""
    held = Person.posts.any(Post.current() & (Post.duty == Duty.INTEGRAL_TEAM))
    team = select(Person.id).where(held, Person.left_at.is_(None))
    anyone = Person.posts.any(Post.current() & (Post.duty == Duty.OFFICER))
    looks = held | (anyone & ~team.exists())
    return select(Person).where(looks, Person.left_at.is_(None)).order_by(Person.id)


def mails_of(case: Case) -> Select:
    """Mails that went to somebody about this case, newest first."""
    query = select(Notice).where(Notice.case_id == case.id).options(joinedload(Notice.person))
    return query.order_by(Notice.written_at.desc(), Notice.id.desc())


def to_wake() -> Select:
    return select(Case).where(Case.stage == Stage.PARKED, Case.wakes_on <= today())


def suspended_by_now() -> Select:
    """Announced suspensions whose moment has come."""
    announced = (Deadline.kind == Kind.SUSPENSION, Deadline.met_on.is_(None), Deadline.due_at <= now())
    return select(Deadline).where(*announced, Deadline.due_on <= today())


def _holds(person: Person):
    return (Contact.person_id == person.id) & Contact.current() & ~Contact.handed_over


def _stands_in(person: Person):
    away = Contact.person_id.in_(sorted(person.stands_in_for))
    return away & Contact.current() & ~Contact.handed_over
