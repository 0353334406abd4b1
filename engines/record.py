"""Who is running here: a lock that dies with its holder, and a note of what the holder launched."""

import contextlib
import fcntl
import json
import os
import secrets
import signal
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from engines.launch import send
from engines.places import VAR, drop_short_folder

NOTE, LOCK = VAR / "running.json", VAR / "lock"
MARK = "COLLAB_RUN"  # in the environment of all we launch


@dataclass
class Record:
    """What the next start must know to use this one, or to clean up after it."""

    kind: str  # "start" or "run"
    pid: int = field(default_factory=os.getpid)
    boot: str = field(default_factory=lambda: Path("/proc/sys/kernel/random/boot_id").read_text().strip())
    mark: str = field(default_factory=lambda: secrets.token_hex(8))
    sockets: str = ""
    address: str = ""
    mailbox: str = ""
    ready: bool = False
    settings: dict[str, str] = field(default_factory=dict)
    launched: dict[str, tuple[int, int]] = field(default_factory=dict)  # name: number and birth

    def save(self) -> None:
        new = NOTE.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(self), file)
        new.replace(NOTE)

    def note(self, name: str, pid: int) -> None:
        self.launched[name] = (pid, birth(pid))
        self.save()

    @staticmethod
    def read() -> "Record | None":
        with contextlib.suppress(OSError, ValueError, TypeError):
            return Record(**json.loads(NOTE.read_text()))
        return None

    def clean_up(self) -> int:
        """End what a killed start left behind. PostgreSQL ends its own left-over, gently."""
        ours = self.left_over()
        for farewell, seconds in ((signal.SIGTERM, 4.0), (signal.SIGKILL, 4.0)):
            for pid in self.left_over():
                send(pid, farewell)
            deadline = time.monotonic() + seconds
            while self.left_over() and time.monotonic() < deadline:
                time.sleep(0.05)
        if self.sockets:
            drop_short_folder(Path(self.sockets))
        return len(ours)

    def left_over(self) -> set[int]:
        marked = {pid for pid in _all() if pid != os.getpid() and self._has_mark(pid)}
        if self.boot != Record("").boot:
            return marked
        known = {
            pid for name, (pid, born) in self.launched.items() if name != "database" and birth(pid) == born
        }
        return {pid for pid in marked | known if birth(pid)}

    def _has_mark(self, pid: int) -> bool:
        try:
            return f"{MARK}={self.mark}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            return False


def take_lock() -> IO[str] | None:
    """The lock, or None when someone holds it. Keep the file open: closing it lets go."""
    file = LOCK.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def birth(pid: int) -> int:
    """When a living program began, in ticks since the machine did; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if fields[0] in "ZX" else int(fields[19])


def _all() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
