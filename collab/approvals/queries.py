"""Questions about advice, approval and decisions. What one side alone reads is only found through here."""

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from collab.agreements import queries as agreements
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.cases.models import Case
from collab.cases.queries import also
from collab.clock import today
from collab.collectives.models import Collective, Membership
from collab.people.models import Person, Post
from collab.people.words import Duty

from .opinions import AdviceAnswer, AdviceBrief, AdviceLink, Opinion
from .rounds import ApprovalNote, ApprovalRound, ApprovalRule
from .seats import ApprovalSeat
from .words import RoundState, SeatKind, SeatState

MOST = 50


def answers_for(person: Person) -> Select:
    """What was advised to this person's own side."""
    return select(AdviceAnswer).where(AdviceAnswer.opinion.has(_own(person, Opinion)))


def briefs_for(person: Person) -> Select:
    """What this person's own side asked, in full."""
    own = AdviceBrief.opinion.has(_own(person, Opinion))
    return select(AdviceBrief).where(own).options(joinedload(AdviceBrief.adviser))


def notes_for(person: Person) -> Select:
    """What approvers wrote for this person's own side."""
    own = ApprovalSeat.round.has(_own(person, ApprovalRound))
    return select(ApprovalNote).where(ApprovalNote.seat.has(own))


def opinion(agreement: Agreement, number: int) -> Select:
    about = (joinedload(Opinion.party), joinedload(Opinion.asked_by), selectinload(Opinion.links))
    this = (Opinion.agreement_id == agreement.id, Opinion.number == number)
    return select(Opinion).where(*this).options(*about)


def link(nonce: str) -> Select:
    return select(AdviceLink).where(AdviceLink.nonce == nonce)


def gone_silent() -> Select:
    """Whose day passed without an answer, while the clock ran."""
    runs = Opinion.agreement.has(Agreement.case.has(Case.turn_stopped_at.is_(None)))
    open_ = (Opinion.answered_at.is_(None), Opinion.withdrawn_at.is_(None), runs)
    first = (Opinion.deemed_on.is_(None), Opinion.unanswered_on.is_(None))
    return select(Opinion).where(Opinion.due_on < today(), *open_, *first).order_by(Opinion.id)


def open_opinions(numbers: list[int]) -> Select:
    """Of these cooperations: who still has to answer."""
    query = select(Opinion).join(Opinion.agreement)
    open_ = (Opinion.answered_at.is_(None), Opinion.withdrawn_at.is_(None), Opinion.deemed_on.is_(None))
    about = joinedload(Opinion.party).joinedload(Party.collective)
    return query.where(Agreement.case_id.in_(numbers), *open_).options(about, joinedload(Opinion.agreement))


def seats_asked_of(person: Person) -> Select:
    """Everything that this person may be asked to approve now; whose turn it is says the seat."""
    running = ApprovalSeat.round.has(ApprovalRound.state == RoundState.RUNNING)
    named = ApprovalSeat.person_id == person.id
    held = (ApprovalSeat.kind == SeatKind.DUTY) & ApprovalSeat.duty.in_(sorted(person.duties))
    member = (Membership.person_id == person.id) & Membership.current()
    board = (ApprovalSeat.kind == SeatKind.BOARD) & Party.collective.has(Collective.memberships.any(member))
    seen = agreements.visible_to(person).with_only_columns(Agreement.id)
    colleague = (ApprovalSeat.kind == SeatKind.COLLEAGUE) & ApprovalRound.agreement_id.in_(seen)
    query = select(ApprovalSeat).join(ApprovalSeat.round).join(ApprovalRound.party)
    about = contains_eager(ApprovalSeat.round)
    party = about.contains_eager(ApprovalRound.party).joinedload(Party.collective)
    case = about.joinedload(ApprovalRound.agreement).joinedload(Agreement.case)
    open_ = (ApprovalSeat.state == SeatState.ASKED, running, named | held | board | colleague)
    people = party.selectinload(Collective.memberships)
    return query.where(*open_).options(people, case).order_by(ApprovalSeat.id).limit(MOST)


def seats_waiting_for(number: int | None) -> Select:
    """Where a round that runs waits for this very person, now or in a later step."""
    running = ApprovalSeat.round.has(ApprovalRound.state == RoundState.RUNNING)
    waits = ApprovalSeat.state.in_([SeatState.WAITING, SeatState.ASKED])
    return select(ApprovalSeat).where(ApprovalSeat.person_id == number, waits, running)


