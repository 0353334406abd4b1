"""Doors to a report for others: a page to read, a paper, plain text, and the public version."""

from flask import Response, abort, flash, make_response
from flask_babel import gettext as _

from collab.access import public
from collab.agreements.models import Agreement
from collab.collectives.words import MemberRole
from collab.db import db
from collab.documents.files import taken_along
from collab.documents.models import Document
from collab.extensions import limiter
from collab.i18n import language
from collab.web import me, numbered, page, see_other

from . import papers, policy, queries
from .copies import ReportCopy
from .forms import CopyForm
from .routes import allows, bp, report_of

per_person = limiter.limit("30 per hour", key_func=lambda: str(me().id), methods=["POST"])  # each is a paper


@bp.route("/agreements/<ref>/reports/<int:number>/copies", methods=["GET", "POST"])
@allows(policy.see)
@per_person
def make_copy(agreement, number):
    report, form = report_of(agreement, number, policy.share), CopyForm()
    if form.validate_on_submit():
        copy = ReportCopy.make(report, form.for_whom.data, language(), by=me())
        papers.print_copy(copy)
        flash(_("The copy is ready to read. The PDF is there in a minute."))
        return see_other(".copy", ref=agreement.ref, number=number, copy=copy.number)
    return page("reports/make_copy.html", form, report=report, case=agreement.case)


@bp.get("/agreements/<ref>/reports/<int:number>/copies/<int:copy>")
@allows(policy.see)
def copy(agreement, number, copy):
    it = copy_of(agreement, number, copy)
    paper = db.session.scalar(queries.paper_of(it))
    return page("reports/copy.html", copy=it, text=papers.text_of(it), case=agreement.case, paper=paper)


@bp.get("/agreements/<ref>/reports/<int:number>/copies/<int:copy>/paper")
@allows(policy.see)
def paper(agreement, number, copy) -> Response:
    it = copy_of(agreement, number, copy)
    found: Document | None = db.session.scalar(queries.paper_of(it))
    if found is None or found.content is None:
        abort(404)
    return taken_along(found.content.body, "application/pdf", f"{it.name}.pdf")


@bp.get("/agreements/<ref>/reports/<int:number>/copies/<int:copy>/text")
@allows(policy.see)
def as_text(agreement, number, copy) -> Response:
    it = copy_of(agreement, number, copy)
    return taken_along(papers.as_plain_text(it), "text/plain; charset=utf-8", f"{it.name}.txt")


@bp.get("/told/<code>")
@public
def told(code):
    """The public version of a report, for who has its address, while the collective lets it be read."""
    report = db.session.scalar(queries.public(code)) or abort(404)
    shown = make_response(page("reports/public.html", report=report, text=report.handed_in))
    shown.headers["X-Robots-Tag"] = "noindex"
    return shown


def copy_of(agreement: Agreement, number: int, copy: int) -> ReportCopy:
    """For whom a report was copied is the affair of its own collective."""
    report = report_of(agreement, number)
    if policy.own(me(), report, set(MemberRole)):
        abort(404)
    return numbered(report.copies, copy)
