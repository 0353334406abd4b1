"""Where things stand on this machine, and as whom the engines run."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"
ENGINE_USER = "collab-engines"
SHORT = 60  # a socket's whole path may have 107 bytes


class Owner(NamedTuple):
    """Who the engines run as: PostgreSQL refuses root."""

    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()


def owner() -> Owner:
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    account = _engine_account()
    return Owner(account.pw_uid, account.pw_gid)


def _engine_account() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path=f"/usr/sbin:{os.environ.get('PATH', os.defpath)}")
    command = [
        useradd or "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
    ]
    for attempt in range(2):
        try:
            return pwd.getpwnam(ENGINE_USER)
        except KeyError:
            if attempt == 0 and useradd:
                subprocess.run(
                    [*command, "--shell", "/usr/sbin/nologin", ENGINE_USER], check=False, capture_output=True
                )
    sys.exit(
        f"PostgreSQL does not run as root, and the user {ENGINE_USER} could not be made. "
        "Start as an ordinary user, or set DATABASE_URL and BROKER_URL."
    )


def engine_home(root: Path = ROOT) -> Path:
    """Beside the code for an ordinary user; for root outside every home, which we would have to open."""
    if os.geteuid() != 0:
        return root / "var"
    mark = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    return Path("/var/lib") / f"collab-{mark}"


def own_folder(folder: Path, owner: Owner) -> Path:
    """A folder for its owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    os.chmod(folder, 0o700)
    if not owner.is_me:
        os.chown(folder, owner.uid, owner.gid)
    return folder


def short_folder(owner: Owner) -> Path:
    """A new private folder for sockets, with a short name that nobody can foresee."""
    system = tempfile.gettempdir()
    if not owner.is_me or len(os.fsencode(system)) > SHORT:
        system = "/tmp"
    return own_folder(Path(tempfile.mkdtemp(prefix="collab-", dir=system)), owner)


def drop_short_folder(folder: Path) -> None:
    """Only what short_folder made: the path comes from a file."""
    ours = folder.name.startswith("collab-") and not folder.is_symlink() and folder.is_dir()
    if ours and stat.S_IMODE(folder.stat().st_mode) == 0o700:
        shutil.rmtree(folder, ignore_errors=True)


def ensure_var() -> None:
    try:
        VAR.mkdir(mode=0o700, exist_ok=True)
        LOGS.mkdir(exist_ok=True)
        (VAR / "mail").mkdir(mode=0o700, exist_ok=True)
        (VAR / ".writable").touch()
    except PermissionError:
        sys.exit(f"You may not write in {VAR}. It was probably made by another user: start as that user.")
