"""The past stays what it was: the application cannot change it, and who can is found out."""

from functools import partial

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from collab.db import db
from collab.history.chain import broken_links, links_of
from collab.people.models import Person
from tests.keeping import kept
from tests.racing import together

AS_OWNER = "alter table {0} disable trigger user; {1}; alter table {0} enable trigger user"


@pytest.fixture
def told(past):
    """Three people joined: three events."""
    join("ana", 3)
    return past


@pytest.fixture(scope="module")
def told_once(process):
    with kept(f"collab_untouched_{process}") as app:
        join("ana", 3)
        yield app


@pytest.fixture
def untouched(told_once):
    """The same, for tests that must not succeed in changing it."""
    yield told_once
    db.session.rollback()


@pytest.fixture
def owner(past):
    """Somebody with the keys of the database changes the past."""

    def change(table: str, statement: str) -> None:
        url = past.config["SETTINGS"].owner_url.replace("+psycopg", "")
        with psycopg.connect(url) as connection:
            connection.execute(AS_OWNER.format(table, statement))
        db.session.rollback()

    return change


def join(name: str, times: int) -> None:
    for number in range(times):
        db.session.add(Person.join(name, f"{name}{number}@green.example"))
        db.session.commit()


def test_an_untouched_past_holds(untouched):
    assert broken_links() == []


@pytest.mark.parametrize(
    "statement",
    [
        "update event set name = 'person.left'",
        "update event set data = '{}'",
        "update event set actor_id = 1",
        "delete from event",
        "truncate event cascade",
        "update event_seal set hash = before",
        "delete from event_seal",
        "truncate event_seal",
        "insert into event_seal (position, event_id, before, hash) values (99, 1, '', '')",
        "update event_head set position = 0",
        "delete from event_head",
        "alter table event disable trigger all",
        "drop trigger seal on event",
        "set session_replication_role = replica",
        "set constraints all immediate; alter table event drop constraint pk_event cascade",
    ],
)
def test_the_application_cannot_change_it(untouched, statement):
    with pytest.raises(DBAPIError, match=r"permission denied|must be owner|not changed"):
        db.session.execute(text(statement))
    db.session.rollback()
    assert broken_links() == []


def test_the_application_may_tick_events_off(untouched):
    db.session.execute(text("update event set done_at = now(), attempts = 1"))
    db.session.commit()
    assert broken_links() == []


def test_even_the_owner_does_not_change_it_by_accident(untouched):
    url = untouched.config["SETTINGS"].owner_url.replace("+psycopg", "")
    with (
        psycopg.connect(url) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="not changed"),
    ):
        connection.execute("update event set name = 'person.left'")


@pytest.mark.parametrize(
    ("table", "statement", "found"),
    [
        ("event", "update event set name = 'person.left' where id = 2", "event 2 is not what was sealed"),
        (
            "event",
            "update event set happened_at = happened_at - interval '1 microsecond' where id = 1",
            "event 1",
        ),
        ("event", "update event set data = '{\"a\": 1}' where id = 3", "event 3"),
        ("event_seal", "delete from event_seal where position = 2", "seal 2 is missing"),
        ("event_seal", "delete from event_seal where position = 3", "the end of the chain was cut off"),
        ("event_seal", "delete from event_seal where position = 3", "event 3 was never sealed"),
        ("event_seal", "update event_seal set hash = before where position = 1", "event 1"),
    ],
)
def test_what_the_owner_changed_is_found(told, owner, table, statement, found):
    owner(table, statement)
    assert any(found in link for link in broken_links())


def test_what_the_owner_changed_shows_at_its_own_place(told, owner):
    assert [link.holds for link in links_of([1, 2, 3]).values()] == [True, True, True]
    owner("event", "update event set data = '{\"a\": 1}' where id = 2")
    assert {number: link.holds for number, link in links_of([1, 2, 3]).items()} == {
        1: True,
        2: False,
        3: True,
    }
    owner("event_seal", "delete from event_seal where position = 1")
    assert set(links_of([1, 2])) == {2}


def test_an_event_the_owner_slipped_in_is_found(told, owner):
    columns = "name, happened_at, data, due_at, attempts"
    owner("event", f"insert into event ({columns}) values ('person.left', now(), '{{}}', now(), 0)")
    assert broken_links() == ["event 4 was never sealed"]


def test_the_command_tells_and_fails_when_a_link_is_broken(told, owner):
    runner = told.test_cli_runner()
    assert runner.invoke(args=["history", "verify"]).exit_code == 0
    owner("event", "update event set name = 'person.left' where id = 2")
    answer = runner.invoke(args=["history", "verify"])
    assert (answer.exit_code, "event 2" in answer.output) == (1, True)


def test_many_writers_at_once_leave_one_whole_chain(past):
    def write(name: str) -> None:
        with past.app_context():
            join(name, 25)
            db.session.remove()

    together(*[partial(write, f"writer{number}x") for number in range(8)])
    assert db.session.scalar(text("select count(*) from event_seal")) == 8 * 25
    assert broken_links() == []
