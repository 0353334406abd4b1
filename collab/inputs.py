"""What templates ask about forms: how a field looks, what is wrong, which form the language button posts."""

from collections.abc import Iterator
from datetime import date

from flask import Flask, g
from wtforms import Field, FieldList, Form, FormField
from wtforms import fields as kinds

SHAPES = (
    (FieldList, "rows"), (FormField, "group"), (kinds.BooleanField, "tick"),
    (kinds.SelectMultipleField, "ticks"), (kinds.RadioField, "radios"), (kinds.SelectField, "select"),
    (kinds.TextAreaField, "text"), (kinds.DateField, "date"),
    (kinds.IntegerField, "integer"), (kinds.DecimalField, "decimal"),
    (kinds.PasswordField, "password"), (kinds.EmailField, "email"), (kinds.HiddenField, "hidden"),
    (kinds.FileField, "file"),
)  # fmt: skip
CHOOSES = {"radios", "ticks"}


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        shape_of=shape_of, typed_in=typed_in, mistakes=mistakes, begun=begun, main_form=main_form
    )


def shape_of(field: Field) -> str:
    return next((shape for kind, shape in SHAPES if isinstance(field, kind)), "line")


def typed_in(field: Field) -> str:
    """What stands in the box: what was typed, also when wrong; a date in the notation browsers want."""
    if isinstance(field.data, date):
        return field.data.isoformat()
    return field._value()


def mistakes(form: Form) -> list[tuple[str, str]]:
    """Every error of a form as (id of the box to go to, sentence), in the order of the page."""
    return [mistake for field in form for mistake in _mistakes(field)]


def begun(form: Form, elsewhere: bool) -> str:
    """A form starts on this page; gives its id. The first that posts to its own page is the main form."""
    number = g.setdefault("forms_on_page", 0) + 1
    g.forms_on_page = number
    name = f"form-{number}"
    if not elsewhere and not main_form():
        g.main_form = name
    return name


def main_form() -> str | None:
    return g.get("main_form")


def _mistakes(field: Field) -> Iterator[tuple[str, str]]:
    if isinstance(field, FormField):
        yield from mistakes(field.form)
    elif isinstance(field, FieldList):
        for entry in field:
            yield from _mistakes(entry)
        yield from (
            (field.id, error)
            for error in field.errors
            if isinstance(error, str) and not _inside(field, error)
        )
    else:
        place = f"{field.id}-0" if shape_of(field) in CHOOSES else field.id
        yield from ((place, error) for error in field.errors)


def _inside(rows: FieldList, error: str) -> bool:
    return any(error in entry.errors for entry in rows)
