"""Negotiating: a no with its reason in one cooperation, and in another a change of the agreement in force."""

from copy import deepcopy
from typing import TYPE_CHECKING

from collab.db import db

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road

CHANGED = "capelle-groenadoptie"
NO = "Elk jaar een heel verslag is veel werk voor vrijwilligers. Kan het ook met een gesprek en een half A4?"
WHY = "Het plantsoen naast de groenstrook staat er verlaten bij. Wij willen het er graag bij doen."
ADDED = " Ook het plantsoen naast de groenstrook hoort erbij."


def bargain(road: "Road") -> Story:
    if road.spec["stage"] == "drafting":
        yield road.ago(2, 19, 30)
        _say_no(road)
    if road.spec["source"] == CHANGED:
        yield road.ago(3, 20, 10)
        _change(road)


def _say_no(road: "Road") -> None:
    for article in road.agreement.open_articles:
        if article.number == 9 and road.agreement.party_of(road.lead) in article.asked_parties:
            road.agreement.reject(9, NO, seen=article.latest.number, by=road.lead)


def _change(road: "Road") -> None:
    change = road.agreement.amend(WHY, by=road.lead)
    db.session.add(change)
    purpose = change.article(2).latest
    provisions = deepcopy(purpose.provisions)
    provisions["A04"]["text"] += ADDED
    change.propose(2, provisions, seen=purpose.number, by=road.lead, reason="Het ligt ernaast.")
