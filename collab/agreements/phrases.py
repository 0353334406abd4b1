"""The facts of an agreement said in plain sentences, in the language that is spoken now."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _

from collab.clock import local, months_after
from collab.support.words import Rhythm, Sort

EUROS = {"eur", "euro", "€"}


def day(iso: str) -> str:
    return format_date(date.fromisoformat(iso[:10]), "d\u00a0MMMM y")


def local_day(iso: str) -> str:
    """The day an instant falls on, here."""
    return local(datetime.fromisoformat(iso)).date().isoformat()


def moment(iso: str) -> str:
    """An instant as people here read it, with its zone: the paper is read long after summer time ended."""
    at = local(datetime.fromisoformat(iso))
    clock = {"hour": f"{at:%H}", "minute": f"{at:%M}", "zone": at.tzname()}
    return _("%(day)s at %(hour)s:%(minute)s (%(zone)s)", day=day(local_day(iso)), **clock)


def stamp(iso: str) -> str:
    at = local(datetime.fromisoformat(iso))
    return f"{at:%d-%m-%Y %H:%M:%S %Z}"


def span(months: int) -> str:
    if months % 12 == 0:
        return ngettext("one year", "%(num)s years", months // 12)
    return ngettext("one month", "%(num)s months", months)


def amount(how_much: object, unit: str | None, money: bool = False) -> str:
    """As it was typed, unless it can only be one number: 4.500 is much in Dutch and little in English."""
    typed, unit = str(how_much if how_much is not None else ""), unit or ""
    euros = unit.lower() in EUROS or (money and not unit)
    if re.fullmatch(r"\d+([.,]\d{1,2})?", typed):
        number = float(typed.replace(",", "."))
        whole = number.is_integer()
        typed = format_decimal(number, "#,##0.00" if euros and not whole else None)
    if euros and typed:
        return f"€\u00a0{typed}"
    return f"{typed} {unit}".strip()


def rhythm(promise: dict) -> str:
    """When a promise is due: `every`, from when, until when."""
    every, due_on = promise.get("every"), promise.get("due_on")
    until = promise.get("until")
    if every in (None, "once"):
        said = _("By %(day)s", day=day(due_on)) if due_on else _("Once")
    elif due_on:
        said = _("%(often)s, first by %(day)s", often=capital(often(every)), day=day(due_on))
    else:
        said = capital(often(every))
    return _("%(when)s, up to and including %(day)s", when=said, day=day(until)) if until else said


def often(every: str) -> str:
    return str(Rhythm(every).label) if every in list(Rhythm) else every


def period(support: dict) -> str:
    start, until, every = support.get("starts_on"), support.get("until"), support.get("every")
    if start and until:
        said = _("%(start)s up to and including %(end)s", start=day(start), end=day(until))
    elif until:
        said = _("Up to and including %(day)s", day=day(until))
    else:
        said = _("From %(day)s", day=day(start)) if start else _("As long as the agreement runs")
    return said if every in (None, "once", "always") else f"{capital(often(every))}\n{said}"


def afterwards(support: dict) -> str:
    """Support that stops with nobody to take it over is said aloud: that is how good places were lost."""
    if support.get("successor"):
        return _("After that: %(successor)s", successor=support["successor"])
    return _("Nothing has been agreed for the time after that.") if support.get("until") else ""


def support_kind(kind: str) -> str:
    return capital(str(Sort(kind).label) if kind in list(Sort) else kind)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def term(terms: dict) -> Iterator[str]:
    """How long it runs; whether it can be extended; when it opens."""
    start, end, months = terms.get("starts_on"), terms.get("ends_on"), terms.get("months")
    said = [_("The agreement begins on %(day)s.", day=day(start)) if start
            else _("The agreement begins on the day of the last signature.")]  # fmt: skip
    if months:
        said.append(_("It lasts %(span)s.", span=span(months)))
    if end:
        said.append(_("It ends on %(day)s.", day=day(end)))
    if not (months or end):
        said.append(_("No end date has been agreed."))
    yield " ".join(said)
    if times := terms.get("extensions"):
        by = span(terms.get("extension_months") or 12)
        yield ngettext(
            "It can be extended once, by %(span)s.",
            "It can be extended %(num)s times, by %(span)s each time.",
            times, span=by,
        )  # fmt: skip
    if opens := terms.get("opens_on"):
        yield _("The work begins on %(day)s at the latest.", day=day(opens))


def whole_term(terms: dict, began_at: str | None) -> str:
    """The term in one line, for the front."""
    start = terms.get("starts_on") or (local_day(began_at) if began_at else None)
    end, months = terms.get("ends_on"), terms.get("months")
    if start and months and not end:
        end = (months_after(date.fromisoformat(start), months) - timedelta(days=1)).isoformat()
    if start and end:
        return _("%(start)s up to and including %(end)s", start=day(start), end=day(end))
    if start:
        return _("From %(day)s, without an end date", day=day(start))
    if end:
        return _("From the last signature up to and including %(day)s", day=day(end))
    if months:
        return _("%(span)s from the last signature", span=span(months))
    return _("From the last signature, without an end date")


def suspension(terms: dict) -> Iterator[str]:
    hours = terms.get("notice_hours") or 0
    yield ngettext("A pause is announced at least one hour before.",
                   "A pause is announced at least %(num)s hours before.", hours)  # fmt: skip


def notice(terms: dict) -> Iterator[str]:
    days = terms.get("notice_days") or 0
    yield ngettext("The notice period is one day.", "The notice period is %(num)s days.", days)


def evaluation(terms: dict) -> Iterator[str]:
    said = [_("We evaluate together. How often: %(often)s.", often=often(terms["every"]))]
    if first := terms.get("first_on"):
        said.append(_("The first time is on %(day)s.", day=day(first)))
    yield " ".join(said)


def reporting(terms: dict) -> Iterator[str]:
    if terms.get("every") in (None, "none"):
        yield _("No reports have been agreed.")
        return
    said = [_("The collective writes a report. How often: %(often)s.", often=often(terms["every"]))]
    if first := terms.get("first_on"):
        said.append(_("The first is due on %(day)s.", day=day(first)))
    if days := terms.get("answer_days"):
        said.append(
            ngettext(
                "The municipality answers it within one day.",
                "The municipality answers it within %(num)s days.",
                days,
            )
        )
    yield " ".join(said)


def conciliation(terms: dict) -> Iterator[str]:
    if days := terms.get("talk_days"):
        yield ngettext("First we talk with each other, for at most one day.",
                       "First we talk with each other, for at most %(num)s days.", days)  # fmt: skip
    if days := terms.get("mediation_days"):
        yield ngettext("Then a mediator whom we choose together has one day.",
                       "Then a mediator whom we choose together has %(num)s days.", days)  # fmt: skip
    if days := terms.get("committee_days"):
        yield ngettext("Then a committee gives its view within one day.",
                       "Then a committee gives its view within %(num)s days.", days)  # fmt: skip
