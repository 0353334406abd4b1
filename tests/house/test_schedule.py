"""What happens by itself exists, and what exists happens."""

import pytest


@pytest.fixture
def scheduled(app) -> set[str]:
    from worker.schedule import (
        SCHEDULE,
    )  # it makes an application of its own, so not before the settings stand

    return {entry["task"] for entry in SCHEDULE.values()}


def jobs(app) -> set[str]:
    return {name for name in app.extensions["celery"].tasks if not name.startswith("celery.")}


def test_everything_on_the_schedule_is_a_job(app, scheduled):
    assert scheduled <= jobs(app)


def test_every_job_is_on_the_schedule(app, scheduled):
    assert jobs(app) <= scheduled
