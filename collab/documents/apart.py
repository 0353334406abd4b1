"""Work on a paper in a process of its own: with limits, without our secrets, and gone when time is up."""

import os
import signal
import subprocess
import sys
import tempfile

TIME_IS_UP = -signal.SIGXCPU


def run(program: str, job: bytes, seconds: float) -> tuple[int, bytes]:
    """How it ended, and what it answered. Its own session and room: nothing of it is left behind."""
    with tempfile.TemporaryDirectory(prefix="paper-") as room:
        return _run((sys.executable, "-I", program), job, room, seconds)


def _run(command: tuple[str, ...], job: bytes, room: str, seconds: float) -> tuple[int, bytes]:
    """It gets none of our secrets to keep but those that stand in its job."""
    surroundings = {"PATH": os.defpath, "TMPDIR": room, "HOME": room}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=room,
        env=surroundings,
        start_new_session=True,
    ) as child:
        try:
            answer, _errors = child.communicate(job, timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            answer, _errors = child.communicate()
            return TIME_IS_UP, answer
        except BaseException:
            os.killpg(child.pid, signal.SIGKILL)
            raise
    return child.returncode, answer
