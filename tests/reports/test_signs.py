"""What a report tells of the members' own assembly can call for a conversation; a draft tells nothing."""

from datetime import timedelta

from sqlalchemy import select

from collab.clock import today
from collab.phases.jobs import look
from collab.phases.talking import Reason
from collab.phases.words import Cause
from collab.reports.models import Report, Told
from collab.support.words import Sort


def test_an_assembly_more_than_a_year_ago(agreement, cast, session):
    promise = next(it for it in agreement.promises if it.sort == Sort.REPORT)
    report = Report.begin(promise, by=cast.ana)
    report.write(Told(story="We mowed.", minutes_on=today() - timedelta(days=370)), 0, cast.ana)
    session.commit()
    look()
    assert session.scalars(select(Reason)).all() == []
    report.submit(1, by=cast.ana)
    session.commit()
    look()
    assert [it.cause for it in session.scalars(select(Reason))] == [Cause.NO_ASSEMBLY]
