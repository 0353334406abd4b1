"""Where the collectives of Lindendal are, and how they came there: one went back, one split something off."""

from typing import TYPE_CHECKING

from collab.clock import today
from collab.phases.models import PhaseProposal, Wanted
from collab.phases.words import Phase

if TYPE_CHECKING:
    from .lindendal import Road


def begin_phases(road: "Road") -> None:
    """At the first meeting: the collective says where it is, the contact person sees it so too."""
    for party, spec in zip(road.parties, road.spec["parties"], strict=True):
        if phase := spec.get("phase"):
            wanted = Wanted(Phase(phase), today(), "Samen bepaald bij de kennismaking")
            lead = party.representatives[0]
            PhaseProposal.make(road.case, party, wanted, seen=0, by=lead).agree(by=road.contact)
