"""Everything ./start and ./test need, set up when it is missing. Runs before anything is installed."""

import ctypes
import fcntl
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from engines.console import last_lines, leave_output_alone, progress, say
from engines.places import LOGS, ROOT, VAR, ensure_var

USAGE = """
  ./start                 install what is missing and run Collab with example data, until Ctrl-C
  ./start --port 8100     the same on another port (without it: 8000, or the next one that is free)
  ./start --fresh         throw the data of the last time away first
  ./start --empty         without the example people and cooperations
  ./start run COMMAND …   run a command against the same data, for example: ./start run flask --help
  ./start --help          this text

  Your own servers instead of the built-in ones, by environment variables:
  DATABASE_URL (and OWNER_DATABASE_URL for migrations), BROKER_URL, MAIL_URL, SECRET_KEY, BASE_URL
"""
VENV = Path(os.environ.get("COLLAB_VENV") or ROOT / ".venv")
PYTHON = VENV / "bin" / "python"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def main() -> int:
    what, words = sys.argv[1], sys.argv[2:]
    if what == "start" and words[:1] in (["--help"], ["-h"]):
        say(USAGE)
        return 0
    if words[:1] == ["run"]:
        leave_output_alone()
    os.umask(0o022)
    ensure_var()
    with (VAR / "installing").open("w") as lock:
        _wait_for_turn(lock)
        _install(for_tests=what == "test")
    if what == "start":
        os.execv(PYTHON, [str(PYTHON), "-P", "-m", "engines", *words])
    os.environ["COLLAB_CALLER"] = os.getcwd()
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *_for_pytest(words)])
    return 1


def _wait_for_turn(lock: IO[str]) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another ./start or ./test is installing here; waiting for it.")
        fcntl.flock(lock, fcntl.LOCK_EX)


def _install(*, for_tests: bool) -> None:
    lock = "requirements-dev.txt" if for_tests else "requirements.txt"
    if _stamp().get(lock) != _digest(lock):
        _trust_this_machine()
        _make_venv()
        _install_packages(lock)
        # The lock of the tests holds that of the application.
        locks = {lock, "requirements.txt"}
        VENV.joinpath("installed.json").write_text(json.dumps({name: _digest(name) for name in locks}))
    if not _has_pango():
        _install_system("Pango (it draws the PDFs)", PANGO, "Until then everything works, but PDFs wait.")
    if for_tests and not Path("/usr/bin/chromium").exists():
        _install_system("Chromium (for the browser tests)", ("chromium",), "Until then browser tests fail.")
    _compile_texts()


def _stamp() -> dict[str, str]:
    """Which lock was installed last. Empty when the environment does not work (any more)."""
    try:
        noted = json.loads(VENV.joinpath("installed.json").read_text())
    except (OSError, ValueError):
        return {}
    works = os.access(PYTHON, os.X_OK) and PYTHON.exists()
    return noted if works else {}


