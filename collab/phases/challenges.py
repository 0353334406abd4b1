"""The usual challenges of collectives: five fields and their codes, and what often comes together."""

from functools import cache
from typing import NamedTuple

from .texts import Told, read, told


class Known(NamedTuple):
    """One challenge as the research names it."""

    code: str
    field: str
    name: Told
    is_wide: bool  # means different things to different people

    def __str__(self) -> str:
        return str(self.name)


class Chain(NamedTuple):
    codes: tuple[str, ...]
    said: Told


@cache
def fields() -> dict[str, Told]:
    return {field["code"]: told(field) for field in read("challenges.toml")["field"]}


@cache
def known() -> dict[str, Known]:
    return {
        code: Known(code, field["code"], told(given), given.get("wide", False))
        for field in read("challenges.toml")["field"]
        for code, given in field["challenges"].items()
    }


@cache
def chains() -> tuple[Chain, ...]:
    return tuple(Chain(tuple(chain["codes"]), told(chain)) for chain in read("challenges.toml")["chain"])


def hints(picked: set[str]) -> list[tuple[Chain, list[Known]]]:
    """The chains of which something was picked and something not, with what is not."""
    found = [(chain, [known()[code] for code in chain.codes if code not in picked]) for chain in chains()]
    return [(chain, others) for chain, others in found if 0 < len(others) < len(chain.codes)]
