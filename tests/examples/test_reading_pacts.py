"""A file that is not right is refused as a whole, with every place and reason."""

import copy
import json
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from collab.examples.clauses import clauses
from collab.examples.reading import NotReadable, read
from collab.examples.shape import check
from tests.examples.conftest import PACTS

WHOLE = json.loads(PACTS.read_text("utf-8"))


def refusal(found) -> str:
    raw = found if isinstance(found, bytes) else json.dumps(found).encode()
    with pytest.raises(NotReadable) as refused:
        read(BytesIO(raw), check)
    return str(refused.value)


def broken(*path, to):
    """The nine agreements with one thing in them that is not right."""
    found = copy.deepcopy(WHOLE)
    inside = found["pacts"]
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = to
    return found


MISTAKES = [
    ((3, "duration", "months"), 0, "pacts[3].duration.months: must be a whole number above 0"),
    ((3, "duration", "months"), True, "pacts[3].duration.months: must be a whole number above 0"),
    ((3, "duration", "months"), 4.5, "pacts[3].duration.months: must be a whole number above 0"),
    ((3, "duration", "months"), 10**9, "pacts[3].duration.months: must be at most 1200"),
    ((0, "name"), None, "pacts[0].name: must be text, not null"),
    ((0, "name"), "  ", "pacts[0].name: must not be empty"),
    ((0, "name"), "two\nlines", "pacts[0].name: must be one line"),
    ((0, "name"), "x" * 301, "pacts[0].name: must have at most 300 characters, and has 301"),
    ((0, "name"), "nul \0", "pacts[0].name: holds a character that cannot be kept (U+0000)"),
    ((0, "name"), "half \ud800", "pacts[0].name: holds a character that cannot be kept (U+D800)"),
    ((1, "parties"), {}, "pacts[1].parties: must be a list, not an object"),
    ((1, "parties"), [], "pacts[1].parties: must have 2 to 200 items, and has 0"),
    ((1, "parties", 1), "Edilsama", "pacts[1].parties[1]: must be an object, not text"),
    ((1, "parties", 1), {"role": "proponent"}, "pacts[1].parties[1].name: is missing"),
    ((1, "parties", 1, "kind"), "cult", "pacts[1].parties[1].kind: names no kind known here"),
    ((1, "parties", 1, "role"), "municipality", "pacts[1].parties: one must have the role “municipality”"),
    ((1, "parties", 1, "name"), "Comune di Palermo", "parties[1].name: is the name of parties[0] too"),
    ((2, "colour"), "red", "pacts[2].colour: is not known here; known are id, name, parties"),
    ((2, "reporting", "rythm"), "red", "pacts[2].reporting.rythm: is not known here"),
    ((2, "reporting", "frequency"), "now and then", "reporting.frequency: is no rhythm known here"),
    ((4, "id"), "palermo-004", "pacts[4].id: “palermo-004” is the id of pacts[0] too"),
    ((5, "goals", 1), 7, "pacts[5].goals[1]: must be text, not a number"),
    ((1, "procedure", "proposal_date"), "2024-02-30", "2024-02-30 is a day that does not exist"),
    ((1, "procedure", "proposal_date"), "5 Feb 2024", "must be a date like 2024-02-29, not 5 Feb 2024"),
    ((1, "procedure", "proposal_date"), "2026-01-01", "signed_date: lies before the proposal of 2026-01-01"),
    ((0, "procedure", "steps", 0), "2023-11-31 asked", "steps[0]: 2023-11-31 is a day that does not exist"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "to", "said"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_named_with_its_place(path, to, said):
    assert said in refusal(broken(*path, to=to))


def test_every_mistake_is_named_at_once():
    found = broken(3, "duration", "months", to=-1)
    del found["pacts"][0]["name"]
    assert refusal(found).splitlines() == [
        "pacts[0].name: is missing",
        "pacts[3].duration.months: must be a whole number above 0",
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"pacts": [\n {"id": "a",}\n]}', "line 2, column 13: is not JSON"),
        (b"", "line 1, column 1: is not JSON"),
        (b"[]", "the file: must be an object, not a list"),
        (b'{"pacts": []}', "pacts: must have 1 to 200 items, and has 0"),
        (b"{}", "pacts: is missing"),
        (b'{"pacts": "caf\xe9"}', "byte 15: is not UTF-8"),
        (b'{"pacts": NaN}', "NaN is not a number"),
        (b'{"pacts": 1, "pacts": 2}', "“pacts” stands twice in one object"),
        (b"[" * 100_000, "the file is nested too deeply"),
        (b'{"pacts": ' + b"9" * 5000 + b"}", "the file holds a number that is too long"),
        (b" " * 10_000_001, "the file is larger than 10 MB"),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(raw, said):
    assert said in refusal(raw)


def test_a_file_from_an_editor_that_adds_a_mark_is_read():
    assert read(BytesIO(b"\xef\xbb\xbf" + PACTS.read_bytes()), check) == WHOLE


SCALARS = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=40)
ANYTHING = some.recursive(
    SCALARS,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=9), inner, max_size=3),
)


def places(inside, path=()):
    yield path
    steps = (
        inside.items() if isinstance(inside, dict) else enumerate(inside) if isinstance(inside, list) else ()
    )
    for step, below in steps:
        yield from places(below, (*path, step))


PLACES = [path for path in places(WHOLE["pacts"]) if path]


@settings(max_examples=150, deadline=None)
@given(path=some.sampled_from(PLACES), to=ANYTHING)
def test_whatever_stands_in_a_place_is_either_named_or_can_be_made_into_clauses(path, to):
    with suppress(NotReadable):
        found = read(BytesIO(json.dumps(broken(*path, to=to)).encode()), check)
        assert all(clauses(pact, "C-001", date(2026, 11, 22)) for pact in found["pacts"])
