"""The phases as they are meant here: what the files say, with what this municipality wants otherwise."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from collab.history.tuned import Tuned
from collab.support.words import SUPPORT

from .challenges import known
from .texts import Lines, Told, lines, read, told
from .words import Phase

TOLD = ("name", "about", "style", "instrument")
LINES = ("entry", "leaving", "questions")
KINDS = tuple(sort.value for sort in SUPPORT)
MOST_WEIGHT = 3


class PhaseTuning(Tuned):
    __tablename__ = "phase_tuning"


@dataclass(frozen=True, slots=True)
class Plan:
    """All there is to say about one phase."""

    phase: Phase
    name: Told
    about: Told
    entry: Lines
    leaving: Lines
    questions: Lines
    challenges: tuple[str, ...]
    style: Told
    instrument: Told
    rhythm: int  # months; 0 is on request
    weights: dict[str, int]

    @property
    def place(self) -> int:
        return list(Phase).index(self.phase)

    @property
    def helps(self) -> list[tuple[str, int]]:
        """The kinds of support that usually help here, what helps most first."""
        found = [(kind, self.weights[kind]) for kind in KINDS if self.weights[kind]]
        return sorted(found, key=lambda pair: -pair[1])


@cache
def standard() -> dict[Phase, dict[str, Any]]:
    """What the files say, with every kind of support."""
    found = {Phase(given["code"]): given for given in read("phases.toml")["phase"]}
    none = dict.fromkeys(KINDS, 0)
    return {
        phase: {key: value for key, value in found[phase].items() if key != "code"}
        | {"weights": none | found[phase]["weights"]}
        | {"challenges": [code for code in known() if code in found[phase]["challenges"]]}
        for phase in Phase
    }


def values_of(phase: Phase) -> dict[str, Any]:
    """As it holds here."""
    return standard()[phase] | PhaseTuning.by_code().get(phase, {})


def differing(phase: Phase, values: dict[str, Any]) -> dict[str, Any]:
    """Only what is not as the files say."""
    return {key: value for key, value in values.items() if value != standard()[phase][key]}


def plan_of(phase: Phase) -> Plan:
    given = values_of(phase)
    words: dict[str, Any] = {key: told(given[key]) for key in TOLD}
    words |= {key: lines(given[key]) for key in LINES}
    return Plan(
        phase=phase, challenges=tuple(given["challenges"]), rhythm=given["rhythm"],
        weights=given["weights"], **words,
    )  # fmt: skip


def plans() -> list[Plan]:
    return [plan_of(phase) for phase in Phase]


def name_of(phase: Phase) -> str:
    return str(told(values_of(phase)["name"]))
