"""The text of an agreement at a moment of its past: after every step, as it was frozen, and now."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from flask_babel import gettext as _

from collab.clock import now

from .lifecycle import StepKind
from .signing import Frozen
from .steps import Stand, Step

if TYPE_CHECKING:
    from .models import Agreement

Text = dict[int, dict[str, Any]]  # number of the article → provisions
CHANGES = {StepKind.PROPOSED, StepKind.WITHDRAWN, StepKind.UNDONE}


class Moment(NamedTuple):
    key: str
    at: datetime
    label: str
    frozen: Frozen | None = None


def of(agreement: "Agreement") -> list[Moment]:
    """Oldest first; the last one is now."""
    before = agreement.amends
    known = [_of_frozen(before.text, _("the agreement in force, %(ref)s", ref=before.ref))] if before else []
    known += [_of_step(article.number, step) for article in agreement.articles for step in article.steps
              if step.kind in CHANGES]  # fmt: skip
    version = _("frozen for signing")
    known += [_of_frozen(frozen, f"{version} ({frozen.number})") for frozen in agreement.frozen]
    return [*sorted(known, key=lambda moment: moment.at), Moment("now", now(), _("as it stands now"))]


def usual_first(every: list[Moment]) -> Moment:
    """The last text that was laid down, or the very first words."""
    return next((moment for moment in reversed(every[:-1]) if moment.frozen), every[0])


def text_at(agreement: "Agreement", moment: Moment) -> Text:
    if moment.frozen:
        return _of_canonical(json.loads(moment.frozen.text))
    stands = {
        article.number: Stand(step for step in article.steps if step.taken_at <= moment.at).latest
        for article in agreement.articles
    }
    return {number: wording.provisions for number, wording in stands.items() if wording}


def _of_step(number: int, step: Step) -> Moment:
    about = {"number": number, "party": step.party.name}
    label = {
        StepKind.PROPOSED: _("article %(number)d, proposal of %(party)s", **about),
        StepKind.WITHDRAWN: _("article %(number)d, withdrawn by %(party)s", **about),
        StepKind.UNDONE: _("article %(number)d, undone by %(party)s", **about),
    }[step.kind]
    return Moment(f"{number}.{step.number}", step.taken_at, label)


def _of_frozen(frozen: Frozen, label: str) -> Moment:
    return Moment(f"frozen-{frozen.id}", frozen.frozen_at, label, frozen)


def _of_canonical(facts: dict[str, Any]) -> Text:
    return {
        article["number"]: {
            said["topic"]: {
                "text": None if said["nothing"] else said["text"],
                "nothing": said["nothing"],
                "terms": said["terms"],
            }
            for said in article["provisions"]
        }
        for article in facts["articles"]
    }
