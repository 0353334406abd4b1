"""Which deadlines begin and end with the stages, in one table."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from collab.clock import today
from collab.deadlines import Deadline, Kind, shifting
from collab.deadlines.terms import whole_days
from collab.people.words import Side

from .lifecycle import EARLY, RUNNING, Stage

TO_ANSWER = frozenset(
    {Stage.SUBMITTED, Stage.INTAKE_CHECK, Stage.AWAITING_COMPLETION, Stage.RESPONSIBLE_NAMED, Stage.PARKED}
)
TO_DECIDE = TO_ANSWER | {
    Stage.ASSESSING, Stage.NOTICE_PUBLISHED, Stage.ASSEMBLY, Stage.COMPARING, Stage.DRAFTING,
    Stage.INTERNAL_REVIEW, Stage.DECISION_PENDING, Stage.SIGNING,
}  # fmt: skip
CALLED = frozenset({Stage.NOTICE_PUBLISHED, Stage.ASSEMBLY, Stage.PARKED})
TO_CHOOSE = CALLED | (TO_ANSWER - {Stage.SUBMITTED}) | {Stage.COMPARING, Stage.ASSESSING}


class Term(NamedTuple):
    """`begins` at a stage and counts `within` stages; out of these it is done. `after`: only from there."""

    kind: Kind
    begins: Stage
    within: frozenset[Stage]
    side: Side | None = Side.MUNICIPALITY
    after: Stage | None = None


TERMS = (
    Term(Kind.RECEIPT, Stage.SUBMITTED, frozenset({Stage.SUBMITTED, Stage.PARKED})),
    Term(Kind.NAMING, Stage.SUBMITTED, TO_ANSWER - {Stage.RESPONSIBLE_NAMED}),
    Term(Kind.NEIGHBOURHOOD_RIGHT, Stage.SUBMITTED, TO_DECIDE),
    Term(Kind.COMPLETION, Stage.AWAITING_COMPLETION, frozenset({Stage.AWAITING_COMPLETION}), Side.COLLECTIVE),
    Term(Kind.ASSESSMENT, Stage.RESPONSIBLE_NAMED, TO_ANSWER | {Stage.ASSESSING}),
    Term(Kind.PROPOSALS_CLOSE, Stage.NOTICE_PUBLISHED, CALLED, None),
    Term(Kind.ASSEMBLY, Stage.NOTICE_PUBLISHED, CALLED - {Stage.ASSEMBLY}),
    Term(Kind.COMPLEX_ASSESSMENT, Stage.NOTICE_PUBLISHED, TO_CHOOSE),
    Term(Kind.EXECUTIVE_PAPERS, Stage.INTERNAL_REVIEW, frozenset({Stage.INTERNAL_REVIEW, Stage.PARKED})),
    Term(Kind.PUBLICATION, Stage.ACTIVE, RUNNING, after=Stage.SIGNING),
)
OF_STAGES = frozenset(term.kind for term in TERMS)
BESIDE_STAGES = frozenset({Kind.SUSPENSION, Kind.SUSPENDED, Kind.SILENCE, Kind.WAKE})
STANDS_STILL = {
    Stage.AWAITING_COMPLETION: OF_STAGES - {Kind.COMPLETION}, Stage.PARKED: OF_STAGES,
}  # fmt: skip


def follow(case: Any, before: Stage) -> None:
    """The cooperation came from `before`: what was due there is done, what is due here begins."""
    for term in TERMS:
        running = [d for d in shifting.open_of(case) if d.kind == term.kind]
        if case.stage not in term.within:
            meet(running)
        elif (
            not running and case.stage == term.begins and term.after in {None, before} and _counts(term, case)
        ):
            _start(term.kind, case, term.side)
    if case.stage in EARLY and before not in EARLY:
        heard(case)
    over = {Kind.SILENCE: case.stage not in EARLY, Kind.WAKE: case.stage != Stage.PARKED}
    meet([d for d in shifting.open_of(case) if over.get(d.kind)])
    if before in STANDS_STILL and not case.is_paused:
        shifting.release([d for d in case.deadlines if d.kind in STANDS_STILL[before]])
    keep_still(case)


def keep_still(case: Any) -> None:
    """Who waits for somebody else is not late for it."""
    kinds = STANDS_STILL.get(case.stage, frozenset())
    shifting.hold([d for d in shifting.open_of(case) if d.kind in kinds])


def heard(case: Any) -> None:
    """In touch: from today silence counts anew, in the stages in which one could be forgotten."""
    if case.stage not in EARLY:
        return
    running = [d for d in shifting.open_of(case) if d.kind == Kind.SILENCE]
    if not any(deadline.starts_on == today() for deadline in running):
        meet(running)
        _start(Kind.SILENCE, case, Side.MUNICIPALITY)


def meet(deadlines: list[Deadline]) -> None:
    for deadline in deadlines:
        deadline.meet()


def _start(kind: Kind, case: Any, side: Side | None) -> None:
    key, since = next_key(kind, case), _since(kind, case)
    case.deadlines.append(Deadline.count(kind, key, subject=case.title, side=side, since=since))


def _since(kind: Kind, case: Any) -> date | None:
    """A complex proposal has its days from its receipt on, without those on which the clock stood still."""
    received = [d for d in case.deadlines if d.kind == Kind.ASSESSMENT and kind == Kind.COMPLEX_ASSESSMENT]
    return received[-1].starts_on + timedelta(days=whole_days(received[-1].shift)) if received else None


def next_key(kind: Kind, case: Any) -> str:
    """Of its kind the next one in this cooperation, counted."""
    return f"{kind}:{case.ref}:{sum(deadline.kind == kind for deadline in case.deadlines)}"


def _counts(term: Term, case: Any) -> bool:
    """A neighbourhood right is decided on where it is claimed; one term at a time for an assessment."""
    if term.kind == Kind.ASSESSMENT:
        return all(deadline.kind != Kind.COMPLEX_ASSESSMENT for deadline in shifting.open_of(case))
    return term.kind != Kind.NEIGHBOURHOOD_RIGHT or bool(case.proposal and case.proposal.claims_right)
