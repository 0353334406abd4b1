"""Programs that never outlive the one who launched them."""

import contextlib
import ctypes
import os
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engines.places import ROOT, Owner

SET_PDEATHSIG, SET_CHILD_SUBREAPER = 1, 36
HEARD = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)  # a shell's "&" may have silenced some
LARGE = 5_000_000

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass
class Program:
    """Something that should be running."""

    name: str
    command: list[str]
    log: Path
    env: dict[str, str] = field(default_factory=dict)
    owner: Owner | None = None
    farewell: signal.Signals = signal.SIGTERM  # finish what you do
    hurry: signal.Signals = signal.SIGTERM  # stop now
    orphaned: signal.Signals | None = None  # when the launcher is gone; if not said, as in a hurry

    def launch(self) -> subprocess.Popen[bytes]:
        _keep_small(self.log)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command,
                env={**os.environ, **self.env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_me(self.orphaned or self.hurry),
                **{"cwd": ROOT, **running_as(self.owner)},
            )


def running_as(owner: Owner | None) -> dict[str, Any]:
    """What subprocess must be told to run something as the engines' user."""
    if owner is None or owner.is_me:
        return {}
    return {"cwd": "/", "user": owner.uid, "group": owner.gid, "extra_groups": [], "umask": 0o077}


def die_with_me(farewell: signal.Signals) -> Callable[[], None]:
    launcher = os.getpid()

    def before_it_starts() -> None:
        for what in HEARD:
            signal.signal(what, signal.SIG_DFL)
        _libc.prctl(SET_PDEATHSIG, int(farewell), 0, 0, 0)
        if os.getppid() != launcher:
            os._exit(1)

    return before_it_starts


def adopt_orphans() -> None:
    """What our programs leave behind becomes ours, so that we can end it too."""
    _libc.prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def descendants(pid: int | None = None) -> list[int]:
    found: list[int] = []
    for children in Path(f"/proc/{pid or os.getpid()}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, children.read_text().split()):
                found += [child, *descendants(child)]
    return found


def send(pid: int, what: signal.Signals, group: bool = False) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        (os.killpg if group else os.kill)(pid, what)


def _keep_small(log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.is_file() and log.stat().st_size > LARGE:
        log.replace(log.with_suffix(".log.1"))
