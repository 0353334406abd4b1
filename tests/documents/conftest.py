"""The real templates, texts and printer, without a database."""

from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from flask import Flask
from flask_babel import Babel
from jinja2 import StrictUndefined

import collab
from collab.agreements.paper import render
from collab.documents.printing import print_pdf
from tests.documents.samples import canonical, evidence

HOUSE = Path(collab.__file__).parent


@pytest.fixture(scope="session")
def press(tmp_path_factory):
    """Makes the page of an agreement and its evidence."""
    app = Flask("collab", root_path=str(HOUSE))
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(compiled(tmp_path_factory.mktemp("translations")))
    Babel(app)

    def page(made: dict, proof: dict) -> str:
        with app.app_context():
            return render(made, proof)

    return page


def compiled(room: Path) -> Path:
    target = room / "nl/LC_MESSAGES/messages.mo"
    target.parent.mkdir(parents=True)
    source = HOUSE / "translations/nl/LC_MESSAGES/messages.po"
    with source.open("rb") as texts, target.open("wb") as machine:
        mofile.write_mo(machine, pofile.read_po(texts, locale="nl"))
    return room


@pytest.fixture(scope="session")
def paper(press):
    """Prints a sample, once however many tests read it."""
    known = {}

    def printed(sample, **changes) -> bytes:
        key = (sample.__name__, *changes.items())
        if key not in known:
            made = {**sample(), **changes}
            known[key] = print_pdf(press(made, evidence(made)), canonical(made), "overeenkomst.json")
        return known[key]

    return printed
