"""Whatever is recorded can be told: an event without a sentence would be a hole in the timeline."""

import ast
import re
from pathlib import Path

from collab.history.reactions import _reactions
from collab.history.telling import QUIET, SENTENCES

NAMED = re.compile(r"'([a-z_]+\.[a-z_]+)'")  # in a statement of SQL that writes events
SLICES = Path(__file__).parents[2] / "collab"


def recorded() -> set[str]:
    """Names of events in the sources: record("signed") on a noun, and Event.happened("document.printed")."""
    names = set()
    for path in SLICES.rglob("*.py"):
        tree = ast.parse(path.read_text())
        for noun in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
            table = table_of(noun)
            names |= (
                {f"{whose(call) or table}.{name}" for call, name in calls(noun, "record")} if table else set()
            )
        names |= {name for _call, name in calls(tree, "happened")}
        names |= {f"{whose(call)}.{name}" for call, name in calls(tree, "record") if whose(call)}
        names |= {name for text in texts(tree) if "insert into event" in text for name in NAMED.findall(text)}
    return {name for name in names if "." in name}


def texts(tree: ast.AST) -> list[str]:
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [value for value in constants if isinstance(value, str)]


def table_of(noun: ast.ClassDef) -> str | None:
    found = [
        n.value.value for n in noun.body if isinstance(n, ast.Assign) and n.targets[0].id == "__tablename__"
    ]
    return found[0] if found else None


def whose(call: ast.Call) -> str | None:
    """`self.collective.record(…)` is news of the collective, `person.record(…)` of the person:
    not of the noun whose verb says it."""
    owner = call.func.value
    if isinstance(owner, ast.Name):
        return owner.id if owner.id in {"person", "collective", "case", "agreement"} else None
    return owner.attr if isinstance(owner, ast.Attribute) else None


def calls(tree: ast.AST, verb: str) -> list[tuple[ast.Call, str]]:
    made = (
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )
    first = [(call, call.args[0]) for call in made if call.func.attr == verb and call.args]
    either = [
        (call, way)
        for call, arg in first
        for way in ([arg.body, arg.orelse] if isinstance(arg, ast.IfExp) else [arg])
    ]
    return [(call, arg.value) for call, arg in either if isinstance(arg, ast.Constant)]


def test_every_event_is_told_or_kept_quiet(app):
    assert sorted(recorded() - set(SENTENCES) - QUIET) == []


def test_nothing_waits_for_an_event_that_never_happens(app):
    assert sorted(set(_reactions) - recorded()) == []
