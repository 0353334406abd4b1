"""Applications whose writes stay, in databases that are thrown away."""

import os
from contextlib import contextmanager

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
        app = app_with(settings_for(name))
        with app.app_context():
            yield app
        forget(app)


@pytest.fixture
def past(process):
    with kept(f"collab_past_{process}") as app:
        yield app