def rules_of(collective: Collective | None, weight: str | None = None) -> Select:
    """The settings of one side, in order; for one class also those that hold for every class."""
    whose = (
        ApprovalRule.collective_id == collective.id if collective else ApprovalRule.collective_id.is_(None)
    )
    query = select(ApprovalRule).where(whose, ApprovalRule.removed_at.is_(None))
    if weight:
        query = query.where(or_(ApprovalRule.weight == weight, ApprovalRule.weight.is_(None)))
    about = query.options(joinedload(ApprovalRule.person), joinedload(ApprovalRule.made_by))
    return about.order_by(ApprovalRule.weight, ApprovalRule.step, ApprovalRule.id)


def rules_for(agreement: Agreement) -> Select:
    """The settings of all its parties, in one go."""
    ours = [party.collective_id for party in agreement.parties if party.collective_id]
    weight = or_(ApprovalRule.weight == agreement.weight, ApprovalRule.weight.is_(None))
    whose = or_(ApprovalRule.collective_id.is_(None), ApprovalRule.collective_id.in_(ours))
    query = select(ApprovalRule).where(ApprovalRule.removed_at.is_(None), weight, whose)
    return query.order_by(ApprovalRule.step, ApprovalRule.id)


def rounds_of(agreement: Agreement) -> Select:
    """With everybody in them, newest first."""
    seats = selectinload(ApprovalRound.seats)
    about = (
        seats.joinedload(ApprovalSeat.person), seats.joinedload(ApprovalSeat.answered_by),
        joinedload(ApprovalRound.party), joinedload(ApprovalRound.started_by),
    )  # fmt: skip
    query = select(ApprovalRound).where(ApprovalRound.agreement_id == agreement.id).options(*about)
    return query.order_by(ApprovalRound.number.desc())


def holders_of(*duties: Duty | None) -> Select:
    held = Person.posts.any(Post.current() & Post.duty.in_(duties))
    return select(Person).where(held, Person.left_at.is_(None)).order_by(Person.id)


@also
def concerns(person: Person) -> ColumnElement[bool]:
    """Cooperations with a text that this person is asked to approve, also when they are not on it."""
    held = (ApprovalSeat.kind == SeatKind.DUTY) & ApprovalSeat.duty.in_(sorted(person.duties))
    mine = (ApprovalSeat.person_id == person.id) | held
    running = ApprovalRound.state == RoundState.RUNNING
    seat = ApprovalRound.seats.any(mine & (ApprovalSeat.state == SeatState.ASKED))
    return Case.agreements.any(Agreement.rounds.any(seat & running))


def decisions_of(agreement: Agreement) -> list:
    """The versions that stand, in order."""
    latest = {decision.number: decision for decision in sorted(agreement.decisions, key=lambda d: d.version)}
    return [latest[number] for number in sorted(latest)]


def _own(person: Person, noun) -> ColumnElement[bool]:
    """Of the party this person speaks for; a civil servant in a collective belongs to the municipality."""
    seen = agreements.visible_to(person).with_only_columns(Agreement.id)
    if person.is_officer:
        mine: ColumnElement[bool] = Party.collective_id.is_(None)
    else:
        member = (Membership.person_id == person.id) & Membership.current()
        mine = Party.collective.has(Collective.memberships.any(member))
    return noun.agreement_id.in_(seen) & noun.party.has(mine)


def standing_rounds() -> Select:
    """Rounds about a text that can still change."""
    valid = ApprovalRound.state.in_([RoundState.RUNNING, RoundState.COMPLETE])
    open_ = ApprovalRound.agreement.has(Agreement.status == Status.NEGOTIATING)
    return select(ApprovalRound).where(valid, open_).order_by(ApprovalRound.id)


def opinions_kept_by(person: Person) -> Select:
    """Advice that is still to come, and who waits for it."""
    open_ = (Opinion.answered_at.is_(None), Opinion.withdrawn_at.is_(None), Opinion.deemed_on.is_(None))
    keeps = func.coalesce(Opinion.keeper_id, Opinion.asked_by_id) == person.id
    return select(Opinion).where(keeps, *open_).order_by(Opinion.id)
