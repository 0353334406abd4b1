"""Databases of their own, filled once by the real commands, and real agreements to break in many ways."""

import copy
import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.engines import database, settings_for

PACTS = Path(__file__).with_name("pacts.json")


@contextmanager
def elsewhere(app, name):
    """For the while the application reads and writes another database; gives a way to run its commands."""
    from collab.db import db

    with database(name), app.app_context():
        real, db.engines[None] = db.engines[None], create_engine(settings_for(name)["DATABASE_URL"])
        try:
            yield lambda *words: app.test_cli_runner().invoke(args=words)
        finally:
            db.session.remove()
            db.engines[None].dispose()
            db.engines[None] = real


@pytest.fixture(scope="module")
def town(app, process):
    """Lindendal; `town("examples", "people")` runs a command in it."""
    with elsewhere(app, f"collab_town_{process}") as run:
        assert run("examples", "load").exit_code == 0
        yield run


@pytest.fixture(scope="module")
def archive(app, process):
    """The nine agreements; `archive.told` is what loading them printed."""
    with elsewhere(app, f"collab_archive_{process}") as run:
        run.told = run("pacts", "load", str(PACTS)).output
        yield run


@pytest.fixture
def pacts():
    return copy.deepcopy(json.loads(PACTS.read_text("utf-8")))


@pytest.fixture
def load(app, session, tmp_path):
    """Loads into a database that is thrown away."""

    def load(pacts):
        file = tmp_path / "pacts.json"
        file.write_text(json.dumps(pacts))
        return app.test_cli_runner().invoke(args=["pacts", "load", str(file)])

    return load
