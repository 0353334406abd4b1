"""The way to one's calendars, on pages of earlier slices."""

from typing import Any

from flask import render_template

from collab.panels import panel
from collab.people.models import Person


@panel("account", order=20)
def way_to_calendars(person: Person) -> str:
    return render_template("calendars/account.html")


@panel("dates")
def way_to_feed(case: Any) -> str:
    return render_template("calendars/case.html", case=case)
