"""What every form shares: clean text, our words for errors, rows that grow, a key to count once."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, FieldList, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, StopValidation, ValidationError

LONGEST_TEXT = 20_000  # characters in one text; an agreement has about twenty of them
LONGEST_LINE = 200
MOST_ROWS = 60
STEERING = {"Cc", "Cf", "Cs", "Co"}  # control, bidirectional overrides and the like
JOINERS = {"\u200d", "\u200c", "\ufe0f", "\u200e", "\u200f"}  # emoji and right-to-left names need these
DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y")


def clean(text: str | None) -> str | None:
    """One spelling per letter (NFC), no blanks around it, lines end in one way."""
    if text is None:
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def printable(form, field) -> None:
    """A text may hold every script and emoji, but no characters that steer how other text is shown."""
    steering = [
        c for c in field.data or "" if unicodedata.category(c) in STEERING and c not in JOINERS | {"\n", "\t"}
    ]
    if steering:
        raise ValidationError(
            _("This text holds invisible control characters. Please type it again without them.")
        )


class Line(StringField):
    """One line of text."""

    def __init__(self, label=None, validators=(), longest=LONGEST_LINE, **kwargs):
        limit = Length(max=longest, message=_("Use at most %(max)d characters."))
        super().__init__(label, [*validators, limit, printable], filters=[clean], **kwargs)


class Text(TextAreaField):
    """Paragraphs of plain text."""

    def __init__(self, label=None, validators=(), longest=LONGEST_TEXT, **kwargs):
        limit = Length(max=longest, message=_("This text is too long. Use at most %(max)d characters."))
        super().__init__(label, [*validators, limit, printable], filters=[clean], **kwargs)


class Day(DateField):
    """A date, in the ways people write one: 2026-11-26, 26-11-2026, 26/11/2026, 26.11.2026."""

    data: Any  # a date once the form is valid, unless it may stay empty

    def process_formdata(self, valuelist):
        typed = (valuelist[0] if valuelist else "").strip()
        if not typed:
            self.data = None
            return
        for notation in DAYS:
            try:
                self.data = datetime.strptime(typed, notation).date()  # noqa: DTZ007 a date has no zone
            except ValueError:
                continue
            if date(1800, 1, 1) <= self.data <= date(2200, 1, 1):
                return
        self.data = None
        raise ValueError(self.gettext("Not a valid date value."))


class Required(InputRequired):
    """Blanks are no answer."""

    def __call__(self, form, field) -> None:
        super().__call__(form, field)
        if isinstance(field.data, str) and not field.data.strip():
            raise StopValidation(self.message)


def required(message) -> Required:
    return Required(message)


def between(least: int, most: int) -> NumberRange:
    return NumberRange(least, most, _("Use a whole number from %(min)d to %(max)d."))


class Rows(FieldList):
    """Rows numbered as our own pages number them; what lies past the last row we offer is not read."""

    def _extract_indices(self, prefix, formdata):
        numbers = re.compile(re.escape(prefix) + "-([0-9]{1,4})(?:-|$)")
        found = {int(number[1]) for name in formdata if (number := numbers.match(name))}
        return sorted(found)[:MOST_ROWS]


def number_in(written: str | None) -> int | None:
    """As our own pages write it: plain digits, and few of them."""
    return int(written) if written and re.fullmatch("[0-9]{1,9}", written) else None


class Form(FlaskForm):
    once = HiddenField(default=lambda: uuid4().hex)

    def validate_on_submit(self, extra_validators=None) -> bool:
        """Not when the visitor asked for another row or another language: the page comes back as typed."""
        if not self.is_submitted() or self.asked_for_more() or "_language" in request.form:
            return False
        return super().validate_on_submit(extra_validators)

    def asked_for_more(self) -> bool:
        grows = self._fields.get(request.form.get("more", ""))
        if not isinstance(grows, FieldList):
            return False
        if len(grows) < MOST_ROWS:
            grows.append_entry()
        return True


class DoneForm(Form):
    """Nothing to ask: the button is the answer."""


class SeenForm(Form):
    """An act on what one has read; `seen` is its number, and 0 when there was nothing yet."""

    seen = HiddenField()

    @property
    def number(self) -> int:
        return number_in(self.seen.data) or 0
