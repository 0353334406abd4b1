"""Questions about signing."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.plan import HandOver
from collab.agreements.signing import Frozen, Signature
from collab.people.words import Side


def being_signed(numbers: list[int]) -> Select:
    """The agreements in these cooperations that wait for signatures, with what tells whose turn it is."""
    rounds = selectinload(Agreement.frozen)
    signatures = rounds.selectinload(Frozen.signatures)
    steps = rounds.selectinload(Frozen.hand_overs).selectinload(HandOver.party)
    parties = selectinload(Agreement.parties).joinedload(Party.collective)
    query = select(Agreement).where(Agreement.case_id.in_(numbers), Agreement.status == Status.SIGNING)
    query = query.options(rounds.defer(Frozen.text))
    return query.options(signatures.joinedload(Signature.party), steps, parties).order_by(Agreement.id)


def missing(agreements: Sequence[Agreement]) -> Iterator[tuple[int, str, Side, int | None]]:
    """Of each party on turn: the cooperation, the agreement, its side and which collective it is."""
    for agreement in agreements:
        for party in agreement.text.on_turn:
            yield agreement.case_id, agreement.ref, party.side, party.collective_id
