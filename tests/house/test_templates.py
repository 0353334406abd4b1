"""Every template: it parses, fits in a head, says nothing outside the catalogue, and no policy stops it."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

import collab

FOLDER = Path(collab.__file__).parent / "templates"
PATHS = sorted(FOLDER.rglob("*.html"))
NAMES = [str(path.relative_to(FOLDER)) for path in PATHS]
JINJA = Environment(loader=FileSystemLoader(FOLDER), extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
MOST_LINES = 120
# Not words of the interface: what stands on paper or in a stylesheet in every language alike.
SAME_EVERYWHERE = {"SHA", "JSON", "PDF", "m", "x", "JSON PDF"}
ATTRIBUTES_WITH_WORDS = ("alt", "aria-label", "title", "placeholder", "data-label")


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def source(name):
    return (FOLDER / name).read_text()


def test_it_parses_and_fits_in_a_head(source):
    JINJA.parse(source)
    assert len(source.splitlines()) <= MOST_LINES


def test_it_leaves_escaping_to_the_engine(source):
    tree = JINJA.parse(source)
    assert not [node for node in tree.find_all(nodes.Filter) if node.name == "safe"]
    assert not list(tree.find_all(nodes.ScopedEvalContextModifier))


def test_it_has_nothing_that_the_policy_of_the_pages_stops(source):
    assert not re.search(
        r"<script|<iframe|<object|<embed|javascript:|\sstyle\s*=|<[^>]+\son[a-z]+\s*=", source
    )
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", source)


def test_everything_it_imports_is_there(source):
    for found in JINJA.parse(source).find_all(nodes.FromImport):
        macros = {macro.name for macro in JINJA.parse(text_of(found.template)).find_all(nodes.Macro)}
        assert {wanted if isinstance(wanted, str) else wanted[0] for wanted in found.names} <= macros


def test_it_uses_everything_it_imports(source):
    tree = JINJA.parse(source)
    imported = {
        wanted if isinstance(wanted, str) else wanted[1]
        for f in tree.find_all(nodes.FromImport)
        for wanted in f.names
    }
    used = {node.name for node in tree.find_all(nodes.Name)}
    assert imported - used == set()


def test_it_says_nothing_outside_the_catalogue(source):
    words = (" ".join(re.findall(r"[^\W\d_]+", text)) for text in texts_of(source))
    assert [text for text in words if text and text not in SAME_EVERYWHERE] == []


def test_every_picture_has_words(source):
    assert [tag for tag in re.findall(r"<img\b[^>]*>", source) if " alt=" not in tag] == []
    pictures = re.findall(r"<svg\b[^>]*>", source)
    assert [
        tag for tag in pictures if "aria-hidden" not in tag and "aria-label" not in tag and "role" not in tag
    ] == []


def text_of(template: nodes.Const) -> str:
    return (FOLDER / template.value).read_text()


def texts_of(source: str) -> list[str]:
    """What a reader could read or hear of a template when every expression is taken out."""
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.S)
    bare = re.sub(r"<style.*?</style>|<!--.*?-->|<!doctype[^>]*>", "", bare, flags=re.S | re.I)
    heard = [re.findall(rf'\s{attribute}="([^"]*)"', bare) for attribute in ATTRIBUTES_WITH_WORDS]
    loose = re.sub(r"""&\w+;|[\w-]+="[^"]*\"""", "", re.sub(r"<[^>]*>", "\0", bare))
    return [*loose.split("\0"), *(text for found in heard for text in found)]
