"""A house of one's own to break: database, broker, mail server and workers that nobody else uses."""

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from runpy import run_path

import pytest
from redis import Redis
from sqlalchemy import select

from collab.db import db
from collab.notifications.models import Notice
from engines.places import ROOT, drop_short_folder, own_folder, owner, short_folder
from engines.valkey import Valkey
from tests.engines import database, eventually, launch, settings_for
from tests.keeping import app_with, forget, past  # noqa: F401  a fixture
from tests.office import Office
from tests.post import free_port

WORKER = ("celery", "-A", "worker", "worker", "--concurrency", "1", "--without-gossip", "--without-mingle")


class Bell:
    """The broker, which can be wiped, killed and started again."""

    def __init__(self, folder: Path, sockets: Path) -> None:
        self.folder = folder
        self.engine = Valkey(folder, sockets, owner())
        self.engine.prepare()
        self.url = self.engine.url()
        self.start()

    def start(self) -> None:
        self.child = self.engine.program(self.folder / "broker.log").launch()
        eventually(self.engine.answers)

    def wipe(self) -> None:
        with Redis(unix_socket_path=str(self.engine.socket)) as valkey:
            valkey.flushall()

    def kill(self) -> None:
        self.child.kill()
        self.child.wait(10)

    @contextmanager
    def silent(self):
        """It listens and says nothing."""
        self.child.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.child.send_signal(signal.SIGCONT)


class House:
    """`app` is in this process and keeps what it commits; workers are processes of their own."""

    def __init__(self, name: str, folder: Path, office: Office, bell: Bell) -> None:
        self.folder, self.office, self.bell = folder, office, bell
        self.settings = settings_for(name, MAIL_URL=office.url, BROKER_URL=bell.url)
        self.app = app_with(self.settings)
        self.workers: list[subprocess.Popen[bytes]] = []
        self._hired = 0

    def staff(self, count: int) -> list[subprocess.Popen[bytes]]:
        """At least so many workers, ready to work; those of an earlier test stay on."""
        names = [f"worker-{self._hired + n}" for n in range(count - len(self.workers))]
        self._hired += len(names)
        for name in names:
            words = (*WORKER, "-n", f"{name}@here", "-l", "INFO")
            self.workers.append(launch(name, *words, settings=self.settings, folder=self.folder))
        eventually(lambda: all(" ready." in self._log(name) for name in names), seconds=60)
        return list(self.workers)

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """As a power cut would: the worker and its children, at once."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(10)
        self.workers.remove(worker)

    def tick(self, *jobs: str) -> None:
        """What the clock does every minute."""
        with self.app.extensions["celery"].connection_for_write() as line:
            for job in jobs or run_path(str(ROOT / "worker/schedule.py"))["SCHEDULE"]:
                self.app.extensions["celery"].send_task(job, connection=line, ignore_result=True)

    def owed(self) -> int:
        """How many mails nobody sent yet."""
        with self.app.app_context():
            return len(db.session.scalars(select(Notice.id).where(Notice.done_at.is_(None))).all())

    def close(self) -> None:
        for worker in self.workers:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait(10)
        forget(self.app)

    def _log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")


@contextmanager
def bell(folder: Path):
    who = owner()
    sockets, home = short_folder(who), own_folder(Path(short_folder(who)), who)
    bell = Bell(home, sockets)
    try:
        yield bell
    finally:
        bell.kill()
        drop_short_folder(sockets)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def house(process, tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    with database(f"collab_house_{process}") as name, Office(free_port()) as office, bell(folder) as rung:
        house = House(name, folder, office, rung)
        try:
            yield house
        finally:
            house.close()
