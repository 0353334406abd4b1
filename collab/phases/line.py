"""The line through time: where a collective was, drawn on the server. Later phases lie lower, not higher."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from collab.clock import today

from .models import PhasePeriod
from .plans import name_of
from .words import Phase

WIDTH, LABELS, RIGHT, TOP, ROW, APART = 340, 148, 8, 14, 26, 5
LONGEST_LABEL = 24
ORDER = list(Phase)


class Row(NamedTuple):
    y: int
    name: str
    is_now: bool


class Track(NamedTuple):
    """One line: of the whole, or dashed of one activity."""

    activity: str
    d: str
    marks: list[tuple[int, int]]  # where a phase began
    end: tuple[int, int]


class Picture(NamedTuple):
    width: int
    height: int
    rows: list[Row]
    tracks: list[Track]
    left: int
    right: int
    first: date
    last: date


class Told(NamedTuple):
    """One step of the history, in words."""

    period: PhasePeriod
    name: str
    goes_back: bool


def picture(periods: list[PhasePeriod]) -> Picture | None:
    """None when nothing was ever said."""
    if not periods:
        return None
    first, last = min(it.starts_on for it in periods), today()
    places = [ORDER.index(it.phase) for it in periods]
    shown = ORDER[max(0, min(places) - 1) : max(places) + 2]
    now = {it.phase for it in periods if it.ends_on is None}
    rows = [Row(TOP + ROW * n, short(name_of(phase)), phase in now) for n, phase in enumerate(shown)]
    heights = {phase: row.y for phase, row in zip(shown, rows, strict=True)}
    days = max(1, (last - first).days)

    def x(day: date) -> int:
        share = min(1.0, max(0, (day - first).days) / days)
        return round(LABELS + (WIDTH - RIGHT - LABELS) * share)

    activities = sorted({it.activity for it in periods})
    tracks = [
        track([it for it in periods if it.activity == activity], x, heights, n * APART)
        for n, activity in enumerate(activities)
    ]
    height = TOP + ROW * len(rows) + 12
    return Picture(WIDTH, height, rows, tracks, LABELS, WIDTH - RIGHT, first, last)


def track(periods: list[PhasePeriod], x, heights: dict[Phase, int], down: int) -> Track:
    marks = [(x(it.starts_on), heights[it.phase] + down) for it in periods]
    last = periods[-1]
    end = (x(last.ends_on or today()), marks[-1][1])
    steps = [f"M{marks[0][0]} {marks[0][1]}", *(f"H{at}V{y}" for at, y in marks[1:]), f"H{end[0]}"]
    return Track(last.activity, "".join(steps), marks, end)


def story(periods: Iterable[PhasePeriod]) -> list[Told]:
    """The history as a list, newest first; per activity it is said where it went back."""
    before: dict[str, Phase] = {}
    told = []
    for period in periods:
        earlier = before.get(period.activity)
        back = earlier is not None and ORDER.index(period.phase) < ORDER.index(earlier)
        told.append(Told(period, name_of(period.phase), back))
        before[period.activity] = period.phase
    return told[::-1]


def short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"
