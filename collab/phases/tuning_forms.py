"""What a municipality may say otherwise about a phase: every word, sign, question, challenge and weight."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Form as Plain
from wtforms import FormField, IntegerField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange

from collab.forms import Form, Line, Text, between, required
from collab.support.words import Sort

from .challenges import known
from .plans import KINDS, LINES, MOST_WEIGHT, TOLD
from .words import WEIGHTS

WRITE = _("Write it in both languages.")
ONE = _("Write at least one line.")
MOST_MONTHS = 60


def _weight(kind: str) -> "IntegerField":
    message = _("Choose a number from 0 to 3.")
    needed = [InputRequired(message), NumberRange(0, MOST_WEIGHT, message)]
    return IntegerField(Sort(kind).label, needed)


Weights = type("Weights", (Plain,), {kind: _weight(kind) for kind in KINDS})


class PlanForm(Form):
    """Lists are texts with one line each, so that a line can be moved by hand."""

    name_nl = Line(_("Name in Dutch"), [required(WRITE)], longest=40)
    name_en = Line(_("Name in English"), [required(WRITE)], longest=40)
    about_nl = Text(_("What it is, in Dutch"), [required(WRITE)], longest=400)
    about_en = Text(_("What it is, in English"), [required(WRITE)], longest=400)
    entry_nl = Text(_("Signs that you are here, in Dutch"), [required(ONE)], longest=2000)
    entry_en = Text(_("Signs that you are here, in English"), [required(ONE)], longest=2000)
    leaving_nl = Text(_("Signs that you go on, in Dutch"), [required(ONE)], longest=2000)
    leaving_en = Text(_("Signs that you go on, in English"), [required(ONE)], longest=2000)
    questions_nl = Text(_("Questions, in Dutch"), [required(ONE)], longest=2000)
    questions_en = Text(_("Questions, in English"), [required(ONE)], longest=2000)
    style_nl = Text(_("How the municipality works along, in Dutch"), [required(WRITE)], longest=400)
    style_en = Text(_("How the municipality works along, in English"), [required(WRITE)], longest=400)
    instrument_nl = Text(_("What suits, in Dutch"), [required(WRITE)], longest=400)
    instrument_en = Text(_("What suits, in English"), [required(WRITE)], longest=400)
    rhythm = IntegerField(
        _("Talk every so many months"),
        [InputRequired(_("Fill in a number of months.")), between(0, MOST_MONTHS)],
    )
    challenges = SelectMultipleField(_("Usual challenges"))
    weights = FormField(Weights, _("What usually helps"))

    def __init__(self, values: dict[str, Any], **kwargs):
        super().__init__(data=flat(values), **kwargs)
        self.challenges.choices = [(it.code, str(it)) for it in known().values()]

    @property
    def values(self) -> dict[str, Any]:
        typed: dict[str, Any] = {key: self._both(key, lambda text: text) for key in TOLD}
        typed |= {key: self._both(key, _lines) for key in LINES}
        codes = [code for code in known() if code in (self.challenges.data or [])]
        weights = {kind: self.weights.data[kind] for kind in KINDS}
        return typed | {"rhythm": self.rhythm.data, "challenges": codes, "weights": weights}

    def validate(self, extra_validators=None) -> bool:
        """A list has as many lines in one language as in the other: who reads either reads the same."""
        fine = super().validate(extra_validators)
        for key in LINES:
            dutch, english = self[f"{key}_nl"], self[f"{key}_en"]
            if len(_lines(dutch.data or "")) != len(_lines(english.data or "")):
                message = _("Write as many lines as in Dutch, one for each.")
                english.errors = [*english.errors, message]
                fine = False
        return fine

    def _both(self, key: str, read) -> dict[str, Any]:
        return {tongue: read(self[f"{key}_{tongue}"].data or "") for tongue in ("nl", "en")}


def flat(values: dict[str, Any]) -> dict[str, Any]:
    """As the form holds it: a box per language, a line per row."""
    boxes = {f"{key}_{tongue}": values[key][tongue] for key in TOLD for tongue in ("nl", "en")}
    lists = {f"{key}_{tongue}": "\n".join(values[key][tongue]) for key in LINES for tongue in ("nl", "en")}
    rest = {key: values[key] for key in ("rhythm", "challenges", "weights")}
    return boxes | lists | rest


def _lines(text: str) -> list[str]:
    return [line.strip().removeprefix("- ") for line in text.splitlines() if line.strip()]


def scale() -> str:
    """What the numbers of the weights mean, in one line."""
    return ", ".join(f"{number} {words}" for number, words in enumerate(WEIGHTS))
