"""How looking back reads in a timeline."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from collab.db import db
from collab.history import Event
from collab.history.telling import quiet, say, tells

from .models import Report
from .words import Advice, Moment

quiet(
    "promise.taken_back",  # only a report is: it tells itself
    "report.copied", "evaluation.found", "evaluation.agreed", "evaluation.withdrew_finding",
    "value.corrected", "volunteer_hours.removed",
)  # fmt: skip
say(
    report__begun=_("began to write a report"),
    report__submitted=_("handed in a report"),
    report__taken_back=_("took a report back to write on"),
    report__answered=_("answered a report"),
    report__published=_("let everyone read the public version of a report"),
    report__unpublished=_("closed the public version of a report"),
    evaluation__shared=_("shared a text for the evaluation"),
    evaluation__went_on=_("went on with the evaluation, without who has not shared yet"),
    evaluation__added=_("shared a text for the evaluation, after others went on"),
    evaluation__taken_back=_("took the text for the evaluation back to write on"),
    evaluation__opened=_("All parties can read each other's texts of the evaluation"),
    value__begun=_("wrote down what counts"),
    value__measured=_("wrote down how it goes with what counts"),
    value__ended=_("follows a value no more"),
    volunteer_hours__given=_("wrote down hours of volunteers"),
)


@tells("report.skipped")
def skipped(event: Event) -> str:
    """The reason is no secret: both sides read it. After it was taken back it is gone."""
    report = {"agreement_id": event.agreement_id, "number": event.data["report"]}
    if reason := db.session.scalar(select(Report.skip_reason).filter_by(**report)):
        return gettext("told why there is no report this time: “%(reason)s”", reason=reason)
    return gettext("told why there is no report this time")


@tells("evaluation.begun")
def begun(event: Event) -> str:
    return gettext("began to look back: %(moment)s", moment=Moment(event.data["moment"]).label)


@tells("evaluation.advised")
def advised(event: Event) -> str:
    return gettext(
        "advised for the time after this term: %(advice)s", advice=Advice(event.data["advice"]).label
    )
