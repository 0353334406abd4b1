"""The typed facts of a topic: what the page asks, and how an answer is kept (JSON, dates as ISO strings)."""

import re
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField, IntegerField, SelectField
from wtforms import Form as Part
from wtforms.validators import NumberRange, Optional, ValidationError

from collab.forms import Day, Line, Rows, Text
from collab.support.words import SUPPORT, Rhythm

SHORT, SPARE_ROWS = 2_000, 2
AMOUNT = re.compile(
    r"(?P<whole>[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,2}|[0-9]{1,3}(?:,[0-9]{3}){1,2})"
    r"(?:[.,](?P<cents>[0-9]{1,2}))?"
)


def count(label, most: int, least: int = 0) -> IntegerField:
    limits = NumberRange(least, most, _("Use a whole number from %(min)d to %(max)d."))
    return IntegerField(label, [Optional(), limits])


def words(label, **kwargs) -> Text:
    return Text(label, longest=SHORT, render_kw={"rows": 3}, **kwargs)


def rhythms(*left_out: Rhythm, none: bool = False) -> list[tuple[str, Any]]:
    kept = [rhythm for rhythm in Rhythm if rhythm not in left_out]
    return [
        *([("none", _("no reports"))] if none else []),
        *((rhythm.value, rhythm.label) for rhythm in kept),
    ]


def euros(typed: str) -> str | None:
    """4.500 and 4,500 are 4500; 4500,50 and 4500.50 are 4500.50; said twice it stays the same. Else None."""
    plain = re.sub(r"[€\s\u00a0]|,-$", "", typed)
    if not (found := AMOUNT.fullmatch(plain)):
        return None
    whole = re.sub(r"[.,]", "", found["whole"])
    return f"{int(whole)}.{found['cents']:0<2}" if found["cents"] else str(int(whole))


class Facts(Part):
    """One set of facts. Empty when nothing was filled in."""

    def kept(self) -> dict[str, Any] | None:
        said = {name: _plain(field.data) for name, field in self._fields.items()}
        return said if any(value not in (None, "", 0) for value in said.values()) else None

    def show(self, kept: dict[str, Any] | None) -> None:
        for name, value in (kept or {}).items():
            if field := self._fields.get(name):
                field.data = date.fromisoformat(value) if isinstance(field, Day) and value else value


class Place(Facts):
    address = Line(_("Address or description of the place"))
    neighbourhood = Line(_("Neighbourhood"))
    parcel = Line(_("Number of the parcel, if you know it"))
    size = Line(_("Size"), description=_("For example 2,400 m²"))
    owner = Line(_("Owner"))
    condition = words(_("In what state is the place now?"))


class Term(Facts):
    starts_on = Day(
        _("First day"), description=_("Leave it empty to start on the day of the last signature.")
    )
    months = count(_("Length in months"), 1200, 1)
    ends_on = Day(_("Or: last day"))
    extensions = count(_("How many times can you extend it?"), 20)
    extension_months = count(_("By how many months each time?"), 1200, 1)
    opens_on = Day(_("When does the work start at the latest?"))

    def validate_ends_on(self, field) -> None:
        if field.data and self.months.data:
            raise ValidationError(_("Fill in the length or the last day, not both."))
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day lies before the first day."))

    def validate_extension_months(self, field) -> None:
        if self.extensions.data and not field.data:
            raise ValidationError(_("Say by how many months you can extend it."))


class Suspension(Facts):
    notice_hours = count(_("How many hours before is a pause announced?"), 10_000, 1)


class Notice(Facts):
    notice_days = count(_("How many days of notice does each party give?"), 3650, 1)


class Evaluation(Facts):
    every = SelectField(
        _("How often do you evaluate together?"), choices=rhythms(Rhythm.ALWAYS), default="yearly"
    )
    first_on = Day(_("First time on"))


class Reporting(Facts):
    every = SelectField(
        _("How often does the collective write a report?"),
        choices=rhythms(Rhythm.ALWAYS, Rhythm.ONCE, none=True), default="yearly",
    )  # fmt: skip
    first_on = Day(_("First report on"))
    answer_days = count(_("Within how many days does the municipality answer?"), 365, 1)


class Conciliation(Facts):
    talk_days = count(_("How many days do you talk with each other first?"), 365, 1)
    mediation_days = count(_("How many days does a mediator get?"), 365, 1)
    committee_days = count(_("How many days does a committee get?"), 365, 1)


class Joining(Facts):
    open_to = words(_("Who can take part?"))
    may_refuse = words(_("On what grounds can somebody be refused?"))
    hearing = words(_("How is that person heard, and who decides?"))


