"""Signs that the record itself gives. Those that rest on facts of later slices stand where the facts live."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Select, func, or_, select

from collab.cases.lifecycle import OVER, Stage
from collab.cases.models import Case, Contact, ContactRole, Message, Participant
from collab.clock import local, months_after, today
from collab.collectives.models import Collective, Membership
from collab.collectives.words import Kind as Party
from collab.collectives.words import MemberRole
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.words import SUPPORT, State

from .models import WHOLE, PhasePeriod
from .plans import plans
from .policy import WRITERS
from .talking import Found, Reason, sign
from .words import Cause

GROUPS = (
    Party.INFORMAL_GROUP, Party.ASSOCIATION, Party.FOUNDATION, Party.COOPERATIVE, Party.COMMITTEE,
    Party.NETWORK,
)  # fmt: skip
SETTLED_IN = timedelta(days=90)  # before that everyone begins with one person
LONG_MONTHS, RECENT = 48, timedelta(days=180)
HELD = (State.PROMISED, State.DELIVERED, State.CONFIRMED, State.ENDED)


def going_on() -> Select:
    return select(Case.id).where(Case.stage.not_in([*OVER, Stage.PARKED]))


def groups_taking_part(*columns) -> Select:
    """Groups of people in cooperations that go on, with these columns."""
    query = select(Case.id, *columns).join(Participant, Participant.case_id == Case.id)
    query = query.join(Collective, Collective.id == Participant.collective_id)
    return query.where(Case.id.in_(going_on()), Participant.current(), Collective.kind.in_(GROUPS))


@sign(Cause.ONE_CARRIER)
def one_carrier() -> Iterator[Found]:
    only = func.min(Membership.id)
    query = groups_taking_part(only, Collective.id, Collective.name).join(
        Membership, Membership.collective_id == Collective.id
    )
    query = query.where(Membership.current(), Membership.role.in_(WRITERS))
    query = query.where(Case.opened_on <= today() - SETTLED_IN)
    for case_id, member, whose, name in db.session.execute(
        query.group_by(Case.id, Collective.id).having(func.count(Membership.id) == 1)
    ):
        yield Found(case_id, f"{whose}:member:{member}", name)


@sign(Cause.SAME_VOICE)
def same_voice() -> Iterator[Found]:
    query = groups_taking_part(Membership.id, Collective.id, Collective.name).join(
        Membership, Membership.collective_id == Collective.id
    )
    speaks = Membership.current() & (Membership.role == MemberRole.REPRESENTATIVE)
    long_ago = months_after(today(), -LONG_MONTHS)
    found = query.where(speaks, Membership.starts_on < long_ago)
    for case_id, member, whose, name in db.session.execute(found):
        yield Found(case_id, f"{whose}:member:{member}", name)


@sign(Cause.LATE_REPORTS)
def late_reports() -> Iterator[Found]:
    """Of each collective by itself."""
    late = or_(Deadline.met_on > Deadline.due_on, Deadline.met_on.is_(None) & Deadline.paused_at.is_(None))
    about = (Deadline.kind == Kind.REPORT, Deadline.side == Side.COLLECTIVE, late)
    lately = Deadline.due_on.between(months_after(today(), -12), today() - timedelta(1))
    promised = Collective.ref == Deadline.data["collective"].astext
    query = select(Deadline.case_id, func.max(Deadline.id), Collective.id, Collective.name)
    query = query.outerjoin(Collective, promised).where(*about, lately)
    query = query.where(Deadline.case_id.in_(going_on())).group_by(Deadline.case_id, Collective.id)
    for case_id, last, whose, name in db.session.execute(query.having(func.count() >= 2)):
        yield (
            Found(case_id, f"{whose}:deadline:{last}", name) if whose else Found(case_id, f"deadline:{last}")
        )


@sign(Cause.SUPPORT_ENDED)
def support_ended() -> Iterator[Found]:
    lately = Promise.until.between(today() - RECENT, today() - timedelta(1))
    query = select(Promise.case_id, Promise.ref, Promise.what).where(
        lately, Promise.successor.is_(None), Promise.sort.in_(SUPPORT), Promise.state.in_(HELD)
    )
    for case_id, ref, what in db.session.execute(query.where(Promise.case_id.in_(going_on()))):
        yield Found(case_id, ref, what)


@sign(Cause.CONTACT_CHANGED)
def contact_changed() -> Iterator[Found]:
    """The first one is no change."""
    first = select(func.min(Contact.id)).where(Contact.role == ContactRole.CONTACT).group_by(Contact.case_id)
    changed = (Contact.role == ContactRole.CONTACT, Contact.id.not_in(first))
    lately = Contact.starts_on > months_after(today(), -12)
    query = select(Contact.case_id, func.max(Contact.id)).where(*changed, lately)
    query = query.where(Contact.case_id.in_(going_on())).group_by(Contact.case_id)
    for case_id, last in db.session.execute(query.having(func.count() >= 2)):
        yield Found(case_id, f"contact:{last}")


@sign(Cause.SILENCE)
def silence() -> Iterator[Found]:
    """By the rhythm of the phase; of several collectives the one that wants to speak most often."""
    rhythms = {plan.phase: plan.rhythm for plan in plans() if plan.rhythm}
    said = select(func.max(Message.said_at)).where(Message.case_id == Case.id).scalar_subquery()
    talked = select(func.max(Reason.talked_on)).where(Reason.case_id == Case.id).scalar_subquery()
    query = select(Case.id, Case.opened_on, PhasePeriod.phase, said, talked)
    query = query.join(Participant, Participant.case_id == Case.id)
    query = query.join(PhasePeriod, PhasePeriod.collective_id == Participant.collective_id)
    now = (PhasePeriod.ends_on.is_(None), PhasePeriod.activity == WHOLE, PhasePeriod.phase.in_(rhythms))
    seen: set[tuple[int, str]] = set()
    for case_id, opened_on, phase, said_at, talked_on in db.session.execute(
        query.where(Case.id.in_(going_on()), Participant.current(), *now)
    ):
        last = max(filter(None, (opened_on, said_at and local(said_at).date(), talked_on)))
        key = (case_id, f"since:{last.isoformat()}")
        if months_after(last, rhythms[phase]) < today() and key not in seen:
            seen.add(key)
            yield Found(*key)
