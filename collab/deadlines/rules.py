"""The catalogue of deadlines as rules: the files say what is usual, a municipality says what differs."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import structlog
from flask_babel import get_locale
from flask_babel import gettext as _

from collab.db import db
from collab.history.tuned import Tuned
from collab.people.words import Side

from .kinds import LADDER, Kind, Rung
from .terms import Unit

log = structlog.get_logger()
CATALOGUE = Path(__file__).parent / "catalogue"
Words = dict[str, str]
HEAVY = {"complex", "civic"}  # what holds for a complex agreement holds for a larger one too


class Climb(NamedTuple):
    """On which day, counted from the due day, somebody on another rung hears of it."""

    step: int
    rung: Rung


@dataclass(frozen=True)
class Rule:
    """How one kind of deadline counts, when people hear of it, and what silence does."""

    kind: Kind
    act: Words
    hears: Words
    since: Words
    silence: Words
    steps: tuple[int, ...]
    number: str = ""  # in the catalogue that regulations and practice gave: R01-R45
    later: Words | None = None  # with what it begins, when nothing starts this deadline yet
    length: int | None = None  # None: the people agree on the day
    complex_length: int | None = None
    said_elsewhere: bool = False  # its length: in the settings, the text, or by who asks
    unit: Unit = Unit.DAYS
    step_unit: Unit = Unit.DAYS
    complex_only: tuple[int, ...] = ()
    climbs: tuple[Climb, ...] = ()
    climb_unit: Unit = Unit.WORKING_DAYS
    legal: bool = False
    pauses: bool = True
    moves: bool = False  # whether a weekend or a holiday moves the last day
    late_is_heard: bool = False  # whether who waits for it hears of it too, however the steps are set
    on: bool = True

    def says(self, what: str) -> str:
        words = getattr(self, what) or {}
        return words.get(str(get_locale())[:2], words.get("en", ""))

    def steps_of(self, weight: str | None) -> tuple[int, ...]:
        """A step after the day is always there for who waits, also where who acts set none."""
        own = {step for step in self.steps if self.on and (weight in HEAVY or step not in self.complex_only)}
        return tuple(sorted(own | {self.late_step} if self.late_is_heard else own))

    @property
    def late_step(self) -> int:
        """From which step on it is late: the first one after the day, or else the day after it."""
        return min((step for step in self.steps if self.on and step > 0), default=1)

    def is_for_who_acts(self, step: int) -> bool:
        """Not when it is there for who waits alone."""
        return not self.late_is_heard or (self.on and (step in self.steps or step != self.late_step))

    def length_of(self, weight: str | None) -> int:
        """In proportion: what is complex may take longer."""
        return (self.complex_length if weight in HEAVY else None) or self.length or 0

    def climbs_of(self, side: Side | None) -> tuple[Climb, ...]:
        """Silence of a collective climbs nowhere: the contact person calls, once. Nobody calls themselves."""
        if side == Side.COLLECTIVE:
            return tuple(Climb(climb.step, Rung.CALL) for climb in self.climbs[:1])
        own = side == Side.MUNICIPALITY
        return tuple(climb for climb in self.climbs if not (own and climb.rung == Rung.CALL))

    @property
    def last(self) -> Rung | None:
        return max(
            (climb.rung for climb in self.climbs if climb.rung in LADDER), key=LADDER.index, default=None
        )

    def consequence(self, side: Side | None) -> str:
        """What happens when nothing happens, as it is set now."""
        said = [self.says("silence")]
        if side == Side.COLLECTIVE and self.climbs:
            said.append(_("The contact person calls to ask what would help."))
        elif self.last:
            said.append(_("If it stays undone, %(who)s hears of it.", who=self.last.label))
        return " ".join(said)


class RuleTuning(Tuned):
    """What a municipality sets differently for one kind: steps, rungs, length, unit, switches."""

    __tablename__ = "rule_tuning"


@cache
def standard() -> dict[Kind, Rule]:
    """The rules of the files."""
    found: dict[str, Any] = {}
    for file in sorted(CATALOGUE.glob("*.toml")):
        found |= tomllib.loads(file.read_text())
    return {kind: _read(kind, dict(found[kind])) for kind in Kind}


def rules() -> dict[Kind, Rule]:
    """The rules as they hold here and now."""
    known = {code: said for code, said in differing().items() if code in set(Kind)}
    return standard() | {Kind(code): _sound(code, said) for code, said in known.items()}


def rule_of(kind: Kind | str) -> Rule:
    said = differing().get(kind)
    return _sound(kind, said) if said else standard()[Kind(kind)]


def differing() -> dict[str, dict[str, Any]]:
    """Asked while things are being made that are not whole yet, so nothing is written for it."""
    with db.session.no_autoflush:
        return RuleTuning.by_code()


def tuned(kind: Kind, said: dict[str, Any]) -> Rule:
    """The rule of the files with what is said otherwise."""
    return replace(standard()[kind], **_typed(said))


def sound(climbs: tuple[Climb, ...]) -> bool:
    """Each next rung is higher and hears of it later."""
    order = [Rung.PERSON, Rung.CALL, *LADDER[1:]]
    return all(a.step < b.step and order.index(a.rung) < order.index(b.rung) for a, b in pairwise(climbs))


def _sound(code: str, said: dict[str, Any]) -> Rule:
    """What cannot be read must not keep anybody's reminders: then the files hold."""
    try:
        return tuned(Kind(code), said)
    except Exception:
        log.exception("a rule cannot be read", kind=code)
        return standard()[Kind(code)]


def _read(kind: Kind, said: dict[str, Any]) -> Rule:
    return Rule(kind, **_typed(said))


def _typed(said: dict[str, Any]) -> dict[str, Any]:
    facts = dict(said)
    for name in facts.keys() & {"unit", "step_unit", "climb_unit"}:
        facts[name] = Unit(facts[name])
    for name in facts.keys() & {"steps", "complex_only"}:
        facts[name] = tuple(int(step) for step in facts[name])
    if "climbs" in facts:
        facts["climbs"] = tuple(Climb(int(step), Rung(rung)) for step, rung in facts["climbs"])
    return facts


STEPS: dict[Kind, tuple[int, ...]] = {kind: rule.steps for kind, rule in standard().items()}
