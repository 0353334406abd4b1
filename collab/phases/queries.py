"""Questions about phases, challenges, reasons to talk and the menu."""

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from collab.clock import today
from collab.collectives.models import Collective, Membership
from collab.people.models import Person

from .menu import Offer
from .models import WHOLE, PhasePeriod, PhaseProposal
from .picking import Challenge, PeerTalk
from .talking import Reason
from .words import Outcome


def locked(collective: Collective) -> Select:
    """Whoever sets its phase takes turns, also from two cooperations at once."""
    query = select(Collective).where(Collective.id == collective.id).with_for_update(key_share=True)
    return query.execution_options(populate_existing=True)


def lying(collectives: list[int]) -> Select:
    """Proposals these collectives and the municipality have not settled."""
    about = (PhaseProposal.collective_id.in_(collectives), PhaseProposal.outcome == Outcome.OPEN)
    return select(PhaseProposal).where(*about).order_by(PhaseProposal.id)


def current_of(collectives: list[int]) -> Select:
    """Where each of these collectives is as a whole."""
    about = (PhasePeriod.collective_id.in_(collectives), PhasePeriod.activity == WHOLE)
    return select(PhasePeriod.collective_id, PhasePeriod.phase).where(*about, PhasePeriod.ends_on.is_(None))


def reasons_in(cases: list[int]) -> Select:
    """What is still to be talked about in these cooperations, and not put off."""
    still = (Reason.talked_on.is_(None), Reason.gone_on.is_(None))
    now_or_later = or_(Reason.later_until.is_(None), Reason.later_until <= today())
    return select(Reason).where(Reason.case_id.in_(cases), *still, now_or_later).order_by(Reason.id)


def reasons_of(case_id: int) -> Select:
    """All there was to talk about in one cooperation."""
    query = select(Reason).where(Reason.case_id == case_id).options(joinedload(Reason.answered_by))
    return query.order_by(Reason.id.desc())


def menu() -> Select:
    return select(Offer).where(Offer.closed_at.is_(None)).order_by(Offer.sort, Offer.id)


def own_of(person: Person) -> Select:
    """The collectives whose own side this person is on: a civil servant is on none."""
    if person.is_officer:
        return select(Collective).where(Collective.id.is_(None))
    mine = (Membership.person_id == person.id) & Membership.current()
    return select(Collective).where(Collective.memberships.any(mine))


def challenges_visible_to(person: Person) -> Select:
    """Only a collective's own members read what it picked."""
    return select(Challenge).where(
        Challenge.collective_id.in_(own_of(person).with_only_columns(Collective.id))
    )


def peers(collective: Collective) -> Select:
    """Other collectives with a challenge of this one, that chose to be found: code and collective."""
    mine = aliased(Challenge)
    shared = exists().where(mine.collective_id == collective.id, mine.code == Challenge.code)
    query = select(Challenge.code, Collective).join(Challenge.collective)
    query = query.join(PeerTalk, PeerTalk.challenge_id == Challenge.id)
    found = query.where(Challenge.collective_id != collective.id, shared)
    return found.order_by(Challenge.code, Collective.name).limit(100)
