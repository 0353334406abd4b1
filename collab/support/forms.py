"""What the pages of the ledger ask."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DecimalField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from collab.clock import today
from collab.collectives.models import Collective
from collab.forms import Day, Form, Line, Text, required
from collab.people.words import Side

from .amounts import number_in
from .kinds import Detail, Measure, Role, Support
from .models import Promise
from .words import CarriesOn, Rhythm, Sort, State

LONGEST = 1000
ROLES = [("", "–"), *Role.choices()]
FOLDED = (
    "collective", "quantity", "measure", "unit", "starts_on", "until", "every", "role", "budget_line",
    "budget_holder", "successor",
)  # fmt: skip


def from_today(_form, field) -> None:
    if field.data and field.data < today():
        raise ValidationError(gettext("Choose today or a later day."))


def kinds() -> dict[object, list[tuple[str, object]]]:
    """The six kinds; under each its sorts and, more precisely, its sub-kinds."""
    found: dict[object, list[tuple[str, object]]] = {
        kind.label: [(word.value, word.label) for word in (*kind.sorts, *kind.details)] for kind in Support
    }
    return found | {gettext("Something else"): [(Sort.ACT.value, Sort.ACT.label)]}


class Number(DecimalField):
    """A number with a comma or a point, as people write it."""

    def process_formdata(self, valuelist):
        typed = (valuelist[0] if valuelist else "").strip()
        self.data = number_in(typed)
        if typed and self.data is None:
            raise ValueError(gettext("Write a number, for example 40 or 4.500,50."))

    def _value(self):
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data).replace(".", ",")


class DayForm(Form):
    due_on = Day(_("By when?"), [required(_("Choose the day on which it is there.")), from_today])


class AcceptForm(DayForm):
    """Yes, with a day; the rest for who promises and wants to be precise."""

    until = Day(_("Until which day?"), [Optional(), from_today])
    role = SelectField(_("In which role does the municipality do this?"), choices=ROLES, default="")
    budget_line = Line(_("Budget line"), longest=120)
    budget_holder = Line(_("Who holds the budget?"), longest=120)
    successor = Line(_("Who carries on after the last day?"), longest=120)

    def __init__(self, promise: Promise, **kwargs):
        known = ("due_on", "until", "role", "budget_line", "budget_holder", "successor")
        super().__init__(**{name: value for name in known if (value := getattr(promise, name))}, **kwargs)
        if promise.state == State.OFFERED or promise.side == Side.COLLECTIVE:
            del self.role, self.budget_line, self.budget_holder
        if promise.state == State.OFFERED:
            del self.until, self.successor

    @property
    def facts(self) -> dict[str, Any]:
        asked = ("until", "role", "budget_line", "budget_holder", "successor")
        return {name: self[name].data or None for name in asked if name in self._fields}

    @property
    def is_unfolded(self) -> bool:
        return any(field.errors for name, field in self._fields.items() if name != "due_on")


class ResponseForm(Form):
    """Yes or no: the two buttons are the answer."""

    agreed = RadioField(choices=[("yes", "yes"), ("no", "no")])


class WordsForm(Form):
    """A step with words. The page says what they are for."""

    words = Text(_("What do you want to say?"), [required(_("Write a few words."))], longest=LONGEST)


class ThanksForm(WordsForm):
    words = Text(
        _("Thanks, or the reason"), [required(_("Write a few words, for who promised it."))], longest=LONGEST
    )


class DeclineForm(Form):
    reason = Text(_("Why not?"), [required(_("Write why not. The other side reads it."))], longest=LONGEST)
    alternative = Text(
        _("What is possible instead, or who could help?"),
        [required(_("Write what is possible instead, or who could help."))],
        longest=LONGEST,
    )

    def __init__(self, asked: bool, **kwargs):
        """Who was asked owes a reason and another way; who was offered something may simply thank for it."""
        super().__init__(**kwargs)
        if not asked:
            self.reason.validators = [Optional(), *self.reason.validators[1:]]
            self.reason.flags.required = False
            del self.alternative

    @property
    def words(self) -> tuple[str | None, str | None]:
        return self.reason.data or None, self.alternative.data or None if self.alternative else None


class ContestForm(Form):
    words = Text(_("What did you not receive?"), [required(_("Write what is missing."))], longest=LONGEST)


class AnswerForm(Form):
    words = Text(_("Your answer"), [required(_("Write what you do about it."))], longest=LONGEST)
    how = RadioField(
        _("What now?"),
        choices=[("again", _("It is delivered now")), ("talk", _("I want to talk about it first"))],
        default="talk",
    )


class NewDayForm(Form):
    due_on = Day(_("To which day?"), [required(_("Choose the new day.")), from_today])
    words = Text(_("Why?"), [Optional()], longest=LONGEST)


class UseForm(Form):
    quantity = Number(
        _("How much of it was used?"),
        [required(_("Write how much.")), NumberRange(min=Decimal("0.01"), message=_("Write more than 0."))],
    )
    used_on = Day(_("On which day?"), [required(_("Choose the day."))], default=today)
    note = Line(_("For what?"), [Optional()], longest=200)

    def validate_used_on(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("Choose today or an earlier day."))


class CarryOnForm(Form):
    how = RadioField(_("What happens when its time is over?"), choices=CarriesOn.choices(), coerce=CarriesOn)
    successor = Line(_("Who carries on, or from what?"), longest=200)
    words = Text(_("What else should the other side know?"), [Optional()], longest=LONGEST)

    def validate_successor(self, field) -> None:
        if self.how.data and self.how.data != CarriesOn.STOPS and not field.data:
            raise ValidationError(gettext("Write who carries on, or from what."))


class BudgetForm(Form):
    words = Line(_("Where does it stand? For example the name of the budget line"), longest=200)


class LineForm(Form):
    """A question or an offer: three questions, and the rest for who wants to be precise."""

    what = Line(_("What is it?"), [required(_("Write what it is, in a few words."))], longest=300)
    sort = SelectField(_("What kind is it?"), default=Sort.ACT.value)
    due_on = Day(_("By when?"), [Optional(), from_today])
    collective = SelectField(_("Which collective?"))
    quantity = Number(_("How much?"), [Optional()])
    measure = SelectField(_("Of what?"), choices=[("", "–"), *Measure.choices()], default="")
    unit = Line(_("If it is something else: of what?"), longest=40)
    starts_on = Day(_("From which day?"), [Optional()])
    until = Day(_("Until which day?"), [Optional(), from_today])
    every = SelectField(_("How often?"), choices=Rhythm.choices(), coerce=Rhythm, default=Rhythm.ONCE)
    role = SelectField(_("In which role does the municipality do this?"), choices=ROLES, default="")
    budget_line = Line(_("Budget line"), longest=120)
    budget_holder = Line(_("Who holds the budget?"), longest=120)
    successor = Line(_("Who carries on after the last day?"), longest=120)

    def __init__(self, doers: list[Collective], **kwargs):
        """`doers`: which collectives could do it; none when the municipality does."""
        super().__init__(**kwargs)
        by_collective = bool(doers)
        self.sort.choices = kinds()
        self.collective.choices = [(collective.ref, collective.name) for collective in doers]
        if len(doers) < 2:
            del self.collective
        if by_collective:
            del self.role, self.budget_line, self.budget_holder

    @property
    def facts(self) -> dict[str, Any]:
        detail = Detail(self.sort.data) if self.sort.data in set(Detail) else None
        plain = ("due_on", "starts_on", "until", "every", "quantity", "successor")
        named = ("role", "budget_line", "budget_holder")
        about = {name: self[name].data or None for name in (*plain, *(n for n in named if n in self._fields))}
        counts: dict[str, Any] = {"measure": None, "unit": None}
        if self.quantity.data:
            counts = {"measure": self._measure, "unit": self.unit.data or None}
        return about | counts | {"sort": detail.sort if detail else Sort(self.sort.data), "detail": detail}

    @property
    def is_unfolded(self) -> bool:
        """Something behind the fold was filled in, or is not right yet."""
        fields = [self[name] for name in FOLDED if name in self._fields and name != "collective"]
        plain = {Rhythm.ONCE.value, ""}
        return any(field.errors or (field.raw_data and set(field.raw_data) - plain) for field in fields)

    def validate_until(self, field) -> None:
        first = self.starts_on.data or self.due_on.data
        if isinstance(field.data, date) and first and field.data < first:
            raise ValidationError(gettext("The last day lies before the first day."))

    def validate_measure(self, field) -> None:
        if self.quantity.data and not field.data and not self.unit.data:
            raise ValidationError(gettext("Say of what: a number alone says too little."))

    @property
    def _measure(self) -> Measure:
        return Measure(self.measure.data) if self.measure.data else Measure.OTHER


class SaidForm(Form):
    """One line: who said it, what, by when."""

    what = Line(
        _("What was promised?"), [required(_("Write what was promised, in a few words."))], longest=300
    )
    who = SelectField(_("Who said it?"))
    said_by = Line(_("What is the name of who said it?"), [required(_("Write who said it."))], longest=120)
    due_on = Day(_("By when?"), [Optional(), from_today])
    at_once = BooleanField(_("Ask the other side at once whether it was said so"))

    def __init__(self, parties: list[tuple[str, str]], **kwargs):
        super().__init__(**kwargs)
        self.who.choices = parties


class SaidYesForm(Form):
    due_on = Day(_("By when?"), [Optional(), from_today])

    def __init__(self, due_on: date | None, is_own: bool, **kwargs):
        """Who did not promise it does not choose the day."""
        super().__init__(due_on=due_on, **kwargs)
        if not is_own:
            del self.due_on
