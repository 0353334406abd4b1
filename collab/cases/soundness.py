"""Whether the road still holds when a municipality does not use some of its stages."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _

from collab.errors import NotNow
from collab.people.models import Person

from .lifecycle import OVER, ROAD, WAYS_OUT, Stage
from .tuning import StageTuning


def tune(stage: Stage, values: dict[str, Any], by: Person) -> None:
    """Name a stage, or leave it out. Each looks at what the one before left: two may fit only apart."""
    StageTuning.take_turns()
    if why := why_unsound_with(stage, bool(values.get("off"))):
        raise NotNow(why)
    StageTuning.tune(stage, values, by=by)


def off() -> set[Stage]:
    return {stage for stage in Stage if stage.is_off}


def why_unsound_with(stage: Stage, out: bool) -> str | None:
    """Why this stage cannot be left out, or come back; None too when that stays as it is."""
    now = off()
    return why_unsound(now - {stage} | ({stage} if out else set())) if out != (stage in now) else None


def why_unsound(off: Collection[Stage]) -> str | None:
    """A sentence that names what could not be reached or left any more."""
    on = [stage for stage in Stage if stage not in off]
    reached = _reached(Stage.SIGNALLED, off)
    if lost := [stage for stage in on if stage not in reached]:
        return _("Nobody could reach these any more: %(stages)s.", stages=_names(lost))
    if stuck := [stage for stage in on if stage not in OVER | {Stage.PARKED} and not _goes_on(stage, off)]:
        return _("Nobody could leave these any more: %(stages)s.", stages=_names(stuck))
    return None


def _goes_on(stage: Stage, off: Collection[Stage]) -> bool:
    """Somewhere else than out of the road."""
    return any(to not in off and to not in WAYS_OUT for to in ROAD[stage].then)


def _reached(start: Stage, off: Collection[Stage]) -> set[Stage]:
    seen: set[Stage] = set()
    todo = [start]
    while todo:
        here = todo.pop()
        if here not in seen and here not in off:
            seen.add(here)
            # From its rest a cooperation only goes back to where it was.
            todo.extend(ROAD[here].then if here != Stage.PARKED else WAYS_OUT)
    return seen


def _names(stages: list[Stage]) -> str:
    return ", ".join(stage.label for stage in stages)
