"""One picture of a partnership: per side what was promised, used, free and late, each measure by itself."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from collab.people.words import Side

from .amounts import spoken
from .kinds import Measure
from .models import Promise
from .words import GIVEN, State

WIDE = 150  # of the longest bar, in units of the drawing
SIDES = (Side.COLLECTIVE, Side.MUNICIPALITY)


class Sum(NamedTuple):
    """Of one side and one measure; the three parts make up what was promised."""

    used: Decimal = Decimal()
    free: Decimal = Decimal()
    late: Decimal = Decimal()

    @property
    def promised(self) -> Decimal:
        return self.used + self.free + self.late

    def plus(self, other: "Sum") -> "Sum":
        return Sum(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Group(NamedTuple):
    """One measure, for both sides on one scale."""

    name: str
    sums: dict[Side, Sum]
    unit: str  # said behind a number

    def say(self, quantity: Decimal) -> str:
        return spoken(quantity, self.unit)

    def wide(self, quantity: Decimal) -> float:
        most = max(total.promised for total in self.sums.values())
        return round(float(quantity / most) * WIDE, 1) if most else 0.0

    def parts(self, side: Side) -> list[tuple[str, float, float]]:
        """Name, distance from the middle and width: used nearest the middle, then late, then free."""
        total, found, start = self.sums[side], [], 0.0
        for name in ("used", "late", "free"):
            wide = self.wide(getattr(total, name))
            if wide:
                found.append((name, start, wide))
            start += wide
        return found

    def end(self, side: Side) -> float:
        return self.wide(self.sums[side].promised)


class Picture(NamedTuple):
    groups: list[Group]

    @property
    def promises(self) -> Group | None:
        """How many promises, whatever they hold."""
        return self.groups[0] if self.groups else None


def picture_of(lines: Iterable[Promise]) -> Picture:
    sums: dict[tuple[int, str], dict[Side, Sum]] = defaultdict(lambda: {side: Sum() for side in SIDES})
    for line in lines:
        for place, total in _counted(line):
            sums[place][line.side] = sums[place][line.side].plus(total)
    return Picture([_group(*place, both) for place, both in sorted(sums.items())])


def _counted(line: Promise) -> Iterable[tuple[tuple[int, str], Sum]]:
    """Every promise counts as one; one with a number counts in its own measure too."""
    if line.state not in GIVEN:
        return
    kept = line.round + (line.state == State.CONFIRMED)
    open_ = Decimal(line.state != State.CONFIRMED)
    yield (0, ""), Sum(Decimal(kept), open_ * (not line.is_late), open_ * line.is_late)
    if line.quantity is not None and line.measure is not None:
        used = line.quantity * line.round + line.used
        rest = line.quantity - line.used
        place = (1 + list(Measure).index(line.measure), line.measured_in)
        yield place, Sum(used, *((Decimal(), rest) if line.is_late else (rest, Decimal())))


def _group(place: int, unit: str, sums: dict[Side, Sum]) -> Group:
    if place:
        return Group(unit or _("numbers"), sums, unit)
    most = max(int(total.promised) for total in sums.values())
    return Group(_("promises"), sums, ngettext("promise", "promises", most))
