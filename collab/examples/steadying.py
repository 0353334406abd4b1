"""A clock that stood still for a while, work that began, an agreement that was made public."""

from typing import TYPE_CHECKING

from collab.cases.beside import BesideKind

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road

WAITED = (32, 21)  # from so many days ago until so many
WHY = "Wij wachten op de begroting van het najaar. Daarna weten wij wat er kan."


def steady(road: "Road") -> Story:
    """A pause while they get acquainted; after the last signature what both sides want to see done."""
    if road.reaches("exploring") and not road.reaches("drafting"):
        yield road.ago(WAITED[0], 9)
        road.case.pause(WHY, by=road.contact)
        yield road.ago(WAITED[1], 14)
        road.case.resume(by=road.lead)
    if road.reaches("active"):
        yield road.ago(road.signed - 3, 15)
        if road.case.beside(BesideKind.UNPUBLISHED):
            road.case.publish(by=road.contact)
        if road.case.beside(BesideKind.NOT_STARTED):
            road.case.begin_work(by=road.lead)
