"""The road of a case as one table: who moves next, what the public sees, where it may go, what it means."""

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from flask_babel import get_locale
from flask_babel import lazy_gettext as _

from collab.collectives.words import Named
from collab.people.words import Side

from .tuning import StageTuning

HERE = Path(__file__).parent


class Words(NamedTuple):
    nl: str
    en: str

    def __str__(self) -> str:
        return self.en if str(get_locale()) == "en" else self.nl


class Stage(StrEnum):
    SIGNALLED = "signalled"
    EXPLORING = "exploring"
    PROPOSAL = "proposal"
    SUBMITTED = "submitted"
    INTAKE_CHECK = "intake_check"
    AWAITING_COMPLETION = "awaiting_completion"
    RESPONSIBLE_NAMED = "responsible_named"
    ASSESSING = "assessing"
    NOTICE_PUBLISHED = "notice_published"
    ASSEMBLY = "assembly"
    COMPARING = "comparing"
    DRAFTING = "drafting"
    INTERNAL_REVIEW = "internal_review"
    DECISION_PENDING = "decision_pending"
    SIGNING = "signing"
    ACTIVE = "active"
    RENEWAL_TALK = "renewal_talk"
    ENDING = "ending"
    HANDOVER = "handover"
    CLOSED = "closed"
    ARCHIVED = "archived"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    OUT_OF_SCOPE = "out_of_scope"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """As this municipality calls it, in the language of the page."""
        own = StageTuning.by_code().get(self, {})
        return own.get("en" if str(get_locale()) == "en" else "nl") or str(ROAD[self].name)

    @property
    def is_off(self) -> bool:
        """This municipality does not use it; who is there already goes on from it."""
        return bool(StageTuning.by_code().get(self, {}).get("off"))


class Waits(Named):
    COLLECTIVE = "collective", _("the collective")
    MUNICIPALITY = "municipality", _("the municipality")
    BOTH = "both", _("both sides")
    NOBODY = "nobody", _("nobody")


class Mover(Named):
    """Who makes a move."""

    COLLECTIVE = "collective", _("the collective")
    MUNICIPALITY = "municipality", _("the municipality")
    EITHER = "either", _("either side")
    BOTH = "both", _("both sides together")
    TEXT = "text", _("by itself, with the text of the agreement")
    TIME = "time", _("by itself, on its day")


class Row(NamedTuple):
    """One stage. `then`: where it may go, and who makes that move. `end`: a way out."""

    name: Words
    public: Words
    waits_for: Waits
    badge: str
    means: dict[Side, Words]
    then: dict[Stage, Mover]
    optional: bool = False
    formal: bool = False
    end: bool = False
    act: Words | None = None


class State(NamedTuple):
    """One thing that can be true beside a stage, and who may say that it is over."""

    means: dict[Side, Words]
    ends: Mover


WAYS_OUT = {
    Stage.PARKED: Mover.EITHER, Stage.WITHDRAWN: Mover.COLLECTIVE, Stage.REFUSED: Mover.MUNICIPALITY,
    Stage.OUT_OF_SCOPE: Mover.MUNICIPALITY, Stage.SUPERSEDED: Mover.MUNICIPALITY,
}  # fmt: skip


def _means(raw: dict[str, Any]) -> dict[Side, Words]:
    return {side: Words(**raw[side]) for side in Side}


def _row(raw: dict[str, Any], publics: dict[str, Any]) -> Row:
    then = {Stage(to): Mover(by) for to, by in raw["then"].items()}
    return Row(
        name=Words(**raw["name"]), public=Words(**publics[raw["public"]]), waits_for=Waits(raw["waits_for"]),
        badge=raw["badge"], means=_means(raw), then=then | (WAYS_OUT if raw.get("leaves") else {}),
        optional=raw.get("optional", False), formal=raw.get("formal", False), end=raw.get("end", False),
        act=Words(**raw["act"]) if "act" in raw else None,
    )  # fmt: skip


def _road() -> dict[Stage, Row]:
    raw = tomllib.loads((HERE / "road.toml").read_text("utf-8"))
    road = {stage: _row(raw["stages"][stage], raw["public"]) for stage in Stage}
    parked = road[Stage.PARKED]
    back = {stage: Mover.EITHER for stage, row in road.items() if Stage.PARKED in row.then}
    return road | {Stage.PARKED: parked._replace(then=back | parked.then)}


ROAD = _road()
BESIDE = {
    code: State(_means(raw), Mover(raw["ends"]))
    for code, raw in tomllib.loads((HERE / "beside.toml").read_text("utf-8")).items()
}
STOPPED = frozenset(stage for stage, row in ROAD.items() if row.end)
OVER = STOPPED | {Stage.CLOSED, Stage.ARCHIVED}
RUNNING = frozenset({Stage.ACTIVE, Stage.RENEWAL_TALK})
BEFORE_SIGNING = frozenset(stage for stage, row in ROAD.items() if Stage.PARKED in row.then)
UNTAKEN = frozenset({Stage.SIGNALLED, Stage.PROPOSAL, Stage.SUBMITTED, Stage.INTAKE_CHECK})
TALKS = frozenset(stage for stage, row in ROAD.items() if row.waits_for != Waits.NOBODY) - {Stage.SIGNING}
EARLY = frozenset({Stage.SIGNALLED, Stage.EXPLORING, Stage.PROPOSAL})


def meaning(stage: str, side: Side | None) -> str:
    """What a stage means for this side, and what it does now; to others as to a collective."""
    return str(ROAD[Stage(stage)].means[side or Side.COLLECTIVE])


def meaning_beside(kind: str, side: Side | None) -> str:
    return str(BESIDE[kind].means[side or Side.COLLECTIVE])