def _digest(lock: str) -> str:
    parts = [ROOT.joinpath(lock).read_bytes(), platform.machine().encode(), bytes(VENV)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _trust_this_machine() -> None:
    """Some networks have a certificate of their own, which only the machine's list knows."""
    if CERTIFICATES.exists():
        os.environ.setdefault("PIP_CERT", str(CERTIFICATES))
        os.environ.setdefault("UV_SYSTEM_CERTS", "1")


def _make_venv() -> None:
    if _succeeds(PYTHON, "-m", "uv", "--version"):
        return
    pip: list[str | Path] = [PYTHON, "-m", "pip"]
    if not _succeeds(*pip, "--version"):
        shutil.rmtree(VENV, ignore_errors=True)
        pip = _venv_and_pip()
    lock = ROOT / "requirements-installer.txt"
    _do("Installing the installer", *pip, "install", "--require-hashes", "-r", lock)


def _venv_and_pip() -> list[str | Path]:
    """Debian splits Python: its venv and its pip may each be there or not, and one will do."""
    make: list[str | Path] = [sys.executable, "-m", "venv", VENV]
    if not _succeeds(sys.executable, "-c", "import ensurepip"):
        if _succeeds(sys.executable, "-m", "pip", "--version"):
            _do("Making a virtual environment", *make, "--without-pip")
            return [sys.executable, "-m", "pip", "--python", PYTHON]
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        _install_system("Python's own venv", (f"python{version}-venv",), "", needed=True)
    _do("Making a virtual environment", *make)
    return [PYTHON, "-m", "pip"]


def _install_packages(lock: str) -> None:
    os.environ.setdefault("UV_LINK_MODE", "copy")
    install: list[str | Path] = [PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON]
    _do("Installing", *install, "--require-hashes", "-r", ROOT / lock)


def _has_pango() -> bool:
    try:
        ctypes.CDLL("libpango-1.0.so.0")
        ctypes.CDLL("libpangoft2-1.0.so.0")
    except OSError:
        return False
    return True


def _install_system(what: str, packages: tuple[str, ...], meanwhile: str, *, needed: bool = False) -> None:
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        why = "this is not Debian or Ubuntu"
    elif os.geteuid() == 0:
        why = _apt([], install)
    elif _succeeds("sudo", "-n", "true"):
        why = _apt(["sudo", "-n"], install)
    else:
        why = "you may not install system packages here"
    if why:
        say(f"{what} is missing, and {why}. Please run: sudo {' '.join(install)}")
        if needed:
            sys.exit(1)
        say(meanwhile)


def _apt(as_root: list[str], install: list[str]) -> str:
    """Why it could not be installed; empty when it is there."""
    path = f"PATH=/usr/sbin:/sbin:{os.environ.get('PATH', os.defpath)}"  # `su` leaves these out
    quiet = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", path]
    label = f"Installing {install[-1] if len(install) == 5 else 'Pango'} from Debian"
    for steps in ([install], [["apt-get", "update"], install]):
        if all(_run(label, *quiet, *step) == 0 for step in steps):
            return ""
    return f"it could not be installed (see {LOGS / 'install.log'})"


def _compile_texts() -> None:
    """Translations, when one is newer than what was made of it."""
    folder = ROOT / "collab" / "translations"
    if any(_changed_at(po.with_suffix(".mo")) < _changed_at(po) for po in folder.glob("*/LC_MESSAGES/*.po")):
        _do("Compiling the translations", PYTHON, "-m", "babel.messages.frontend", "compile", "-d", folder)


def _changed_at(file: Path) -> float:
    return file.stat().st_mtime if file.exists() else 0.0


def _succeeds(*command: str | Path) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _do(label: str, *command: str | Path) -> None:
    if _run(label, *command):
        say(f"That failed. The end of {LOGS / 'install.log'}:")
        say(last_lines(LOGS / "install.log"))
        sys.exit(1)


def _run(label: str, *command: str | Path) -> int:
    with progress(label) as line, (LOGS / "install.log").open("ab") as log:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        try:
            while child.poll() is None:
                line.tick()
                time.sleep(0.1)
        finally:
            child.terminate()
        return child.wait()


def _for_pytest(words: list[str]) -> list[str]:
    """Paths are the caller's; two processes unless asked otherwise."""
    caller = Path(os.environ["COLLAB_CALLER"])
    found, after_option = [], False
    for word in words:
        path = caller / word.partition("::")[0]
        is_path = caller != ROOT and not after_option and not word.startswith("-") and path.exists()
        found.append(str(caller / word) if is_path else word)
        after_option = word in {"-k", "-m", "-n", "-p", "-o", "-c", "-W"}
    asked = any(word.startswith(("-n", "--numprocesses")) for word in words)
    return found if asked else ["-n", "2", *found]


if __name__ == "__main__":
    sys.exit(main())
