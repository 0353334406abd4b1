"""What ./start and ./test say while they work."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE = 10.0  # between two lines where nobody watches a terminal


def say(line: str = "") -> None:
    _write(f"{line}\n")


def leave_output_alone() -> None:
    """What we say goes beside the output of a command that runs in our place."""
    sys.stdout = sys.stderr


def _write(words: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(words)
        sys.stdout.flush()


class Progress:
    """One line that counts the seconds on a terminal, and a line now and then elsewhere."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.began = self.told = time.monotonic()
        self.live = sys.stdout.isatty()

    @property
    def seconds(self) -> int:
        return int(time.monotonic() - self.began)

    def tick(self) -> None:
        if self.live:
            _write(f"\r{self.label}… {self.seconds} s ")
        elif time.monotonic() - self.told > PATIENCE:
            self.told = time.monotonic()
            say(f"{self.label}… {self.seconds} s")

    def end(self, word: str = "done") -> None:
        line = f"{self.label}: {word}" + (f" ({self.seconds} s)" if self.seconds else "")
        if self.live:
            _write("\r" + line.ljust(len(self.label) + 16) + "\n")
        else:
            say(line)


@contextlib.contextmanager
def progress(label: str) -> Iterator[Progress]:
    line = Progress(label)
    try:
        yield line
    except BaseException:
        line.end("stopped")
        raise
    line.end()


def wait(until: Callable[[], bool], line: Progress, seconds: float) -> bool:
    """Wait with a deadline, showing that we do."""
    deadline = time.monotonic() + seconds
    while not until():
        if time.monotonic() > deadline:
            return False
        line.tick()
        time.sleep(0.05)
    return True


def last_lines(log: Path, count: int = 15) -> str:
    if not log.is_file():
        return ""
    lines = log.read_text(errors="replace").splitlines()[-count:]
    return "\n".join(f"  {line}" for line in lines)
