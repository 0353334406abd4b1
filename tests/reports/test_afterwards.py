"""When it is over: the last report is rounded off, and what lies in the archive is read and not written."""

import pytest

from collab.cases.lifecycle import Stage
from collab.reports.evaluations import Evaluation, View
from collab.reports.words import Moment

from .conftest import HERE

THERE = f"{HERE}/evaluations/1"


@pytest.mark.parametrize("stage", [Stage.ARCHIVED, Stage.WITHDRAWN])
def test_an_archive_is_read_and_not_written(agreement, report, cast, as_, session, stage):
    it = report(agreement, "submitted")
    promise = next(one for one in agreement.promises if one.sort == "report")
    evaluation = Evaluation.begin(agreement, Moment.EXTRA, None, by=cast.ben)
    evaluation.write(View(own_well="We mowed."), 0, cast.ana)
    agreement.case.stage = stage
    session.commit()
    here = f"{HERE}/reports/{it.number}"
    for reader in (cast.ana, cast.ben):
        for address in (here, THERE, "/cases/LD-1/reports"):
            assert as_(reader).get(address).status_code == 200
    ana, ben = as_(cast.ana), as_(cast.ben)
    assert "/reports/1/text" not in ana.get(here).text
    assert "/reports/1/answer" not in ben.get(here).text
    assert ana.post(f"{HERE}/reports", data={"promise": promise.ref}).status_code == 403
    for act in ("withdrawal", "publication"):
        assert ana.post(f"{here}/{act}").status_code == 403
    assert ben.post(f"{here}/answer", data={"read": "x", "does": "y"}).status_code == 403
    assert ana.post(f"{THERE}/sharing", data={"seen": "1"}).status_code == 403
    assert ana.post("/cases/LD-1/hours/new", data={"hours": "3"}).status_code == 403


def test_after_the_end_the_last_report_is_still_handed_in_and_answered(agreement, report, cast, as_, session):
    report(agreement, "written")
    agreement.case.stage = Stage.CLOSED
    session.commit()
    here = f"{HERE}/reports/1"
    told = {"seen": "1", "story": "We mowed.", "hand_in": "1"}
    assert as_(cast.ana).post(f"{here}/text", data=told).status_code == 303
    assert as_(cast.ben).post(f"{here}/answer", data={"read": "x", "does": "y"}).status_code == 303


def test_what_everyone_can_read_is_closed_from_the_archive_too(agreement, report, cast, as_, session):
    it = report(agreement, "submitted")
    there = f"{HERE}/reports/1/publication"
    assert as_(cast.ana).post(there).status_code == 303
    agreement.case.stage = Stage.ARCHIVED
    session.commit()
    assert it.code
    assert as_(cast.ana).post(f"{there}/ending").status_code == 303
    assert it.code is None
    assert as_(cast.ana).post(there).status_code == 403
