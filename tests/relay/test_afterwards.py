"""What lies in the archive is read: nobody is named, and no letter is written there any more."""

from datetime import timedelta

import pytest

from collab.cases.lifecycle import Stage
from collab.cases.models import ContactRole
from collab.clock import today
from collab.relay.leaving import look_after


@pytest.fixture
def relay(case):
    place = next(one for one in case.contacts if one.role == ContactRole.CONTACT and one.holds)
    place.ends_on = today() + timedelta(days=5)
    look_after(case)
    return case.relays[0]


@pytest.mark.parametrize("stage", [Stage.ARCHIVED, Stage.WITHDRAWN])
def test_an_archive_is_read_and_not_written(case, relay, cast, town, as_, session, stage):
    here = f"/cases/LD-1/hand-overs/{relay.number}"
    ben = as_(cast.ben)
    assert f"{here}/letter" in ben.get(here).text
    case.stage = stage
    session.commit()
    page = ben.get(here)
    assert page.status_code == 200
    assert f"{here}/letter" not in page.text
    assert f"{here}/successor" not in page.text
    assert ben.post(f"{here}/letter", data={"going": "Call first."}).status_code == 403
    assert ben.post(f"{here}/successor", data={"person": town.dee.id}).status_code == 403
    assert as_(cast.ana).post(f"{here}/additions", data={"text": "x"}).status_code == 403
