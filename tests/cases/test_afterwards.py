"""A collective that left reads what it agreed to, and nothing that was said or done after its last day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.agreements.lifecycle import PartyRole
from collab.agreements.parties import Party
from collab.cases.models import ContactRole
from collab.clock import today
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.said import SaidPromise
from collab.support.words import State

LATER = ("A word of later", "a shed of later", "A clock of later", "a key of later")
PLACES = ("/cases/LD-1", "/cases/LD-1?all=1", "/cases/LD-1/support", "/overview", "/cases/LD-1/reports")


@pytest.fixture
def left(make, cast, session):
    """Other Street agreed too and left ten days ago; the others go on."""
    agreement = make("begun")
    case = agreement.case
    case.involve(cast.other, by=cast.ben)
    agreement.parties.append(Party(collective=cast.other, role=PartyRole.COLLECTIVE))
    theirs = case.participants[-1]
    theirs.starts_on, theirs.ends_on = today() - timedelta(50), today() - timedelta(10)
    case.say(LATER[0], by=cast.ben)
    offered = {"side": Side.MUNICIPALITY}
    session.add(Promise.write(case, State.OFFERED, LATER[1], by=cast.ben, **offered))
    case.pause(LATER[2], by=cast.ben)
    facts = {"said_by": "Ben", "said_on": today(), "collective": None, "due_on": None}
    SaidPromise.write(case, LATER[3], by=cast.ana, **offered | facts).share(by=cast.ana)
    case.appoint(ContactRole.CONTACT, cast.bea, by=cast.ben)
    session.commit()
    return agreement


def test_what_came_later_is_not_theirs(left, cast, as_):
    for place in PLACES:
        answer = as_(cast.cyd).get(place)
        assert answer.status_code == 200
        assert not [word for word in LATER if word in answer.text]
        seen = as_(cast.ana).get(place).text
        assert place.endswith("reports") or any(word in seen for word in LATER)


def test_pages_of_what_goes_on_now_say_why_they_are_closed(left, cast, as_, session):
    for place in ("people", "phase", "hand-overs/1"):
        answer = as_(cast.cyd).get(f"/cases/LD-1/{place}")
        assert answer.status_code == 403
        assert "takes part no more" in answer.text
        assert as_(cast.ana).get(f"/cases/LD-1/{place}").status_code == 200
    offered = session.scalars(select(Promise.ref).where(Promise.what == LATER[1])).one()
    assert as_(cast.cyd).get(f"/promises/{offered}").status_code == 404


def test_what_they_agreed_to_or_promised_stays_with_them(left, cast, as_, session):
    assert as_(cast.cyd).get(f"/agreements/{left.ref}/text").status_code == 200
    own = Promise.write(
        left.case, State.PROMISED, "chairs", by=cast.ben, side=Side.COLLECTIVE, collective=cast.other
    )
    session.add(own)
    session.commit()
    assert as_(cast.cyd).get(f"/promises/{own.ref}").status_code == 200
    report = next(it for it in left.promises if it.sort == "report")
    assert as_(cast.cyd).get(f"/promises/{report.ref}").status_code == 200
    assert report.what in as_(cast.cyd).get("/cases/LD-1/support").text
