"""Promises of a running agreement: most are kept and confirmed, some wait to be confirmed, a few are late."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from collab.support.models import Promise
from collab.support.words import State

from .past import Story, on_day
from .reporting import told_apart

if TYPE_CHECKING:
    from .lindendal import Road

CONFIRMED_AFTER = 4  # days


def keep(road: "Road") -> Story:
    """What is due is delivered two days early and confirmed some days later, unless the example says late."""
    if not road.signed:
        return
    yield road.ago(road.signed - 3, 9)
    while acts := [act for promise in road.agreement.promises if (act := _next_act(road, promise))]:
        moment, _ref, promise = min(acts)
        yield max(moment, road.ago(road.signed - 4))
        if promise.state == State.PROMISED:
            promise.deliver(by=road.speaker(promise.side, promise.collective))
        else:
            promise.confirm(by=road.speaker(promise.side.other, None))


def _next_act(road: "Road", promise: Promise) -> tuple[datetime, str, Promise] | None:
    if promise.what in road.spec.get("late", []) or told_apart(road, promise):
        return None
    hour = 9 + promise.id % 8
    if promise.state == State.PROMISED and promise.due_on:
        return on_day(promise.due_on - timedelta(days=2), hour, 5), promise.ref, promise
    if promise.state == State.DELIVERED and promise.delivered_on:
        return on_day(promise.delivered_on + timedelta(days=CONFIRMED_AFTER), hour, 35), promise.ref, promise
    return None
