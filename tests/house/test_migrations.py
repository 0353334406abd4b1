"""The tables are what the models say; every migration goes up, down and up again."""

import subprocess
import sys

import pytest

from tests.engines import database, settings_for


def flask(env, *words) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def fresh():
    import os

    with database("collab_migrations") as name:
        yield {**os.environ, **settings_for(name)}


def test_up_down_and_up_again(fresh):
    for step in (["upgrade"], ["check"], ["downgrade", "base"], ["upgrade"], ["check"]):
        done = flask(fresh, *step)
        assert done.returncode == 0, done.stderr[-2000:]
    assert len(flask(fresh, "heads").stdout.split("\n")) == 2  # one head, one line
