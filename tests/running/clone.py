"""A clone of one's own, in a folder with a space, with the packages that are already installed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from engines.places import ROOT, engine_home
from tests.engines import eventually
from tests.post import free_port

GIVEN = (
    "DATABASE_URL",
    "OWNER_DATABASE_URL",
    "BROKER_URL",
    "MAIL_URL",
    "SECRET_KEY",
    "BASE_URL",
    "FLASK_APP",
)


class Clone:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = engine_home(folder)
        self.output = folder.with_name("output")
        listed = subprocess.check_output(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT
        )
        for name in filter(None, listed.decode().split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in GIVEN}
        return {**kept, "COLLAB_VENV": sys.prefix}

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Running, with its address in `url` once it says it has one."""
        with self.output.open("wb") as output:
            running = subprocess.Popen([self.folder / "start", *words], cwd="/", env=self.env, stdout=output)
        eventually(lambda: "Stop with Ctrl-C" in self.told or running.poll() is not None, 120)
        assert running.poll() is None, self.told
        return running

    @property
    def told(self) -> str:
        return self.output.read_text()

    @property
    def url(self) -> str:
        return self.told.partition("Collab runs at")[2].split()[0]

    def call(self, *words: str, cwd: Path | str = "/") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.folder / "start", *words], cwd=cwd, env=self.env,
            check=False, capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    def programs(self, name: str = "") -> list[int]:
        """What runs of this clone, seen from outside: by folder, arguments or environment."""
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and int(entry.name) != os.getpid() and self._is_ours(entry, name)
        ]

    def _is_ours(self, entry: Path, name: str) -> bool:
        try:
            if entry.joinpath("stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
            command = entry.joinpath("cmdline").read_text().replace("\0", " ")
            seen = command + entry.joinpath("environ").read_text() + os.readlink(entry / "cwd")
        except OSError:
            return False
        return name in command and (str(self.folder) in seen or str(self.home) in seen)

    def remove(self) -> None:
        for pid in self.programs():
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.home, ignore_errors=True)


def taken_port() -> tuple[int, socket.socket]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", free_port()))
    listener.listen()
    return listener.getsockname()[1], listener
