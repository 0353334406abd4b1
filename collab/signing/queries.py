"""Questions about signing."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.plan import HandOver
from collab.agreements.signing import Frozen, Signature
from collab.people.models import Person
from collab.people.words import Side

from .invitations import Invitation
from .scans import PaperSignature, State


def being_signed(numbers: list[int]) -> Select:
    """The agreements in these cooperations that wait for signatures, with what tells whose turn it is."""
    rounds = selectinload(Agreement.frozen)
    signatures = rounds.selectinload(Frozen.signatures)
    steps = rounds.selectinload(Frozen.hand_overs).selectinload(HandOver.party)
    parties = selectinload(Agreement.parties).joinedload(Party.collective)
    query = select(Agreement).where(Agreement.case_id.in_(numbers), Agreement.status == Status.SIGNING)
    query = query.options(rounds.defer(Frozen.text))
    return query.options(signatures.joinedload(Signature.party), steps, parties).order_by(Agreement.id)


def invitations_of(person: Person) -> Select:
    """The links of this person that can still be used, as far as the database can tell."""
    mine = (Invitation.person_id == person.id, Invitation.revoked_at.is_(None))
    query = select(Invitation, Agreement.case_id).join(Invitation.frozen).join(Frozen.agreement)
    return query.where(*mine, Agreement.status == Status.SIGNING).order_by(Invitation.id)


def papers_waiting(numbers: list[int]) -> Select:
    """Scans about which the other side has said nothing yet."""
    query = select(PaperSignature).join(PaperSignature.frozen).join(Frozen.agreement)
    about = (Agreement.case_id.in_(numbers), Agreement.status == Status.SIGNING)
    agreement = joinedload(PaperSignature.frozen, innerjoin=True).joinedload(Frozen.agreement, innerjoin=True)
    whose = joinedload(PaperSignature.party, innerjoin=True).joinedload(Party.collective)
    people = (joinedload(PaperSignature.person), joinedload(PaperSignature.brought_by), whose)
    waiting = query.where(*about, PaperSignature.state == State.WAITING)
    return waiting.options(agreement, *people).order_by(PaperSignature.id)


def missing(agreements: Sequence[Agreement]) -> Iterator[tuple[int, str, Side, int | None]]:
    """Of each party on turn: the cooperation, the agreement, its side and which collective it is."""
    for agreement in agreements:
        for party in agreement.text.on_turn:
            yield agreement.case_id, agreement.ref, party.side, party.collective_id
