"""The house stays small: a file fits in a head, a function on a screen, a thought in three indents."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = sorted(path for folder in ("collab", "worker", "engines") for path in (ROOT / folder).rglob("*.py"))
TEMPLATES = sorted((ROOT / "collab/templates").rglob("*.*"))
DEEPENS = (ast.If, ast.For, ast.While, ast.With, ast.Try)
FORBIDDEN = {"service", "manager", "helper", "utils"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_it_fits_in_a_head(path):
    source = path.read_text()
    tree = ast.parse(source)
    assert source.count("\n") <= 300
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        assert function.end_lineno - function.lineno < 40, f"{function.name} is long"
        assert depth(function) <= 3, f"{function.name} is deep"
        assert parameters(function) <= 5, f"{function.name} asks much"
    assert not [word for word in ("TODO", "FIXME", "XXX") if word in source]
    assert not FORBIDDEN & set(path.stem.split("_"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_fits_in_a_head(path):
    assert path.read_text().count("\n") <= 120


def test_every_module_says_what_it_is_for():
    silent = [
        name_of(path)
        for path in PYTHON
        if (text := path.read_text()) and not ast.get_docstring(ast.parse(text))
    ]
    assert silent == []


def depth(node: ast.AST, at: int = 0) -> int:
    below = [depth(child, at + isinstance(child, DEEPENS)) for child in ast.iter_child_nodes(node)]
    return max([at, *below])


def parameters(function: ast.FunctionDef) -> int:
    asked = [arg.arg for arg in function.args.args + function.args.kwonlyargs]
    return len([name for name in asked if name not in {"self", "cls"}])
