"""Who never shares keeps nobody waiting: from a plain day on the others go on, and no word opens unasked."""

from datetime import timedelta

import pytest
import time_machine

from collab.agreements.lifecycle import PartyRole
from collab.agreements.parties import Party
from collab.clock import morning_of, now, today
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.reports import doing
from collab.reports.evaluations import Evaluation, View
from collab.reports.words import Moment
from tests.round import mails, react

from .conftest import HERE

THERE = f"{HERE}/evaluations/1"
FIRST, LATE = "We were afraid to call.", "We forgot the shed."


@pytest.fixture
def it(agreement, cast, session):
    it = Evaluation.begin(agreement, Moment.EXTRA, None, by=cast.ben)
    session.commit()
    return it


def says(it, words: str, by) -> None:
    it.write(View(own_hard=words), 0, by)
    it.share(1, by=by)


def weeks_later(weeks: int):
    return time_machine.travel(now() + timedelta(weeks=weeks))


def acts(case, app, party) -> list[str]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        todos = doing.looking_back([case])
        return [str(one.act) for one in todos if one.collective_id == party.collective_id]


@pytest.mark.parametrize("first, late", [("ana", "ben"), ("ben", "ana")])
def test_either_side_goes_on_after_its_day_and_the_other_adds_its_own(
    it, cast, as_, session, app, first, late
):
    first, late = getattr(cast, first), getattr(cast, late)
    says(it, FIRST, first)
    it.write(View(own_hard=LATE), 0, late)
    session.commit()
    mine, theirs = it.agreement.party_for(first), it.agreement.party_for(late)
    assert "going-on" not in as_(first).get(THERE).text
    assert as_(first).post(f"{THERE}/going-on").status_code == 409
    with weeks_later(4):
        assert acts(it.agreement.case, app, mine) == ["Look back together: go on, or wait for the others"]
        assert "going-on" not in as_(late).get(THERE).text
        assert as_(late).post(f"{THERE}/going-on").status_code == 409
        assert "going-on" in as_(first).get(THERE).text
        as_(first).post(f"{THERE}/going-on")
        react()
        assert "evaluation_went_on" in mails(session, late)
        assert "evaluation_opened" not in mails(session)
        assert acts(it.agreement.case, app, theirs) == []
        assert LATE not in as_(first).get(THERE).text
        page = as_(late).get(THERE).text
        assert FIRST not in page
        assert LATE in page
        as_(first).post(f"{THERE}/findings", data={"sort": "finding", "text": "We call sooner."})
        assert "Both agree" not in as_(first).get(THERE).text
        assert "We call sooner." not in as_(late).get(THERE).text
        for act in ("findings", "advice"):
            data = {"sort": "finding", "text": "x", "advice": "renew", "words": "x"}
            assert as_(late).post(f"{THERE}/{act}", data=data).status_code == 409
        as_(late).post(f"{THERE}/sharing", data={"seen": "1"})
        react()
        assert "evaluation_added" in mails(session, first)
        for reader in (first, late):
            page = as_(reader).get(THERE).text
            assert FIRST in page
            assert LATE in page
        as_(late).post(f"{THERE}/findings/1/consent")
        assert "Both agree" in as_(first).get(THERE).text


def test_nobody_goes_on_who_did_not_share(it, cast, as_):
    with weeks_later(9):
        assert as_(cast.ana).post(f"{THERE}/going-on").status_code == 409
        assert "going-on" not in as_(cast.ana).get(THERE).text


def test_who_shared_read_each_other_and_nobody_the_third(it, agreement, cast, as_, session):
    agreement.case.involve(cast.other, by=cast.ben)
    agreement.parties.append(Party(collective=cast.other, role=PartyRole.COLLECTIVE))
    session.commit()
    says(it, FIRST, cast.ana)
    says(it, LATE, cast.ben)
    session.commit()
    with weeks_later(4):
        it.go_on(by=cast.ana)
        session.commit()
        for reader in (cast.ana, cast.ali, cast.ben):
            assert LATE in as_(reader).get(THERE).text
            assert FIRST in as_(reader).get(THERE).text
        third = as_(cast.cyd).get(THERE).text
        assert "went on" in third
        assert LATE not in third
        assert FIRST not in third


def test_the_next_one_begins_and_what_was_planned_is_done(agreement, cast, session):
    planned = Deadline.start(
        Kind.EVALUATION, "evaluation:0:x", today() + timedelta(days=30), subject="Garden"
    )
    agreement.add_deadline(planned)
    it = Evaluation.begin(agreement, Moment.YEARLY, planned, by=cast.ben)
    session.flush()
    says(it, FIRST, cast.ana)
    assert it.go_on_from == planned.due_on + timedelta(days=28)
    first_day = morning_of(it.go_on_from)
    with time_machine.travel(first_day - timedelta(days=1)), pytest.raises(NotNow):
        it.go_on(by=cast.ana)
    with time_machine.travel(first_day):
        it.go_on(by=cast.ana)
        assert planned.met_on == today()
        assert Evaluation.begin(agreement, Moment.EXTRA, None, by=cast.ana).number == 2


def test_its_day_waits_while_the_clock_stands_still(it, agreement, cast, session):
    says(it, FIRST, cast.ana)
    before = it.go_on_from
    agreement.case.pause("We wait.", by=cast.ana)
    with weeks_later(5):
        assert not it.may_go_on
        agreement.case.resume(by=cast.ben)
        assert it.go_on_from == before + timedelta(weeks=5)
        assert not it.may_go_on


def test_everyone_reads_from_which_day_on(it, cast, as_):
    for reader in (cast.ana, cast.ali, cast.ben):
        page = as_(reader).get(THERE).text
        assert f"From {it.go_on_from.day} {it.go_on_from:%B %Y} on" in page
