"""Doors of reports: what is due, written, handed in or skipped, and answered."""

import secrets

from flask import Blueprint, Response, abort, flash, request
from flask_babel import gettext as _

from collab.access import demand, guard
from collab.agreements.models import Agreement
from collab.agreements.queries import visible_to as visible_agreements
from collab.cases.models import Case
from collab.cases.queries import visible_to as visible_cases
from collab.conversations.statements import Overtaken
from collab.db import db
from collab.documents.files import EXTENSIONS, make_room, taken_along
from collab.errors import NotYours
from collab.forms import DoneForm
from collab.support.models import Promise
from collab.web import me, numbered, page, see_other

from . import policy, queries, showing
from .forms import AnswerForm, BeginForm, ReportForm, SkipForm
from .models import Report

bp = Blueprint("reports", __name__)
allows = guard(Agreement, visible_agreements, along="case")
allows_case = guard(Case, visible_cases)
make_room(bp, "write")


@bp.get("/cases/<ref>/reports")
@allows_case(policy.see)
def index(case):
    """What is due, what was told, what it was worth: the tab of one cooperation."""
    return page("reports/index.html", case=case, **showing.tab(case))


@bp.post("/agreements/<ref>/reports")
@allows(policy.begin)
def begin(agreement):
    form = BeginForm()
    if not form.validate_on_submit():
        return see_other(".index", ref=agreement.case.ref)
    promise = next((it for it in agreement.promises if it.ref == form.promise.data), None) or abort(404)
    if promise.collective is None or promise.collective.role_of(me()) not in policy.WRITERS:
        raise NotYours(_("The people of the collective that promised it do this."))
    report = begun_before(agreement, promise) or Report.begin(promise, by=me())
    return see_other(".write", ref=agreement.ref, number=report.number)


@bp.get("/agreements/<ref>/reports/<int:number>")
@allows(policy.see)
def show(agreement, number):
    return page("reports/show.html", **showing.report(report_of(agreement, number)))


@bp.route("/agreements/<ref>/reports/<int:number>/text", methods=["GET", "POST"])
@allows(policy.see)
def write(agreement, number):
    report = report_of(agreement, number, policy.write)
    form = ReportForm(report.is_light)
    if form.validate_on_submit():
        hands_in = "hand_in" in request.form
        if hands_in:
            demand(policy.submit(me(), report))
        told = form.told(report.latest, showing.promised(report))
        if hands_in and not told.says_enough:
            form.story.errors = [_("Tell something first, or bring the minutes of your assembly.")]
            return page("reports/write.html", form, **showing.writing(report))
        try:
            report.write(told, form.number, by=me())
        except Overtaken as meanwhile:
            return showing.overtaken(form, report, meanwhile.latest)
        return _after_writing(report, hands_in)
    if request.method == "GET":
        form.show(*showing.begin_with(report, request.args.get("from", 0, int)))
    return page("reports/write.html", form, **showing.writing(report))


@bp.route("/agreements/<ref>/reports/<int:number>/omission", methods=["GET", "POST"])
@allows(policy.see)
def skip(agreement, number):
    report, form = report_of(agreement, number, policy.submit), SkipForm()
    if form.validate_on_submit():
        report.skip(form.reason.data, by=me())
        flash(_("There is no report this time. The municipality reads why, and answers."))
        return see_other(".show", ref=agreement.ref, number=number)
    return page("reports/skip.html", form, report=report, case=agreement.case)


@bp.post("/agreements/<ref>/reports/<int:number>/withdrawal")
@allows(policy.see)
def take_back(agreement, number):
    report = report_of(agreement, number, policy.take_back)
    if DoneForm().validate_on_submit():
        report.take_back(by=me())
        flash(_("You can write on. Hand the report in again when you are done."))
    return see_other(".show", ref=agreement.ref, number=number)


@bp.route("/agreements/<ref>/reports/<int:number>/answer", methods=["GET", "POST"])
@allows(policy.see)
def answer(agreement, number):
    report, form = report_of(agreement, number, policy.answer), AnswerForm()
    if form.validate_on_submit():
        report.reply(form.read.data, form.does.data, form.asks.data or "", by=me())
        flash(_("Your answer is sent. The report is confirmed with it."))
        return see_other(".show", ref=agreement.ref, number=number)
    return page("reports/answer.html", form, **showing.report(report))


@bp.post("/agreements/<ref>/reports/<int:number>/publication")
@allows(policy.see)
def publish(agreement, number):
    """Open the public version: the collective chooses, and may choose again."""
    report = report_of(agreement, number, policy.publish)
    if DoneForm().validate_on_submit():
        report.publish(secrets.token_urlsafe(16), by=me())
        flash(_("Everyone who has the address can read the public version now."))
    return see_other(".show", ref=agreement.ref, number=number)


@bp.post("/agreements/<ref>/reports/<int:number>/publication/ending")
@allows(policy.see)
def unpublish(agreement, number):
    """A door of its own: who closes on an old page never opens it again."""
    report = report_of(agreement, number, policy.publish)
    if DoneForm().validate_on_submit():
        report.unpublish(by=me())
        flash(_("Nobody outside can read it any more."))
    return see_other(".show", ref=agreement.ref, number=number)


@bp.get("/agreements/<ref>/reports/<int:number>/minutes/<int:text_number>")
@allows(policy.see)
def minutes(agreement, number, text_number) -> Response:
    """The file, for those who may read the text it came with."""
    readable = db.session.scalars(queries.texts_of(me(), report_of(agreement, number)))
    text = next((text for text in readable if text.number == text_number and text.minutes), None)
    if text is None:
        abort(404)
    content = text.minutes
    name = f"{agreement.ref}-{number}-minutes.{EXTENSIONS[content.media_type]}"
    return taken_along(content.body, content.media_type, name)


def report_of(agreement: Agreement, number: int, rule=None) -> Report:
    report = numbered(agreement.reports, number)
    if not policy.read(me(), report):
        abort(404)
    if rule:
        demand(rule(me(), report))
    return report


def begun_before(agreement: Agreement, promise: Promise) -> Report | None:
    mine = (it for it in agreement.reports if it.promise is promise and it.round == promise.round)
    return next(mine, None)


def _after_writing(report: Report, hands_in: bool):
    where = {"ref": report.agreement.ref, "number": report.number}
    if not hands_in:
        flash(_("The draft is kept. Only your own collective reads it."))
        return see_other(".write", **where)
    report.submit(report.latest.number if report.latest else 0, by=me())
    flash(_("The report is handed in. The municipality owes you an answer."))
    return see_other(".show", **where)
