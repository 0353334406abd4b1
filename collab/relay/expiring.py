"""Authority that ends: R32 of who represents a collective, R33 of who decides for the municipality."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select

from collab.agreements import reach
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.cases.models import Case
from collab.cases.policy import OVER
from collab.clock import today
from collab.collectives.models import Authority, Collective
from collab.deadlines import Deadline, Kind
from collab.people.words import Side

LOOKS_AHEAD = timedelta(days=90)


def authorities() -> Select:
    """Collectives in which somebody's authority ends before long, or in which such an end was told of."""
    near = Authority.ends_on.between(today() - LOOKS_AHEAD, today() + LOOKS_AHEAD)
    return select(Collective).where(Collective.authorities.any(near)).order_by(Collective.id)


def warn_of_authority(collective: Collective) -> None:
    """In every running cooperation; met as soon as another paper takes its place, or it was withdrawn."""
    cases = [one.case for one in collective.participations if one.is_current]
    for authority in collective.authorities:
        if authority.ends_on and abs(authority.ends_on - today()) <= LOOKS_AHEAD:
            for case in cases:
                _warn(case, authority)


def _warn(case: Case, authority: Authority) -> None:
    key = f"authority:{authority.id}:{case.ref}"
    told = next((deadline for deadline in case.deadlines if deadline.key == key), None)
    if is_followed(authority):
        if told:
            told.meet()
    elif told is None and case.stage not in OVER and authority.ends_on and authority.ends_on >= today():
        data = {"collective": authority.collective.ref}
        about: dict[str, Any] = {"subject": authority.person.name, "side": Side.COLLECTIVE, "data": data}
        case.deadlines.append(Deadline.start(Kind.AUTHORITY_ENDS, key, authority.ends_on, **about))


def is_followed(authority: Authority) -> bool:
    """Somebody may sign for this collective after it ends, or this paper counts no more."""
    if authority.revoked_on or authority.ends_on is None:
        return True
    after = authority.ends_on + timedelta(days=1)
    others = (one for one in authority.collective.authorities if one is not authority)
    return any(not one.revoked_on and one.holds_on(after) for one in others)


def to_sign() -> Select:
    """Texts that still have to be signed."""
    return (
        select(Agreement)
        .where(Agreement.status.in_([Status.NEGOTIATING, Status.SIGNING]))
        .order_by(Agreement.id)
    )


def warn_of_mandates(agreement: Agreement) -> None:
    """When the last mandate that reached this far ended or changed; met as soon as one reaches again.

    Only where one reached before: a text that grew beyond all mandates says so on its own page.
    """
    told = [deadline for deadline in agreement.deadlines if deadline.kind == Kind.MANDATE_ENDS]
    if reach.next_holder(agreement):
        for deadline in told:
            deadline.meet()
    elif not any(deadline.met_on is None for deadline in told) and _ended_lately(agreement):
        key = f"mandate:{agreement.ref}:{len(told) + 1}"
        about: dict[str, Any] = {"subject": agreement.title, "side": Side.MUNICIPALITY}
        agreement.add_deadline(Deadline.start(Kind.MANDATE_ENDS, key, today(), **about))


def _ended_lately(agreement: Agreement) -> bool:
    return any(
        reach.reached(mandate, agreement) for mandate in reach.ended_since(today() - timedelta(days=30))
    )
