"""The application on real engines; each test in a transaction that is never kept."""

import gc
import os
from contextlib import ExitStack
from contextvars import Context

import pytest
from _pytest.nodeid import coerce_node_id
from flask.testing import FlaskClient

from engines.launch import adopt_orphans
from tests import clocked
from tests.engines import broker, database, engines, settings_for
from tests.post import Post, free_port

pytest_plugins = ["tests.living"]
# Minutes in one process; what begins last should be short. The rest stays in the order of chance.
LONGEST = (
    "@pages", "@years", "@journeys", "@archive", "@start", "@faults", "@paper", "@sealing", "test_migrations",
    "test_nothing_leaks", "test_races", "test_privacy", "test_doors", "@town",
)  # fmt: skip


def pytest_addoption(parser):
    words = "the moment it is for tests that start no program, such as 2028-02-29T23:40"
    parser.addoption("--on", metavar="MOMENT", help=words)


def pytest_configure(config):
    if config.option.on:
        clocked.start(config.option.on)
    is_one_of_many = hasattr(config, "workerinput")
    if is_one_of_many or config.option.collectonly or config.option.help:
        return
    adopt_orphans()
    stack = ExitStack()
    config.add_cleanup(stack.close)
    stack.enter_context(engines())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest first. Groups would fall apart: pytest 9.2 does not look where xdist 3.8 writes them."""
    for item in items:
        if grouped := vars(item).get("_nodeid"):
            item._id = coerce_node_id(grouped)
    items.sort(key=lambda item: [name not in item.nodeid for name in LONGEST])


def pytest_collection_finish():
    """What was loaded by now stays until the end; nobody needs to look again whether it is still used."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def process(worker_id):
    """The number of this test process: 0 or 1 with `-n 2`."""
    return int(worker_id.removeprefix("gw")) if worker_id != "master" else 0


@pytest.fixture(scope="session")
def mail_port():
    return free_port()


@pytest.fixture(scope="session")
def settings(process, mail_port):
    """The environment of the application, with a database of this test process."""
    with database(f"collab_test_{process}") as name:
        mail = f"smtp://127.0.0.1:{mail_port}"
        given = settings_for(name, MAIL_URL=mail, BROKER_URL=broker(process))
        before = dict(os.environ)
        os.environ.update(given)
        yield given
        os.environ.clear()
        os.environ.update(before)


class Visitor(FlaskClient):
    """A browser: its requests share neither session nor `g` with the test, as in production."""

    def open(self, *what, **how):
        from collab.db import db

        db.session.commit()
        answer = Context().run(super().open, *what, **how)
        db.session.expire_all()
        return answer


@pytest.fixture(scope="session")
def app(settings):
    from collab import create_app

    app = create_app(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    app.test_client_class = Visitor
    return app


@pytest.fixture
def session(app):
    """Commits of the test and of its requests are savepoints in one transaction, undone at the end."""
    from collab.db import db

    app.extensions["celery"].set_current()  # an app that another test made may have taken its place
    with app.app_context():
        real = db.engines[None]
        factory = db.session.session_factory
        with real.connect() as connection, connection.begin() as outer:
            db.engines[None] = connection
            factory.configure(join_transaction_mode="create_savepoint")
            try:
                yield db.session
            finally:
                db.session.remove()
                factory.configure(join_transaction_mode="conditional_savepoint")
                db.engines[None] = real
                outer.rollback()


@pytest.fixture
def client(app, session):
    return app.test_client()


@pytest.fixture
def smtp(mail_port):
    """Where the application's mail arrives; without it nobody listens there."""
    with Post(mail_port) as post:
        yield post
