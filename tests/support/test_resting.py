"""While a cooperation rests only the days of the road stand still; promises go on, and the pages say so."""

from datetime import timedelta

import pytest

from collab.clock import today
from collab.deadlines import Kind
from collab.people.words import Side
from collab.support.words import State

GO_ON = "while the cooperation rests: agree on another day where that is needed."
NEXT_MONTH = timedelta(days=30)


@pytest.mark.parametrize("side", list(Side))
def test_who_lets_it_rest_reads_that_promises_go_on(promise, cast, as_, side):
    promise(side=side)
    for person in (cast.ana, cast.ben):
        page = as_(person).get("/cases/LD-1/rest").text
        assert ("1 promise still has to be kept" in page, GO_ON in page) == (True, True)


def test_while_it_rests_the_page_says_so_with_the_way_to_another_day(promise, case, cast, as_):
    line = promise()
    promise(State.CONTESTED)
    assert GO_ON not in as_(cast.ana).get("/cases/LD-1").text
    case.park(today() + NEXT_MONTH, by=cast.ben)
    kept = next(one for one in case.deadlines if one.kind == Kind.PROMISE and line.ref in one.key)
    assert (kept.met_on, kept.paused_at) == (None, None)
    for person in (cast.ana, cast.ben):
        page = as_(person).get("/cases/LD-1").text
        assert "2 promises still have to be kept" in page
        assert 'href="/cases/LD-1/support"' in page.split(GO_ON)[1][:120]
    later = today() + NEXT_MONTH
    asked = as_(cast.ben).post(f"/promises/{line.ref}/new-day", data={"due_on": later.isoformat()})
    assert asked.status_code == 303


@pytest.mark.parametrize(
    "state", [State.ASKED, State.OFFERED, State.CONFIRMED, State.RELEASED, State.DECLINED]
)
def test_what_nobody_has_to_do_any_more_is_not_counted(promise, case, cast, as_, state):
    promise(state)
    assert GO_ON not in as_(cast.ana).get("/cases/LD-1/rest").text
    case.park(today() + NEXT_MONTH, by=cast.ana)
    assert GO_ON not in as_(cast.ben).get("/cases/LD-1").text
