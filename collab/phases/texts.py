"""Texts of the data files, in both languages; what is read is in the language of the page or the mail."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from flask_babel import get_locale

HERE = Path(__file__).parent


class Told(NamedTuple):
    nl: str
    en: str

    def __str__(self) -> str:
        return self.en if speaks_english() else self.nl


class Lines(NamedTuple):
    """Several short lines, the same in both languages."""

    nl: tuple[str, ...]
    en: tuple[str, ...]

    @property
    def here(self) -> tuple[str, ...]:
        return self.en if speaks_english() else self.nl


def speaks_english() -> bool:
    return str(get_locale() or "nl").startswith("en")


def told(given: dict[str, Any]) -> Told:
    return Told(given["nl"], given["en"])


def lines(given: dict[str, Any]) -> Lines:
    return Lines(tuple(given["nl"]), tuple(given["en"]))


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))
