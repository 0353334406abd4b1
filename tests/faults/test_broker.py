"""Without the broker nobody rings, and nothing is lost: the next tick of the clock finds the work."""

from time import perf_counter

import pytest
from sqlalchemy import select

from collab.db import db
from collab.people.models import Person
from tests.engines import eventually

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("faults")]


@pytest.fixture(autouse=True)
def people(house):
    with house.app.app_context():
        if not db.session.scalar(select(Person).where(Person.email == "eva@green.example")):
            db.session.add_all(
                [Person.join("Eva", "eva@green.example"), Person.join("Ivo", "ivo@green.example")]
            )
            db.session.commit()


def ask(house, address: str) -> float:
    """Somebody asks for a link on the web; answers how long the page took."""
    began = perf_counter()
    answer = house.app.test_client().post("/sign-in", data={"email": address, "way": "link"})
    assert answer.status_code == 303, answer.text
    return perf_counter() - began


def health(house) -> dict:
    return house.app.test_client().get("/health").get_json()


def test_a_wiped_and_killed_broker_loses_nothing_and_the_web_answers(house):
    house.office.messages.clear()
    ask(house, "eva@green.example")
    house.bell.wipe()
    worker = house.staff(1)[0]
    house.bell.kill()
    assert min(ask(house, "ivo@green.example") for _ in range(3)) < 1
    assert health(house)["broker"] == "down"
    house.bell.start()
    assert health(house)["broker"] == "up"
    house.tick()
    eventually(lambda: house.office.to("eva@") and house.office.to("ivo@"))
    eventually(lambda: house.owed() == 0)
    assert len(set(house.office.ids)) == len(house.office.ids)
    assert worker.poll() is None


def test_a_broker_that_hangs_keeps_nobody_waiting(house):
    house.app.test_client().get("/health")
    with house.bell.silent():
        assert min(ask(house, "eva@green.example") for _ in range(3)) < 1
        assert health(house)["broker"] == "down"


def test_health_tells_when_the_clock_last_ticked(house):
    before = health(house)["last_tick"]
    house.staff(1)
    house.tick("health.tick")
    eventually(lambda: health(house)["last_tick"] != before)
    assert health(house)["well"] is True
