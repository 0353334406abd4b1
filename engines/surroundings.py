"""What the application finds around it: engines of ours, or the servers that the settings name."""

import os
import secrets
import socket
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from engines.authority import kept_seal
from engines.console import progress
from engines.launch import Program
from engines.places import LOGS, ROOT, VAR, engine_home, owner, short_folder
from engines.postgres import OWNER_ROLE, Postgres
from engines.record import Record
from engines.supervisor import Supervisor
from engines.valkey import Valkey

PYTHON = [sys.executable]


class Surroundings:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None
        given = os.environ
        if not (given.get("DATABASE_URL") and given.get("BROKER_URL")):
            who = owner()
            sockets = short_folder(who)
            record.sockets = str(sockets)
            if not given.get("DATABASE_URL"):
                self.postgres = Postgres(engine_home(), sockets, who)
            if not given.get("BROKER_URL"):
                self.valkey = Valkey(engine_home(), sockets, who)
        self.mail_port = 0 if given.get("MAIL_URL") else free_port(1025)
        self.mailbox_port = 0 if given.get("MAIL_URL") else free_port(8025)
        if self.mailbox_port:
            record.mailbox = f"http://127.0.0.1:{self.mailbox_port}"

    def settle(self, port: int) -> None:
        """Write down the settings; each may come from outside."""
        settings = {
            "BASE_URL": os.environ.get("BASE_URL") or f"http://127.0.0.1:{port}",
            "SECRET_KEY": os.environ.get("SECRET_KEY") or _kept_secret(),
            "VAR": str(VAR),
            "PYTHONPATH": str(ROOT),
            "PYTHONSAFEPATH": "1",
            "PYTHONUNBUFFERED": "1",
            "FLASK_APP": str(ROOT / "wsgi.py"),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        }
        if self.postgres:
            settings["DATABASE_URL"] = self.postgres.url()
            settings["OWNER_DATABASE_URL"] = self.postgres.url(OWNER_ROLE)
            settings |= _test_seal()
        if self.valkey:
            settings["BROKER_URL"] = self.valkey.url()
        if self.mail_port:
            settings["MAIL_URL"] = f"smtp://127.0.0.1:{self.mail_port}"
            settings["MAIL_RESTS"] = "0"  # who tries this in the evening sees the mail come
        self.record.settings = settings
        self.record.save()

    def start(self, supervisor: Supervisor) -> None:
        with progress("Starting the database, the broker and the mailbox") as line:
            engines: list[Postgres | Valkey] = [one for one in (self.postgres, self.valkey) if one]
            for engine in engines:
                engine.prepare()
                program = engine.program(LOGS / f"{type(engine).__name__.lower()}.log")
                supervisor.await_answer(supervisor.start(program), engine.answers, line, 60)
            if self.postgres:
                self.postgres.provide()
            if self.mail_port:
                mailbox = supervisor.start(self._mailbox())
                supervisor.await_answer(mailbox, lambda: answers(self.mailbox_port), line, 20)

    def _mailbox(self) -> Program:
        ports = ["--smtp", str(self.mail_port), "--web", str(self.mailbox_port)]
        command = [*PYTHON, "-m", "engines.mailbox", *ports, "--folder", str(VAR / "mail")]
        return Program("mailbox", command, LOGS / "mailbox.log")


def free_port(first: int) -> int:
    for port in range(first, first + 200):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"Every port from {first} to {first + 199} is taken.")


def answers(port: int, path: str = "/") -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status > 0
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _test_seal() -> dict[str, str]:
    """For trying out, beside a database of ours: unless somebody brought a seal of their own."""
    if os.environ.get("SEAL_KEY") or os.environ.get("SEAL_CERTIFICATE"):
        return {}
    return kept_seal(VAR / "seal", os.environ.get("ORGANISATION") or "Gemeente Lindendal").settings


def _kept_secret() -> str:
    """Made once, so that signed-in people stay so over a restart."""
    file = VAR / "secret"
    if not file.exists() or len(file.read_text()) < 32:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as secret:
            secret.write(secrets.token_urlsafe(48))
    return file.read_text()
