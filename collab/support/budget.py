"""The calendar of the municipal budget: by which days support for several years must stand in the papers."""

from datetime import date
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from collab.clock import today
from collab.collectives.words import Named
from collab.history.tuned import Tuned


class Papers(Named):
    SPRING = "spring", _("spring memorandum")
    AUTUMN = "autumn", _("programme budget in autumn")


class BudgetTuning(Tuned):
    """What this municipality has on other days."""

    __tablename__ = "budget_tuning"


DEFAULTS: dict[Papers, dict[str, int]] = {
    Papers.SPRING: {"month": 4, "day": 1},
    Papers.AUTUMN: {"month": 9, "day": 1},
}


class Moment(NamedTuple):
    papers: Papers
    on: date

    @property
    def code(self) -> str:
        return f"{self.on.year}-{self.papers}"


def days_of(papers: Papers) -> dict[str, Any]:
    return BudgetTuning.by_code().get(papers, DEFAULTS[papers])


def day_of(papers: Papers, year: int) -> date:
    days = days_of(papers)
    return date(year, days["month"], min(days["day"], 28))


def next_moments() -> list[Moment]:
    """The coming day of each of the papers."""
    here = today()
    found = []
    for papers in Papers:
        day = day_of(papers, here.year)
        found.append(Moment(papers, day if day >= here else day_of(papers, here.year + 1)))
    return sorted(found, key=lambda moment: moment.on)
