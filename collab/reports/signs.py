"""What reports tell that calls for a conversation. Read from what was handed in alone, never from a draft."""

from collections.abc import Iterator

from sqlalchemy import func, select

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.clock import months_after, today
from collab.collectives.models import Collective
from collab.db import db
from collab.phases.talking import Found, sign
from collab.phases.words import Cause

from .models import Report, ReportText


@sign(Cause.NO_ASSEMBLY)
def no_assembly() -> Iterator[Found]:
    """Only of who ever told of minutes: of others nobody knows."""
    last = func.max(ReportText.minutes_on)
    query = select(Agreement.case_id, Collective.id, Collective.name, last)
    query = query.select_from(Report).join(Report.agreement).join(Report.collective)
    query = query.join(
        ReportText, (ReportText.report_id == Report.id) & (ReportText.number == Report.text_number)
    )
    query = query.where(Agreement.status == Status.ACTIVE, ReportText.minutes_on.is_not(None))
    query = query.group_by(Agreement.case_id, Collective.id)
    for case_id, number, name, held_on in db.session.execute(query.having(last < months_after(today(), -12))):
        yield Found(case_id, f"{number}:{held_on.isoformat()}", name)
