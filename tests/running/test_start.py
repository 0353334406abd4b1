"""One command starts everything, and leaves nothing behind."""

import json
import os
import signal
import subprocess
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.engines import eventually
from tests.running.clone import Clone, taken_port

pytestmark = pytest.mark.xdist_group("start")

ASK = """
import os, sys, psycopg
url = os.environ["OWNER_DATABASE_URL"].replace("+psycopg", "")
psycopg.connect(url, autocommit=True).execute(sys.argv[1])
"""
WRITE, READ = "create table if not exists kept (it int)", "select * from kept"


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    clone = Clone(tmp_path_factory.mktemp("a home") / "collab")
    yield clone
    clone.remove()


def status(url: str) -> int:
    return build_opener(ProxyHandler({})).open(url, timeout=10).status


def works(clone: Clone, statement: str) -> bool:
    return clone.call("run", "python", "-c", ASK, statement).returncode == 0


def test_a_command_runs_with_the_engines_down(clone, tmp_path):
    (tmp_path / "note.txt").write_text("from the caller's folder")
    told = clone.call(
        "run", "python", "-c", "import sys; print(open('note.txt').read()); sys.exit(7)", cwd=tmp_path
    )
    assert (told.stdout, told.returncode) == ("from the caller's folder\n", 7), told.stderr
    assert clone.programs() == []


def test_it_starts_says_so_twice_and_stops_without_a_trace(clone):
    assert works(clone, WRITE)
    port, listener = taken_port()
    with listener:
        running = clone.start("--fresh", "--empty", "--port", str(port))
    assert f"Port {port} is taken" in clone.told
    assert status(f"{clone.url}/health") == 200
    assert not works(clone, READ)
    again = clone.call()
    assert f"already running: {clone.url}" in again.stdout
    assert again.returncode == 0
    assert clone.call("--fresh").returncode == 1
    the_worker_comes_back(clone)
    running.send_signal(signal.SIGTERM)
    assert running.wait(30) == 0
    assert clone.programs() == []


def the_worker_comes_back(clone: Clone) -> None:
    name = "celery -A worker worker"
    fallen = clone.programs(name)
    os.kill(min(fallen), signal.SIGKILL)
    eventually(lambda: "The worker stopped (SIGKILL). It starts again" in clone.told)
    eventually(lambda: set(clone.programs(name)) - set(fallen))


def test_after_a_hard_end_it_cleans_up_and_has_kept_everything(clone):
    running = clone.start("--empty")
    assert works(clone, WRITE)
    sockets = Path(json.loads((clone.folder / "var/running.json").read_text())["sockets"])
    frozen = clone.programs("engines.mailbox")[0]
    os.kill(frozen, signal.SIGSTOP)
    running.kill()
    running.wait()
    eventually(lambda: clone.programs() == [frozen], 90)
    assert works(clone, READ)
    assert clone.programs() == []
    assert not sockets.exists()


def test_the_folders_above_stay_closed(clone):
    above = clone.folder.parent
    assert above.stat().st_mode & 0o077 == 0
    assert subprocess.run(["git", "status"], cwd=above, check=False, capture_output=True).returncode
