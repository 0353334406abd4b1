"""The day after somebody's last day every page is visited, so that no door stays open by accident."""

from datetime import timedelta

import pytest

from collab.clock import today
from collab.collectives.words import MemberRole
from collab.people.words import Side
from collab.relay.jobs import close_doors, look_after_places
from collab.support.models import Promise
from collab.support.said import SaidPromise
from collab.support.words import State

ONE = {"number": 1, "party": "C-1", "code": "IW.CONF", "topic": "A07", "version": 1}


@pytest.fixture
def doors(app, case, make, cast, session):
    """The address of every page of things that this cooperation and this collective have."""
    agreement = make("drafted")
    promise = Promise.write(case, State.ASKED, "water", by=cast.ana, side=Side.MUNICIPALITY)
    said = SaidPromise.write(
        case, "the key", by=cast.ana, side=Side.MUNICIPALITY, said_by="Ben", said_on=today(), due_on=None
    )
    session.add_all([promise, said])
    cast.street.memberships[1].change(MemberRole.REPRESENTATIVE, by=cast.ana)
    session.commit()
    refs = {
        "cases": case.ref, "agreements": agreement.ref, "collectives": "C-1", "promises": promise.ref,
        "said-promises": said.ref,
    }  # fmt: skip
    found = []
    for rule in app.url_map.iter_rules():
        first = rule.rule.split("/")[1]
        if first in refs and "GET" in rule.methods and "ref" in rule.arguments:
            given = {name: ONE.get(name, 1) for name in rule.arguments} | {"ref": refs[first]}
            with app.test_request_context():
                found.append(rule.build(given)[1])
    return sorted(found)


def visits(browser, doors) -> dict[str, int]:
    return {door: browser.get(door).status_code for door in doors}


def opened(seen) -> list[str]:
    return [f"{code} {door}" for door, code in seen.items() if code not in {403, 404}]


@pytest.fixture
def yesterday(cast, session):
    """Yesterday was Ana's last day."""

    def yesterday():
        member = cast.street.memberships[0]
        member.starts_on, member.ends_on = today() - timedelta(days=9), today() - timedelta(days=1)
        session.commit()

    return yesterday


def test_on_the_last_day_doors_are_open_and_the_day_after_all_are_closed(
    doors, cast, session, as_, yesterday
):
    cast.street.memberships[0].end(today(), by=cast.ana)
    session.commit()
    browser = as_(cast.ana)
    before = visits(browser, doors)
    assert sum(code == 200 for code in before.values()) > 30
    assert {code for code in before.values() if code >= 500} == set()
    yesterday()
    look_after_places()
    assert browser.get("/account").status_code == 200
    assert opened(visits(browser, doors)) == []
    assert "Garden" not in browser.get("/overview").text


def test_a_session_that_was_open_ends_with_the_last_membership(doors, cast, as_, yesterday):
    browser = as_(cast.ana)
    assert browser.get("/cases/LD-1").status_code == 200
    yesterday()
    close_doors()
    assert browser.get("/account").status_code in {302, 303}


def test_who_becomes_a_reader_reads_and_decides_nothing(doors, cast, session, as_):
    cast.street.memberships[0].change(MemberRole.READER, by=cast.ali)
    session.commit()
    browser = as_(cast.ana)
    assert browser.get("/cases/LD-1/support").status_code == 200
    for act in ("support/question", "support/offer", "support/said", "people/choice", "phase/C-1/proposal"):
        assert browser.get(f"/cases/LD-1/{act}").status_code == 403
        assert browser.post(f"/cases/LD-1/{act}", data={}).status_code == 403
