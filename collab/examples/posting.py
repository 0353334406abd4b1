"""Dates of the town in people's own calendars: on both sides of the square somebody made an address."""

from typing import TYPE_CHECKING

from collab.calendars.models import Feed

from .past import Story
from .readying import SQUARE

if TYPE_CHECKING:
    from .lindendal import Road


def put_in_calendars(road: "Road") -> Story:
    if road.spec["title"] != SQUARE:
        return
    yield road.ago(6, 16)
    Feed.make(road.lead, None)
    Feed.make(road.contact, road.case)
