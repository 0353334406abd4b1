"""How dates, moments, amounts and plain texts read on a page, in its language."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from babel.dates import format_date, format_time
from babel.numbers import format_currency
from flask import Flask
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from . import inputs, menu
from .clock import local, today

NEAR = 330  # days: further away the same day and month could be of another year
BULLETS = ("- ", "* ", "• ")


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=day, day_month=day_month, weekday=weekday, under_day=under_day, moment=moment, clock=clock,
        money=money, paragraphs=paragraphs, initials=initials,
    )  # fmt: skip
    inputs.init_app(app)
    menu.init_app(app)


def day(when: date | str) -> str:
    """26 november 2026, in Amsterdam when it is an instant."""
    return format_date(_day_of(when), "d MMMM y", locale=get_locale())


def day_month(when: date) -> str:
    return format_date(_day_of(when), "d MMM", locale=get_locale()).rstrip(".")


def weekday(when: date) -> str:
    return format_date(_day_of(when), "EEEE", locale=get_locale())


def under_day(when: date) -> str:
    """What stands small under a day and month: the weekday, or the year where one could mistake it."""
    far = abs((_day_of(when) - today()).days) > NEAR
    return str(_day_of(when).year) if far else weekday(when)


def clock(instant: datetime) -> str:
    """15.30 uur, as the people's own clocks say."""
    at = local(instant)
    return _("%(hour)s:%(minute)s", hour=at.hour, minute=format_time(at, "mm", locale=get_locale()))


def moment(instant: datetime) -> str:
    return f"{day(instant)}, {clock(instant)}"


def money(amount: Decimal | int) -> str:
    whole = Decimal(amount) == int(amount)
    pattern = "¤ #,##0" if whole else None
    return format_currency(amount, "EUR", pattern, get_locale(), currency_digits=not whole)


def initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isalpha()] or ["?"]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def paragraphs(text: str | None) -> Markup:
    """Plain text as paragraphs: a blank line begins a new one, lines that begin with a dash are a list."""
    blocks = (block.splitlines() for block in _blocks(text or ""))
    return Markup("\n").join(part for lines in blocks for part in _parts(lines))


def _blocks(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return ["\n".join(group) for filled, group in groupby(lines, bool) if filled]


def _parts(lines: list[str]) -> Iterator[Markup]:
    for listed, group in groupby(lines, lambda line: line.startswith(BULLETS)):
        if listed:
            items = (Markup('<li dir="auto">{}</li>').format(line[2:].strip()) for line in group)
            yield Markup('<ul class="utrecht-unordered-list">{}</ul>').format(Markup("").join(items))
        else:
            yield Markup('<p dir="auto">{}</p>').format(Markup("<br>").join(escape(line) for line in group))


def _day_of(when: date | str) -> date:
    """Mails keep their days as JSON does: 2026-11-26."""
    if isinstance(when, str):
        return date.fromisoformat(when)
    return local(when).date() if isinstance(when, datetime) else when
