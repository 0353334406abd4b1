"""./start: the whole application under one supervisor, or one command of it against the same engines."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from engines.console import Progress, leave_output_alone, progress, say, wait
from engines.install import USAGE
from engines.launch import Program, die_with_me, send
from engines.places import LOGS, ROOT, VAR, drop_short_folder, engine_home, ensure_var
from engines.record import NOTE, Record, take_lock
from engines.supervisor import Failed, Stopped, Supervisor
from engines.surroundings import PYTHON, Surroundings, answers, free_port

FLASK = [*PYTHON, "-m", "flask", "--app", "wsgi"]
MODULES = {"flask", "celery", "gunicorn", "python"}


def main(words: list[str]) -> int:
    ensure_var()
    if words[:1] == ["run"]:
        return run_command(words[1:])
    parser = argparse.ArgumentParser(prog="./start", usage=USAGE, add_help=False)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(words)
    lock = take_lock()
    if lock is None:
        return _already_running(options.fresh)
    with lock:
        return _start(options)


def _already_running(fresh: bool) -> int:
    record = Record.read()
    if record is None or not record.ready or record.kind != "start":
        say("Collab is being started here, or a command runs against it. Please try again in a moment.")
        return 1
    say(f"Collab is already running: {record.address}")
    if record.mailbox:
        say(f"Its mail can be read at {record.mailbox}")
    say(f"Stop it with Ctrl-C where it was started, or with: kill {record.pid}")
    if fresh:
        say("Stop it first: --fresh throws its data away.")
    return int(fresh)


def _start(options: argparse.Namespace) -> int:
    record, supervisor = _prepare("start")
    try:
        if options.fresh:
            _throw_away()
        port = free_port(options.port)
        if port != options.port:
            say(f"Port {options.port} is taken by another program; Collab takes {port}.")
        around = Surroundings(record)
        around.settle(port)
        around.start(supervisor)
        _migrate(supervisor)
        _start_application(supervisor, port)
        if not options.empty:
            _load_examples(supervisor)
        record.address, record.ready = record.settings["BASE_URL"], True
        record.save()
        _tell(record)
        supervisor.watch()
    except Stopped:
        say("\nStopping…")
        return 0
    except Failed as failed:
        say(str(failed))
        return 1
    finally:
        _finish(supervisor)


def _prepare(kind: str) -> tuple[Record, Supervisor]:
    """With the lock held: whatever stands in the note is dead, or should be."""
    former = Record.read()
    if former is not None and (count := former.clean_up()):
        say(f"The last start was killed. Programs it left behind and that were ended now: {count}.")
    record = Record(kind)
    return record, Supervisor(record)


def _finish(supervisor: Supervisor) -> None:
    supervisor.stop()
    if supervisor.record.sockets:
        drop_short_folder(Path(supervisor.record.sockets))
    NOTE.unlink(missing_ok=True)


def _throw_away() -> None:
    if os.environ.get("DATABASE_URL"):
        sys.exit("--fresh throws away the embedded database only; DATABASE_URL names one of your own.")
    for folder in (engine_home() / "postgres", engine_home() / "valkey"):
        shutil.rmtree(folder, ignore_errors=True)
    for letter in (VAR / "mail").glob("*.eml"):
        letter.unlink()
    say("The data is thrown away; Collab begins again.")


def _migrate(supervisor: Supervisor) -> None:
    with progress("Bringing the database up to date") as line:
        program = Program("database migration", [*FLASK, "db", "upgrade"], LOGS / "migration.log")
        supervisor.complete(program, line, 300)


def _start_application(supervisor: Supervisor, port: int) -> None:
    celery = [*PYTHON, "-m", "celery", "-A", "worker"]
    gunicorn = [*PYTHON, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    crew = ["worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    clock = ["beat", "--scheduler", "celery.beat:Scheduler", "--loglevel", "INFO"]
    with progress("Starting the web server, the worker and the clock") as line:
        server = Program("web server", gunicorn, LOGS / "web.log", hurry=signal.SIGQUIT)
        server.orphaned = signal.SIGKILL  # a farewell can be missed; its workers end when it does
        web = supervisor.start(server)
        # Left alone with a broker that has gone, a worker waits for it; its children end when it does.
        worker = Program("worker", [*celery, *crew], LOGS / "worker.log", hurry=signal.SIGQUIT)
        worker.orphaned = signal.SIGKILL
        supervisor.start(worker)
        supervisor.start(Program("clock", [*celery, *clock], LOGS / "clock.log"))
        supervisor.await_answer(web, lambda: answers(port, "/health"), line, 90)


def _load_examples(supervisor: Supervisor) -> None:
    with progress("Loading the examples") as line:
        examples = Program("examples", [*FLASK, "examples", "load"], LOGS / "examples.log")
        supervisor.complete(examples, line, 300)


def _tell(record: Record) -> None:
    asked = subprocess.run(
        [*FLASK, "examples", "people"], check=False, cwd=ROOT, env={**os.environ, **record.settings},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    say()
    say(f"Collab runs at   {record.address}")
    if record.mailbox:
        say(f"Mail arrives at  {record.mailbox}")
    if record.settings.get("SEAL_KEY"):
        say("Signed papers get a test seal, made for this folder: nobody outside trusts it.")
    say()
    if asked.returncode:
        say(f"The example people could not be listed:\n{asked.stderr.strip()}")
    elif asked.stdout.strip():
        say("Sign in as one of these people, with the password behind the address or with a link by mail:")
        say()
        say(asked.stdout.rstrip())
    say()
    say("Stop with Ctrl-C.")


def run_command(words: list[str]) -> int:
    if not words:
        sys.exit("Which command? For example: ./start run flask --help")
    leave_output_alone()
    lock = _lock_or_ready(Progress("Waiting for the engines"))
    if lock is None:
        record = Record.read()
        assert record is not None
        return _in_foreground(words, record.settings)
    with lock:
        record, supervisor = _prepare("run")
        try:
            around = Surroundings(record)
            around.settle(8000)
            around.start(supervisor)
            _migrate(supervisor)
            return _in_foreground(words, record.settings)
        except Stopped:
            return 130
        except Failed as failed:
            say(str(failed))
            return 1
        finally:
            _finish(supervisor)


def _lock_or_ready(line: Progress) -> IO[str] | None:
    """Ours to start the engines, or None when a running ./start offers its own."""
    found: list[IO[str]] = []

    def settled() -> bool:
        record = Record.read()
        if lock := take_lock():
            found.append(lock)
        return bool(found) or (record is not None and record.kind == "start" and record.ready)

    if not wait(settled, line, 600):
        sys.exit("Another command still uses the engines after ten minutes.")
    return found[0] if found else None


def _in_foreground(words: list[str], settings: dict[str, str]) -> int:
    """Its input, output, folder and exit code are the caller's."""
    if words[0] in MODULES:
        words = [*PYTHON, *(["-m", words[0]] if words[0] != "python" else []), *words[1:]]
    env = {**os.environ, **settings}
    program = shutil.which(words[0], path=env["PATH"])
    if program is None:
        say(f"There is no command {words[0]}.")
        return 127
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to the command as well
    child = subprocess.Popen([program, *words[1:]], env=env, preexec_fn=die_with_me(signal.SIGTERM))
    for what in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(what, lambda number, _frame: send(child.pid, signal.Signals(number)))
    code = child.wait()
    return code if code >= 0 else 128 - code
