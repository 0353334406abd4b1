"""The whole house, living: web server, worker, clock and mail as in production, and a browser to visit it."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from engines.authority import kept_seal
from engines.surroundings import answers
from tests.engines import broker, database, eventually, flask, launch, settings_for
from tests.post import Post, free_port

CHROMIUM = "/usr/bin/chromium"
QUIETLY = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
CELERY = ("celery", "-A", "worker")
PROGRAMS = {
    "worker": (*CELERY, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "-l", "INFO"),
    "clock": (*CELERY, "beat", "--scheduler", "celery.beat:Scheduler", "-l", "INFO"),
}


class Living:
    """`url` to visit, `post` where mail arrives, `flask(…)` for commands, `kill("worker")` for trouble."""

    def __init__(self, name: str, number: int, folder: Path, post: Post) -> None:
        self.folder, self.post = folder, post
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        seal = kept_seal(folder, "Gemeente Lindendal")
        self.settings = settings_for(
            name, MAIL_URL=post.url, BROKER_URL=broker(number), BASE_URL=self.url, VAR=str(folder),
            RATELIMIT_ENABLED="0", WEB_CONCURRENCY="1", **seal.settings,
        )  # fmt: skip
        web = ("gunicorn", "--bind", f"127.0.0.1:{self.port}", "wsgi:app")
        self.programs = {"web": web, **PROGRAMS}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, *names: str) -> None:
        for name in names or self.programs:
            self.running[name] = launch(
                name, *self.programs[name], settings=self.settings, folder=self.folder
            )
        if not names or "web" in names:
            eventually(lambda: answers(self.port, "/health") or self.running["web"].poll() is not None)
        fallen = [name for name, child in self.running.items() if child.poll() is not None]
        assert not fallen, "\n".join(self.log(name)[-3000:] for name in fallen)

    def stop(self, *names: str, how: signal.Signals = signal.SIGTERM) -> None:
        for name in names or tuple(self.running):
            os.kill(self.running[name].pid, how)
        for name in names or tuple(self.running):
            self._bury(self.running.pop(name))

    def kill(self, name: str) -> None:
        """As a power cut would: the program and all it started, at once."""
        os.killpg(self.running[name].pid, signal.SIGKILL)
        self._bury(self.running.pop(name))

    def _bury(self, child: subprocess.Popen[bytes]) -> None:
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait(5)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def flask(self, *words: str) -> str:
        return flask(*words, settings=self.settings)


@pytest.fixture(scope="session")
def live(process, tmp_path_factory) -> Iterator[Living]:
    """One living house per test process; what happens in it stays, so tests bring their own people."""
    folder = tmp_path_factory.mktemp("live")
    with database(f"collab_live_{process}") as name, Post(free_port()) as post:
        living = Living(name, 20 + process, folder, post)
        living.start()
        try:
            yield living
        finally:
            living.stop()


@pytest.fixture
def own_app(settings, process, monkeypatch):
    """The application on a database of its own, where a commit is a commit: for races between two people."""
    from collab import create_app
    from collab.db import db

    with database(f"collab_own_{process}") as name:
        monkeypatch.setenv("DATABASE_URL", settings_for(name)["DATABASE_URL"])
        app = create_app(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=list(QUIETLY))
        yield chromium
        chromium.close()
