"""Applications whose writes stay, in databases that are thrown away."""

import os
from contextlib import contextmanager
from functools import cache

import pytest
from celery import current_app

from tests.engines import database, settings_for


def app_with(settings):
    """An application of its own, beside that of the other tests."""
    from collab import create_app

    before, ringing = dict(os.environ), current_app._get_current_object()
    os.environ.update(settings)
    try:
        app = create_app(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    finally:
        os.environ.clear()
        os.environ.update(before)
    app.ringing_before = ringing
    return app


def forget(app) -> None:
    from collab.db import db

    app.ringing_before.set_current()
    app.ringing_before.set_default()
    with app.app_context():
        db.engine.dispose()


@contextmanager
def kept(name: str):
    """An application whose writes stay, in a database that is thrown away."""
    with database(name):
        app = _app_of(name)
        app.ringing_before = current_app._get_current_object()
        app.extensions["celery"].set_current()
        app.extensions["celery"].set_default()
        with app.app_context():
            yield app
        forget(app)


@cache
def _app_of(name: str):
    """Made once: its routes and templates need not be compiled anew for each database of this name."""
    return app_with(settings_for(name))


@pytest.fixture
def past(process):
    with kept(f"collab_past_{process}") as app:
        yield app
