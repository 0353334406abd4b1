"""What the pages of reports ask."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, HiddenField
from wtforms import Form as Part
from wtforms.validators import Optional, ValidationError

from collab.clock import today
from collab.documents.files import ScanField
from collab.documents.models import store
from collab.forms import Day, Form, Line, Rows, SeenForm, Text, required

from .models import TOLD, ReportText, Row, Told

COMPLEX = ("done", "went", "means", "hard", "request")
BOXES = {name: "went" if name == "process" else name for name in TOLD}  # a form knows `process` itself


class NumberPart(Part):
    amount = Line(_("In a number"), longest=40)
    what = Line(_("Of what?"), longest=120)


class DonePart(Part):
    ref = HiddenField()
    text = Text(_("What was done?"), longest=2000)


class ReportForm(SeenForm):
    """One screen. A light agreement asks a story alone; nothing but that, or minutes, is needed."""

    story = Text(_("What happened?"), longest=12_000)
    done = FieldList(FormField(DonePart), _("What was done of what you promised?"))
    went = Text(_("How did it go?"), longest=6000)
    means = Text(_("What did you use for it?"), longest=4000)
    hard = Text(_("What was hard?"), longest=4000)
    request = Text(_("What do you ask of the municipality?"), longest=4000)
    numbers = Rows(FormField(NumberPart), _("Numbers"), min_entries=1)
    minutes_on = Day(_("Decided in our own assembly on"), [Optional()])
    minutes = ScanField(_("The minutes of your assembly"))
    no_minutes = BooleanField(_("Leave out the minutes that are kept here"))
    public_story = Text(_("A version that everyone may read"), longest=6000)

    def __init__(self, is_light: bool, **kwargs: Any):
        super().__init__(**kwargs)
        for name in COMPLEX if is_light else ():
            del self[name]

    def show(self, told: Told, seen: int) -> None:
        for name, box in BOXES.items():
            if box in self:
                self[box].data = getattr(told, name)
        self.minutes_on.data, self.seen.data = told.minutes_on, str(seen)
        if told.numbers:
            self.numbers.pop_entry()
        for row in told.numbers:
            self.numbers.append_entry(row)
        for row in told.done if "done" in self else []:
            self.done.append_entry(row)

    def told(self, before: ReportText | None, promised: dict[str, str]) -> Told:
        """What was typed; minutes that were kept before stay unless they are left out or replaced."""
        texts = {name: self[box].data or "" for name, box in BOXES.items() if box in self}
        sha256 = before.minutes_sha256 if before and not self.no_minutes.data else None
        if self.minutes.kept:
            sha256 = store(*self.minutes.kept)
        numbers = [row for row in self.numbers.data if row["amount"] or row["what"]]
        return Told(
            **texts, done=self._done(promised), minutes_on=self.minutes_on.data, minutes_sha256=sha256,
            numbers=[{name: row[name] or "" for name in ("amount", "what")} for row in numbers],
        )  # fmt: skip

    def validate_minutes_on(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day lies in the future."))

    def _done(self, promised: dict[str, str]) -> list[Row]:
        rows = self.done.data if "done" in self else []
        return [
            {"ref": row["ref"], "what": promised[row["ref"]], "text": row["text"]}
            for row in rows
            if row["ref"] in promised and row["text"]
        ]


class BeginForm(Form):
    promise = HiddenField()


class SkipForm(Form):
    reason = Text(
        _("Why is there no report this time?"), [required(_("One sentence is enough."))], longest=2000
    )


class AnswerForm(Form):
    read = Text(_("What did you read?"), [required(_("Say what you read in it."))], longest=4000)
    does = Text(
        _("What do you do with it?"), [required(_("Say what you do with it, or that nothing is needed."))],
        longest=4000,
    )  # fmt: skip
    asks = Text(_("What do you still want to know?"), longest=4000)


class CopyForm(Form):
    for_whom = Line(_("For whom is it?"), [required(_("Write for whom it is."))], longest=120)
