"""The page of the budget calendar: on which days the papers of the budget are made."""

from flask import Blueprint, flash, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import InputRequired

from collab.access import may
from collab.forms import Form, between
from collab.panels import panel
from collab.people.policy import administer
from collab.web import me, page, see_other

from .budget import DEFAULTS, BudgetTuning, Papers, days_of, next_moments

bp = Blueprint("budget", __name__)


class CalendarForm(Form):
    """A day in a month, every year; each month has a 28th."""

    spring_day = IntegerField(_("Spring memorandum: day"), [InputRequired(), between(1, 28)])
    spring_month = IntegerField(_("Spring memorandum: month"), [InputRequired(), between(1, 12)])
    autumn_day = IntegerField(_("Budget in autumn: day"), [InputRequired(), between(1, 28)])
    autumn_month = IntegerField(_("Budget in autumn: month"), [InputRequired(), between(1, 12)])

    def days(self, papers: Papers) -> dict[str, int]:
        return {part: self[f"{papers}_{part}"].data for part in ("month", "day")}


@bp.route("/budget-calendar", methods=["GET", "POST"])
@may(administer)
def calendar():
    form = CalendarForm(
        data={f"{papers}_{part}": n for papers in Papers for part, n in days_of(papers).items()}
    )
    if form.validate_on_submit():
        for papers in Papers:
            chosen = form.days(papers)
            BudgetTuning.tune(papers, {} if chosen == DEFAULTS[papers] else chosen, by=me())
        flash(gettext("The days of the budget are kept. New reminders follow them."))
        return see_other(".calendar")
    return page("support/calendar.html", form, moments=next_moments())


@panel("administration", 60)
def link_to_it() -> str:
    return render_template("support/administration.html", moments=next_moments())
