"""What the pages of reports show: what is due, what this reader may read of it, and what to begin with."""

from typing import Any, NamedTuple

from flask import render_template
from flask_babel import gettext as _

from collab.cases.models import Case
from collab.collectives.words import MemberRole
from collab.db import db
from collab.panels import panel
from collab.support import policy as ledger_policy
from collab.support.models import Promise
from collab.support.words import Sort
from collab.web import me, page
from collab.words import day

from . import looking_back, policy, queries, worth_showing
from .models import Report, ReportText, Told, is_asked
from .words import State


class Due(NamedTuple):
    """A report that is asked, and what there is of it."""

    promise: Promise
    report: Report | None
    may_write: bool


def tab(case: Case) -> dict[str, Any]:
    found = db.session.scalars(queries.reports_in(me(), case))
    every = [report for report in found if policy.read(me(), report)]
    readable = [agreement for agreement in case.agreements if agreement in case.agreements_for(me())]
    asked = [it for agreement in readable for it in agreement.promises if is_asked(it)]
    return {
        "due": [_due(promise, every) for promise in asked],
        "reports": [report for report in every if report.state != State.DRAFT],
        "begun": readable[-1] if readable and readable[-1].began_at else None,
        "agreed": any(it.sort == Sort.REPORT for agreement in readable for it in agreement.promises),
        **looking_back.of_case(case),
        **worth_showing.of_case(case),
    }


def report(it: Report) -> dict[str, Any]:
    """With the texts that this person may read, and no others."""
    texts = list(db.session.scalars(queries.texts_of(me(), it)))
    handed_in = next((text for text in texts if text.number == it.text_number), None)
    return {
        "report": it,
        "agreement": it.agreement,
        "case": it.agreement.case,
        "text": handed_in,
        "earlier": [text for text in texts if text is not handed_in],
        "open_to": policy.open_to(me(), it),
        "is_own": policy.own(me(), it, set(MemberRole)) is None,
    }


def writing(it: Report) -> dict[str, Any]:
    mine = [one for one in it.agreement.reports if one.collective is it.collective and one.text_number]
    return {
        "report": it,
        "agreement": it.agreement,
        "case": it.agreement.case,
        "promised": promised(it),
        "examples": [one for one in mine if one is not it],
        "may_submit": policy.submit(me(), it) is None,
        "latest": it.latest,
        "overtaking": None,
    }


def begin_with(it: Report, example: int) -> tuple[Told, int]:
    """The draft that is there; else an earlier report as a start; else what the ledger knows."""
    latest, seen = it.latest, it.latest.number if it.latest else 0
    told = latest.told if latest else Told()
    earlier = next((one for one in writing(it)["examples"] if one.number == example), None)
    if earlier and earlier.handed_in:
        rows = [row | {"amount": ""} for row in earlier.handed_in.numbers]
        told = earlier.handed_in.told._replace(numbers=rows, done=[], minutes_on=None, minutes_sha256=None)
    said = {row["ref"]: row["text"] for row in told.done}
    rows = [{"ref": ref, "text": said.get(ref, "")} for ref in promised(it)]
    return told._replace(done=rows if told.done else _prefilled(it)), seen


def promised(it: Report) -> dict[str, str]:
    """What this collective promised in the agreement, the reports themselves aside."""
    theirs = it.promise.agreement.promises
    own = (one for one in theirs if one.collective is it.collective and one.sort != Sort.REPORT)
    return {one.ref: one.what for one in own}


def overtaken(form, it: Report, latest: ReportText):
    """409: what a colleague wrote above, and in the form all that was typed, ready to be kept after all."""
    form.seen.data = str(latest.number)
    told = page("reports/write.html", form, **writing(it) | {"overtaking": latest})
    db.session.rollback()
    return told[0], 409


@panel("promise")
def way_to_the_report(promise: Promise) -> str | None:
    """In the ledger: a report is written and answered on its own page."""
    if promise.sort != Sort.REPORT:
        return None
    return render_template("reports/in_ledger.html", promise=promise)


@ledger_policy.elsewhere
def on_the_page_of_reports(promise: Promise) -> str | None:
    """Delivered in the ledger before there were reports: then it is confirmed there too."""
    if promise.sort != Sort.REPORT:
        return None
    told = [it for it in promise.agreement.reports if it.promise is promise and it.round == promise.round]
    if is_asked(promise) or told:
        return _("A report is handed in, skipped and answered on the page “Reports”.")
    return None


def _due(promise: Promise, every) -> Due:
    begun = (it for it in every if it.promise is promise and it.round == promise.round)
    role = promise.collective.role_of(me()) if promise.collective and not me().is_officer else None
    return Due(promise, next(begun, None), role in policy.WRITERS)


def _prefilled(it: Report) -> list[dict[str, str]]:
    by_ref = {one.ref: one for one in it.promise.agreement.promises}
    return [{"ref": ref, "text": _so_far(by_ref[ref])} for ref in promised(it)]


def _so_far(promise: Promise) -> str:
    """What the ledger knows, as a first sentence."""
    if promise.confirmed_on:
        return _("Done. The municipality confirmed it on %(day)s.", day=day(promise.confirmed_on))
    if promise.delivered_on:
        return _("Done on %(day)s.", day=day(promise.delivered_on))
    return _("Promised for %(day)s.", day=day(promise.due_on)) if promise.due_on else ""
