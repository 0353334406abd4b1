"""A program of the application at another moment: the moment stands in a file, and moves when the file does.

python -m tests.clocked FILE celery -A worker worker
"""

import os
import runpy
import sys
from datetime import UTC, datetime
from pathlib import Path

import time_machine

from collab import clock


def follow(file: Path) -> None:
    """From now on the house reads its clock from this file, as does whatever imported `now` already."""

    class Moved(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromisoformat(file.read_text()).astimezone(tz or UTC)

    clock.datetime = Moved


def unfollow() -> None:
    clock.datetime = datetime


def start(moment: str) -> None:
    """From now on it is this moment in Amsterdam, and time goes on. Who travels goes where it says."""
    ahead = datetime.fromisoformat(moment).replace(tzinfo=clock.ZONE) - datetime.now(UTC)

    class Ahead(datetime):
        @classmethod
        def now(cls, tz=None):
            here = datetime.now(tz)
            return here if time_machine.traveller_stack else here + ahead

    clock.datetime = Ahead


def move(file: Path, moment: datetime) -> None:
    """In one piece, so that nobody reads half a moment."""
    beside = file.with_suffix(".next")
    beside.write_text(moment.isoformat())
    os.replace(beside, file)


if __name__ == "__main__":
    follow(Path(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
