"""Questions about hand-overs and introductions. What is sensitive is only found through here."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from collab.cases.lifecycle import Stage
from collab.cases.models import Case, Contact, Participant
from collab.cases.policy import OVER
from collab.cases.queries import also
from collab.cases.queries import visible_to as cases_for
from collab.cases.speaking import Spokesperson
from collab.clock import morning_of, today
from collab.collectives.models import Collective, Membership
from collab.people.models import Person, Post

from .introductions import CouncilRound, Introduction
from .letters import Addition, Confidence
from .models import Relay
from .words import Readers

RUNNING = {Stage.DRAFTING, Stage.SIGNING, Stage.ACTIVE, Stage.ENDING}


def confidences_for(person: Person) -> Select:
    """Of the writer and the one who comes after, unless the leaver stays; of both sides only when the writer
    said so."""
    comes_next = (Relay.successor_id == person.id) & Relay.called_off_at.is_(None)
    own = (Confidence.written_by_id == person.id) | Confidence.relay.has(comes_next)
    seen = Confidence.relay.has(Relay.case_id.in_(cases_for(person).with_only_columns(Case.id)))
    shared = (Confidence.readers == Readers.BOTH) & Confidence.relay.has(Relay.completed_at.is_not(None))
    return select(Confidence).where(seen, or_(own, shared))


def confidence(relay: Relay, person: Person) -> Select:
    return confidences_for(person).where(Confidence.relay_id == relay.id)


def additions_of(relay: Relay) -> Select:
    query = select(Addition).where(Addition.relay_id == relay.id).options(joinedload(Addition.person))
    return query.order_by(Addition.id)


@also
def hands_over(person: Person) -> ColumnElement[bool]:
    """The successor reads before the day, and the old one until the successor has read the letter."""
    after = (Relay.successor_id == person.id) & Relay.passed_at.is_(None)
    before = (Relay.leaver_id == person.id) & Relay.acknowledged_at.is_(None)
    return Case.relays.any(Relay.called_off_at.is_(None) & (after | before))


def open_relays(numbers: list[int]) -> Select:
    """Of these cooperations: what is not done yet."""
    here = (Relay.case_id.in_(numbers), Relay.called_off_at.is_(None))
    undone = or_(Relay.passed_at.is_(None), Relay.acknowledged_at.is_(None), _undecided())
    people = (joinedload(Relay.leaver), joinedload(Relay.successor), joinedload(Relay.collective))
    return select(Relay).where(*here, undone).options(*people).order_by(Relay.id)


def _undecided() -> ColumnElement[bool]:
    return and_(Relay.by_itself, Relay.kept_at.is_(None))


def open_introductions(numbers: list[int]) -> Select:
    here = (Introduction.case_id.in_(numbers), Introduction.confirmed_on.is_(None))
    return select(Introduction).where(*here).order_by(Introduction.due_on, Introduction.id)


def spoken_for(numbers: list[int]) -> Select:
    """Who has a place for a collective today."""
    here = Spokesperson.current() & ~Spokesperson.handed_over & Spokesperson.case_id.in_(numbers)
    return select(Spokesperson).where(here)


def running() -> Select:
    """Cooperations that get to know a new council."""
    return select(Case).where(Case.stage.not_in({*OVER, Stage.PARKED, Stage.SIGNALLED})).order_by(Case.id)


def rounds() -> Select:
    query = select(CouncilRound).options(selectinload(CouncilRound.introductions))
    return query.order_by(CouncilRound.changed_on.desc(), CouncilRound.id.desc())


def round(number: int) -> Select:
    cases = selectinload(CouncilRound.introductions).joinedload(Introduction.case)
    theirs = cases.selectinload(Case.participants).joinedload(Participant.collective)
    return select(CouncilRound).where(CouncilRound.id == number).options(theirs)


def cases_of(person: Person) -> Select:
    """Every running cooperation in which this person has a place."""
    holds = Case.contacts.any((Contact.person_id == person.id) & Contact.current() & ~Contact.handed_over)
    mine = (Spokesperson.person_id == person.id) & Spokesperson.current() & ~Spokesperson.handed_over
    return (
        select(Case).where(Case.stage.not_in(OVER), or_(holds, Case.spokespeople.any(mine))).order_by(Case.id)
    )


def sole_of(person: Person) -> list[Collective]:
    """The collectives for which nobody else speaks."""
    found = (one.collective for one in person.memberships if one.is_current)
    return [collective for collective in found if collective.representatives == [person]]


def gone_lately() -> Select:
    """Who left, or of whom a post or a membership ended, in the last two months."""
    since = today() - timedelta(days=60)
    ended = Person.posts.any(Post.ends_on.between(since, today() - timedelta(days=1)))
    ended |= Person.memberships.any(Membership.ends_on.between(since, today() - timedelta(days=1)))
    return select(Person).where((Person.left_at >= morning_of(since)) | ended).order_by(Person.id)


def left_behind() -> Select:
    """Signed in still, but a member of nothing any more and without a post, now or to come."""
    stays = Person.posts.any(Post.ends_on.is_(None) | (Post.ends_on >= today()))
    stays |= Person.memberships.any(Membership.ends_on.is_(None) | (Membership.ends_on >= today()))
    was = Person.memberships.any() | Person.posts.any()
    return select(Person).where(Person.sessions.any(), was, ~stays).order_by(Person.id)


@also
def stands_in(person: Person) -> ColumnElement[bool]:
    """Whoever was asked to stand in for a contact person or a deputy who is away."""
    away = Contact.person_id.in_(sorted(person.stands_in_for))
    return Case.contacts.any(away & Contact.current() & ~Contact.handed_over)
