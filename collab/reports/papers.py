"""A copy of a report on paper, and as the same facts for computers inside it."""

import json

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from collab.documents.models import want

from .copies import ReportCopy
from .models import ReportText


def print_copy(copy: ReportCopy) -> None:
    """In the language it was made in, whoever reads it."""
    with force_locale(copy.language):
        title = _("Report of %(name)s", name=copy.report.collective.name)
        html = render_template("reports/paper.html", copy=copy, text=text_of(copy), report=copy.report)
    want(copy.name, title, html, as_json(copy), case_id=copy.report.agreement.case_id)


def as_plain_text(copy: ReportCopy) -> str:
    with force_locale(copy.language):
        told = render_template("reports/copy.txt", copy=copy, text=text_of(copy), report=copy.report)
    return told.strip() + "\n"


def as_json(copy: ReportCopy) -> str:
    told, report = text_of(copy).told._asdict(), copy.report
    told["minutes_on"] = told["minutes_on"] and told["minutes_on"].isoformat()
    about = {"format": "collab-report/1", "for": copy.for_whom, "of": report.collective.name}
    about["agreement"], about["number"] = report.agreement.ref, str(report.number)
    return json.dumps(about | told, ensure_ascii=False, indent=1)


def text_of(copy: ReportCopy) -> ReportText:
    """As it was when the copy was made."""
    return copy.report.texts[copy.text_number - 1]
