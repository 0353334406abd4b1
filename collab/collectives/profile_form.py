"""The profile of a collective as a page asks it (domain 7.1): in parts, all optional but the name."""

import re
from decimal import Decimal

from flask_babel import lazy_gettext as _
from wtforms import DecimalField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import NumberRange, Optional, ValidationError

from collab.clock import today
from collab.forms import Day, Form, Line, Text, required

from .forms import eight_digits
from .words import (
    Condition,
    Decisions,
    Kind,
    LegalForm,
    Named,
    Sector,
    SpecificGroup,
    TargetGroup,
    WorkingArea,
)

MANY = 10_000_000
UNKNOWN = ("", _("not known or not said"))
RSIN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def perhaps(kind: type[Named]):
    """An enumeration that may stay unanswered."""
    return {"choices": [UNKNOWN, *kind.choices()], "coerce": lambda value: kind(value) if value else None}


def several(kind: type[Named]):
    return {"choices": kind.choices(), "coerce": str}


class Count(IntegerField):
    def __init__(self, label=None, least=0, most=MANY, **kwargs):
        limits = NumberRange(least, most, _("Write a number from %(min)s to %(max)s."))
        super().__init__(label, [Optional(), limits], **kwargs)


class Amount(DecimalField):
    """A number with a comma or a point."""

    def process_formdata(self, valuelist):
        super().process_formdata([typed.replace(",", ".") for typed in valuelist])


def yes_or_no(value) -> bool | None:
    return {"yes": True, "no": False, True: True, False: False}.get(value)


class ProfileForm(Form):
    name = Line(_("Name"), [required(_("Write a name. A working name is good."))], longest=120)
    short_name = Line(_("Short name"), longest=60)
    about = Text(_("What you do"), longest=4000)
    website = Line(_("Website"))
    kind = SelectField(_("Kind of group"), choices=Kind.choices(), coerce=Kind)
    legal_form = RadioField(_("Legal form"), choices=LegalForm.choices(), coerce=LegalForm)
    legal_form_note = Text(_("About the legal form"), longest=1000)
    kvk_number = Line(_("KvK number"))
    rsin = Line(_("RSIN"))
    seat = Line(_("Address for the agreement"), longest=300)
    founded_on = Day(_("Founded on"), [Optional()])
    active_since = Count(_("Active since the year"), 1800, 2200)

    sectors = SelectMultipleField(_("In which fields are you active?"), **several(Sector))
    working_area = SelectField(_("How large is the area you work in?"), **perhaps(WorkingArea))
    neighbourhoods = Line(_("Which neighbourhoods?"))
    target_group = SelectField(_("For whom do you do it?"), **perhaps(TargetGroup))
    specific_groups = SelectMultipleField(_("For which groups in particular?"), **several(SpecificGroup))

    members_count = Count(_("Members"))
    members_counted_on = Day(_("Counted on"), [Optional()])
    participants_count = Count(_("Participants"))
    volunteers_count = Count(_("Volunteers"))
    paid_fte = Amount(
        _("Paid work, in full-time jobs"),
        [Optional(), NumberRange(0, Decimal(9999), _("Write a number such as 0,5."))],
    )
    member_limit = Count(_("Most members you can have"))
    member_limit_reason = Text(_("Why is there a limit?"), longest=1000)
    membership_conditions = SelectMultipleField(_("What is asked of members?"), **several(Condition))
    open_to_all = RadioField(
        _("Can everyone take part?"), choices=[("yes", _("yes")), ("no", _("no")), UNKNOWN], coerce=yes_or_no
    )
    left_out = Text(_("Who may be left out without your meaning to?"), longest=1000)

    decisions = SelectField(_("How do you decide?"), **perhaps(Decisions))
    umbrellas = Line(_("Umbrella organisations or networks"))
    values_text = Text(_("What matters to you"), longest=4000)
    long_range_picture = Text(_("How it should be later"), longest=4000)
    horizon_year = Count(_("In which year is that?"), 2000, 2200)
    languages = Line(_("Languages that are spoken"))
    accessibility_needs = Text(_("What people need to be able to take part"), longest=1000)

    def validate_kvk_number(self, field):
        eight_digits(field)

    def validate_rsin(self, field):
        field.data = re.sub(r"[ .]", "", field.data or "") or None
        if field.data and not passes_eleven_test(field.data):
            raise ValidationError(_("This is not an RSIN: it has 9 digits, and these do not fit together."))

    def validate_website(self, field):
        if field.data and not re.match(r"https?://[^\s/]+\.[^\s]+$", field.data):
            raise ValidationError(_("Write the whole address, such as https://www.example.nl."))

    def validate_founded_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("This day has not come yet."))

    def validate_members_counted_on(self, field):
        if field.data and field.data > today():
            raise ValidationError(_("This day has not come yet."))

    def validate_members_count(self, field):
        if field.data is not None and self.legal_form.data == LegalForm.FOUNDATION:
            raise ValidationError(
                _("A foundation has no members. Count the people who take part as participants.")
            )

    @property
    def facts(self) -> dict:
        """What was answered, by the name of the field; a box left empty is no answer."""
        left_out = {"csrf_token", "once"}
        return {
            name: None if value == "" else value for name, value in self.data.items() if name not in left_out
        }


def passes_eleven_test(number: str) -> bool:
    if not re.fullmatch(r"[0-9]{9}", number):
        return False
    return sum(int(digit) * weight for digit, weight in zip(number, RSIN_WEIGHTS, strict=True)) % 11 == 0
