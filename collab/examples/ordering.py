"""Signing in order: what is not in force yet is signed by the collectives first, by the municipality last."""

from typing import TYPE_CHECKING

from collab.agreements.plan import Plan, Share

if TYPE_CHECKING:
    from .lindendal import Road


def municipality_last(road: "Road") -> None:
    shares = (Share(party.key, 1 if party.collective else 2) for party in road.agreement.parties)
    road.agreement.plan_signing(Plan(in_order=True, shares=tuple(shares)), by=road.contact)
