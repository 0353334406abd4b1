"""What differs between machines and municipalities, read once from the environment."""

import os
import sys
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SHORTEST_SECRET, SHORTEST_ADDRESS = 32, 16


@dataclass(frozen=True)
class Settings:
    database_url: str
    broker_url: str
    secret_key: str
    mail_url: str
    base_url: str = "http://127.0.0.1:8000"
    owner_database_url: str = ""  # for migrations; the application itself never needs it
    mail_from: str = "samenwerken@lindendal.example"
    municipality_name: str = "Lindendal"
    organisation: str = "Gemeente Lindendal"
    ref_prefix: str = "LD"
    help_phone: str = "0314 – 55 01 20"
    help_hours: str = "9.00–17.00"
    timezone: str = "Europe/Amsterdam"
    officer_idle_minutes: int = 60
    officer_hours: int = 12
    citizen_days: int = 30
    seal_key: str = ""  # a PEM file with the private key that seals signed papers
    seal_certificate: str = ""  # a PEM file: its certificate first, then who issued it, up to the root
    seal_password: str = ""  # of the key, if it has one
    timestamp_url: str = ""  # of a time-stamping authority (RFC 3161); without it the seal has our own time
    answer_days_collective: int = 10  # working days within which each side promises to answer
    answer_days_municipality: int = 10
    mail_rests: int = 1  # 0: mail that may wait goes out at night and on public holidays too
    bounce_secret: str = ""  # the last part of the address at which a mail server reports bounces
    bounce_folder: str = ""  # a Maildir in which it puts them; the worker reads it every minute
    proxies: int = 0  # how many trusted proxies stand before the web server
    log_level: str = "INFO"

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over TLS, so that cookies may demand it."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def seals(self) -> bool:
        """Whether signed papers get a seal."""
        return bool(self.seal_key)

    @property
    def owner_url(self) -> str:
        return self.owner_database_url or self.database_url

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Stops the program with a sentence when something is missing or cannot be right."""
        given = {f.name: env[f.name.upper()] for f in fields(cls) if env.get(f.name.upper())}
        missing = [f.name.upper() for f in fields(cls) if f.default is MISSING and f.name not in given]
        if missing:
            sys.exit(f"Please set {', '.join(missing)}: the README says how. `./start` sets them for you.")
        typed: dict[str, Any] = {name: _typed(cls, name, value) for name, value in given.items()}
        settings = cls(**typed)
        settings._check()
        return settings

    def _check(self) -> None:
        if len(self.secret_key) < SHORTEST_SECRET:
            sys.exit(f"SECRET_KEY is too short: use at least {SHORTEST_SECRET} random characters.")
        if self.bounce_secret and len(self.bounce_secret) < SHORTEST_ADDRESS:
            sys.exit(f"BOUNCE_SECRET is too short: use at least {SHORTEST_ADDRESS} random characters.")
        if self.bounce_folder and not Path(self.bounce_folder, "new").is_dir():
            sys.exit("BOUNCE_FOLDER is no Maildir that can be read: it needs the folders new, cur and tmp.")
        if bool(self.seal_key) != bool(self.seal_certificate):
            sys.exit("SEAL_KEY and SEAL_CERTIFICATE belong together: set both, or neither.")
        if self.timestamp_url and not self.seal_key:
            sys.exit("TIMESTAMP_URL is for the seal: set SEAL_KEY and SEAL_CERTIFICATE too.")
        for name, schemes in SCHEMES.items():
            address = getattr(self, name)
            if address and urlsplit(address).scheme not in schemes:
                sys.exit(f"{name.upper()} must start with one of: {', '.join(schemes)}.")


SCHEMES = {
    "database_url": ("postgresql+psycopg", "postgresql"),
    "owner_database_url": ("postgresql+psycopg", "postgresql"),
    "broker_url": ("redis", "rediss", "redis+socket"),
    "mail_url": ("smtp", "smtps"),
    "base_url": ("http", "https"),
    "timestamp_url": ("http", "https"),
}


def _typed(cls: type, name: str, value: str) -> str | int:
    kind = next(f.type for f in fields(cls) if f.name == name)
    if kind is not int:
        return value
    if not value.isdigit():
        sys.exit(f"{name.upper()} must be a whole number, not {value!r}.")
    return int(value)
