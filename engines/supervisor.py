"""Keeps programs running, and leaves none behind."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

from engines.console import Progress, last_lines, say, wait
from engines.launch import Program, adopt_orphans, descendants, send
from engines.record import MARK, Record

CALM = 60.0  # seconds up after which a fall is forgotten
LONGEST = 30.0  # seconds between two attempts
FINISH, HURRY = 15.0, 3.0  # seconds to end in


class Stopped(BaseException):
    """Someone asked us to stop."""


class Failed(Exception):
    """A program without which there is nothing to run."""

    def __init__(self, program: Program, how: str) -> None:
        super().__init__(f"The {program.name} {how}. The end of {program.log}:\n{last_lines(program.log)}")


@dataclass
class Running:
    program: Program
    child: subprocess.Popen[bytes]
    since: float
    falls: int = 0
    again_at: float | None = None


class Supervisor:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.running: list[Running] = []
        self.asked = 0
        adopt_orphans()
        for what in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(what) is not signal.SIG_IGN or what is not signal.SIGHUP:
                signal.signal(what, self._stop_asked)

    def _stop_asked(self, _number: int, _frame: FrameType | None) -> None:
        self.asked += 1
        if self.asked == 1:
            raise Stopped

    def start(self, program: Program) -> Running:
        child = self._launch(program)
        running = Running(program, child, time.monotonic())
        self.running.append(running)
        return running

    def _launch(self, program: Program) -> subprocess.Popen[bytes]:
        program.env = {**self.record.settings, **program.env, MARK: self.record.mark}
        child = program.launch()
        self.record.note(program.name, child.pid)
        return child

    def complete(self, program: Program, line: Progress, seconds: float) -> None:
        """Run something to its end, or stop with what it said."""
        program.log.unlink(missing_ok=True)
        running = self.start(program)
        ended = wait(lambda: running.child.poll() is not None, line, seconds)
        if not ended or running.child.returncode:
            raise Failed(program, "failed" if ended else "did not finish in time")
        self.running.remove(running)

    def await_answer(self, running: Running, answers: object, line: Progress, seconds: float) -> None:
        def settled() -> bool:
            return running.child.poll() is not None or bool(answers())  # type: ignore[operator]

        if not wait(settled, line, seconds):
            raise Failed(running.program, "does not answer")
        if running.child.poll() is not None:
            raise Failed(running.program, "stopped at once")

    def watch(self) -> NoReturn:
        while True:
            for running in self.running:
                self._look_after(running)
            self._reap_orphans()
            time.sleep(0.2)

    def _look_after(self, running: Running) -> None:
        if running.again_at is not None:
            if time.monotonic() >= running.again_at:
                running.again_at = None
                running.child, running.since = self._launch(running.program), time.monotonic()
        elif running.child.poll() is not None:
            self._fell(running)

    def _fell(self, running: Running) -> None:
        if time.monotonic() - running.since > CALM:
            running.falls = 0
        pause = min(LONGEST, 2.0**running.falls)
        running.falls += 1
        running.again_at = time.monotonic() + pause
        send(running.child.pid, signal.SIGKILL, group=True)
        how = _how(running.child.returncode)
        say(
            f"{time.strftime('%H:%M:%S')} The {running.program.name} stopped ({how}). "
            f"It starts again in {pause:.0f} s. More in {running.program.log}"
        )

    def _reap_orphans(self) -> None:
        ours = {running.child.pid for running in self.running}
        with contextlib.suppress(ChildProcessError):
            while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if ended.si_pid in ours:
                    return
                os.waitpid(ended.si_pid, 0)

    def stop(self) -> None:
        """The last started first: the application before its engines. A second signal hurries."""
        self.asked = max(self.asked, 1)
        engines = [r for r in self.running if r.program.name in ("database", "broker", "mailbox")]
        self._end([r for r in self.running if r not in engines])
        self._end([r for r in engines if r.program.name == "mailbox"])
        self._end([r for r in engines if r.program.name != "mailbox"])
        deadline = time.monotonic() + HURRY
        while (left := descendants()) and time.monotonic() < deadline:
            for pid in left:
                send(pid, signal.SIGKILL)
            self.running.clear()
            self._reap_orphans()
            time.sleep(0.02)

    def _end(self, group: list[Running]) -> None:
        for farewell, seconds in (("farewell", FINISH), ("hurry", HURRY), (None, HURRY)):
            for running in group:
                if running.child.poll() is None:
                    what = getattr(running.program, farewell) if farewell else signal.SIGKILL
                    send(running.child.pid, what, group=farewell is None)
            deadline = time.monotonic() + seconds
            while any(r.child.poll() is None for r in group) and time.monotonic() < deadline:
                if farewell == "farewell" and self.asked > 1:
                    break
                time.sleep(0.02)


def _how(code: int) -> str:
    if code >= 0:
        return f"code {code}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
