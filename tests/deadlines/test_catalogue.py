"""The catalogue says of each deadline what is so: that something starts it, or with what it begins."""

import re
from pathlib import Path

import pytest

import collab
from collab.deadlines import Kind
from collab.deadlines.rules import standard

STARTING = re.compile(
    r"(?:start|count|Term|Planned|add_deadline)\(\s*Kind\.(\w+)"
    r"|kind = Kind\.(\w+)(?: if .*? else Kind\.(\w+))?"
    r"|\(Kind\.(\w+), by\.side, \{\}|\(Kind\.(\w+), by\.side\.other,"
)


@pytest.fixture(scope="module")
def started() -> set[str]:
    house = Path(collab.__file__).parent
    sources = (file.read_text() for file in house.rglob("*.py") if "deadlines" not in file.parts)
    found = (name for source in sources for match in STARTING.findall(source) for name in match if name)
    return {Kind[name] for name in found if name in Kind.__members__}


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_promised_that_does_not_happen(kind, started):
    assert (standard()[kind].later is None) == (kind in started)