class Exit(Facts):
    place = words(_("What happens to the place?"))
    things = words(_("And to the things?"))
    money = words(_("And to money that is left?"))
    data = words(_("And to personal data?"))
    people = words(_("And to the people who work on it?"))
    knowledge = words(_("And to what was learned?"))
    name = words(_("And to the name?"))


class Decision(Facts):
    title = Line(_("Decision or step"))
    number = Line(_("Number"))
    on = Day(_("Date"))


class Commitment(Facts):
    by = SelectField(_("Who does it?"))
    what = Line(_("What?"))
    amount = Line(_("How much?"))
    unit = Line(_("Of what?"), description=_("For example hours, m², times"))
    due_on = Day(_("By when, for the first time?"))
    every = SelectField(_("How often?"), choices=rhythms(), default="once")
    until = Day(_("Until when?"))

    def kept(self) -> dict[str, Any] | None:
        return super().kept() if self.what.data or self.amount.data or self.due_on.data else None

    def validate_what(self, field) -> None:
        if not field.data and (self.amount.data or self.due_on.data):
            raise ValidationError(_("Say what is promised."))

    def validate_until(self, field) -> None:
        if field.data and self.due_on.data and field.data < self.due_on.data:
            raise ValidationError(_("The last day lies before the first day."))


class SupportItem(Facts):
    by = SelectField(_("Who gives it?"))
    kind = SelectField(_("Kind of support"), choices=[(sort.value, sort.label) for sort in SUPPORT])
    what = Line(_("What?"))
    amount = Line(_("How much?"), description=_("For money: the amount in euros, as a number"))
    unit = Line(_("Of what?"))
    every = SelectField(_("How often?"), choices=rhythms(), default="once")
    starts_on = Day(_("From"))
    until = Day(_("Until when?"))
    successor = Line(_("Who carries it on after that?"), description=_("“Nobody” is an answer too."))

    def kept(self) -> dict[str, Any] | None:
        return super().kept() if self.what.data or self.amount.data or self.until.data else None

    def validate_what(self, field) -> None:
        if not field.data and (self.amount.data or self.until.data):
            raise ValidationError(_("Say what is given."))

    def validate_amount(self, field) -> None:
        if field.data and self.kind.data == "money":
            written = euros(field.data)
            if written is None:
                raise ValidationError(_("Write the amount as a number, for example 4500."))
            field.data = written

    def validate_until(self, field) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day lies before the first day."))


class Permit(Facts):
    kind = Line(_("Permit, exemption or other decision"))
    number = Line(_("Number"))
    holder = Line(_("In whose name?"))
    ends_on = Day(_("Until when does it hold?"))


class Deviation(Facts):
    rule = Line(_("Which usual rule?"))
    reason = words(_("Why is it done in another way here?"))
    decided_by = Line(_("Who decided?"))
    decided_on = Day(_("When?"))


class Annex(Facts):
    title = Line(_("Title"))
    dated_on = Day(_("Date"))


SETS: dict[str, type[Facts]] = {
    "place": Place, "term": Term, "suspension": Suspension, "notice": Notice, "evaluation": Evaluation,
    "reporting": Reporting, "conciliation": Conciliation, "joining": Joining, "exit": Exit,
}  # fmt: skip
ROWS: dict[str, type[Facts]] = {
    "decisions": Decision, "commitments": Commitment, "support": SupportItem, "permits": Permit,
    "deviations": Deviation, "annexes": Annex,
}  # fmt: skip


def field_for(kind: str, parties: list[tuple[str, str]]) -> FormField | FieldList:
    """The field that asks for this kind of terms; `parties` are the keys and names that can promise."""
    if kind in SETS:
        return FormField(SETS[kind])
    row = ROWS[kind]
    if hasattr(row, "by"):
        by = SelectField(row.by.args[0], choices=parties)
        by.creation_counter = row.by.creation_counter  # so that it keeps its place: first
        row = type(row.__name__, (row,), {"by": by})
    return Rows(FormField(row), min_entries=SPARE_ROWS)


def kept(field: FormField | FieldList) -> dict[str, Any] | list[dict[str, Any]] | None:
    """What was filled in; rows that were left empty are not kept."""
    if isinstance(field, FormField):
        return field.form.kept()
    return [row for entry in field.entries if (row := entry.form.kept())] or None


def show(field: FormField | FieldList, terms: dict | list | None) -> None:
    """Fill the field with what was agreed before."""
    if isinstance(field, FormField):
        field.form.show(terms)
        return
    while len(field.entries) < len(terms or []) + 1:
        field.append_entry()
    for entry, row in zip(field.entries, terms or [], strict=False):
        entry.form.show(row)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
