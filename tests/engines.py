"""The engines of a test run: started once by the first process, shared by all, gone when it is."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from redis import Redis
from sqlalchemy.engine import URL, make_url

from engines.launch import Program
from engines.places import ROOT, drop_short_folder, own_folder, owner, short_folder
from engines.postgres import APP_ROLE, FOR_A_WHILE, OWNER_ROLE, Postgres, provide
from engines.valkey import Valkey

TEMPLATE = "collab_template"
# From the first process to the others:
SERVER, BROKER, BROKEN = "COLLAB_TEST_SERVER", "COLLAB_TEST_BROKER", "COLLAB_TEST_BROKEN"
AN_HOUR = 3600
MAIL_AT_NOBODY = "smtp://127.0.0.1:9"


@contextmanager
def engines() -> Iterator[None]:
    """The embedded ones, or the servers of DATABASE_URL (whose role may make databases) and BROKER_URL."""
    started: list[subprocess.Popen[bytes]] = []
    who = owner()
    _sweep_up()
    home = own_folder(Path(tempfile.mkdtemp(prefix="collab-tests-", dir="/tmp")), who)
    sockets = short_folder(who)
    try:
        for variable, given, engine in (
            (SERVER, "DATABASE_URL", Postgres(home, sockets, who, options=FOR_A_WHILE)),
            (BROKER, "BROKER_URL", Valkey(home, sockets, who)),
        ):
            os.environ[variable] = os.environ.get(given) or _start(engine, home, started)
        _make_template()
        yield
    finally:
        for child in reversed(started):
            child.terminate() if child is not started[0] else child.send_signal(2)
            child.wait(10)
        drop_short_folder(sockets)
        shutil.rmtree(home, ignore_errors=True)


def _sweep_up() -> None:
    """Folders of runs that were killed; their engines died with them."""
    for home in Path("/tmp").glob("collab-tests-*"):
        with suppress(OSError):
            if time.time() - home.stat().st_mtime > AN_HOUR and not any(home.glob("postgres/postmaster.pid")):
                shutil.rmtree(home)


def _start(engine: Postgres | Valkey, home: Path, started: list[subprocess.Popen[bytes]]) -> str:
    engine.prepare()
    log = ROOT / "var" / "log" / f"tests-{type(engine).__name__.lower()}.log"
    child = engine.program(log).launch()
    started.append(child)
    eventually(lambda: engine.answers() or child.poll() is not None)
    assert child.poll() is None, log.read_text()[-3000:]
    return engine.url("postgres", "postgres") if isinstance(engine, Postgres) else engine.url()


def eventually(holds, seconds: float = 30.0, pause: float = 0.05):
    """Wait until it holds and give what it answered; a test that waits in vain fails with a sentence."""
    deadline = time.monotonic() + seconds
    while not (answer := holds()):
        assert time.monotonic() < deadline, f"still not so after {seconds:.0f} seconds"
        time.sleep(pause)
    return answer


def server() -> URL:
    return make_url(os.environ[SERVER])


def as_role(role: str, database: str) -> str:
    """Its address for one of our two roles; on a server with passwords we stay who we are."""
    url = server().set(database=database)
    return (url if url.password else url.set(username=role)).render_as_string(hide_password=False)


def settings_for(database: str, **more: str) -> dict[str, str]:
    settings = {
        "DATABASE_URL": as_role(APP_ROLE, database),
        "OWNER_DATABASE_URL": as_role(OWNER_ROLE, database),
        "BROKER_URL": os.environ[BROKER],
        "MAIL_URL": MAIL_AT_NOBODY,
        "SECRET_KEY": "only-for-tests-" * 3,
        "BASE_URL": "http://127.0.0.1:8000",
        "MAIL_RESTS": "0",  # tests run at night too
        "FLASK_APP": str(ROOT / "wsgi.py"),
        "PYTHONPATH": str(ROOT),
    }
    return {**settings, **more}


def admin() -> psycopg.Connection:
    url = server().set(drivername="postgresql")
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


def _make_template() -> None:
    with admin() as connection:
        connection.execute(f"drop database if exists {TEMPLATE} with (force)")
        provide(connection, TEMPLATE)
    try:
        flask("db", "upgrade", settings=settings_for(TEMPLATE))
    except AssertionError as broken:  # tests that need no database still tell something
        os.environ[BROKEN] = str(broken)[-3000:]


def flask(*words: str, settings: dict[str, str]) -> str:
    """A command of the application, and what it printed."""
    told = subprocess.run(
        [sys.executable, "-m", "flask", *words], cwd=ROOT, env={**os.environ, **settings},
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert told.returncode == 0, f"flask {' '.join(words)}:\n{told.stdout}{told.stderr}"
    return told.stdout


@contextmanager
def database(name: str) -> Iterator[str]:
    """A migrated database of one's own."""
    assert BROKEN not in os.environ, os.environ[BROKEN]
    words = {
        "name": sql.Identifier(name),
        "template": sql.Identifier(TEMPLATE),
        "owner": sql.Identifier(OWNER_ROLE),
    }
    with admin() as connection:
        connection.execute("select pg_advisory_lock(7)")  # a template has one visitor at a time
        connection.execute(sql.SQL("drop database if exists {name} with (force)").format(**words))
        connection.execute(
            sql.SQL("create database {name} template {template} owner {owner}").format(**words)
        )
    try:
        yield name
    finally:
        with admin() as connection:
            connection.execute(sql.SQL("drop database if exists {name} with (force)").format(**words))


def broker(number: int) -> str:
    """One of the numbered databases of the broker, emptied."""
    url = os.environ[BROKER]
    if not url.startswith("redis+socket"):
        return f"{url.rpartition('/')[0]}/{number}"
    path = url.removeprefix("redis+socket://").partition("?")[0]
    with Redis(unix_socket_path=path, db=number) as valkey:
        valkey.flushdb()
    return f"redis+socket://{path}?virtual_host={number}"


def launch(name: str, *words: str, settings: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    """A program of the application that dies with this test process."""
    program = Program(name, [sys.executable, "-m", *words], folder / f"{name}.log", env=settings)
    return program.launch()
