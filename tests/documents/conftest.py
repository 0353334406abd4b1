"""A press: the real templates and the real printer, without a database."""

from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel
from jinja2 import StrictUndefined

import collab


@pytest.fixture(scope="session")
def press():
    house = Path(collab.__file__).parent
    app = Flask("collab", root_path=str(house))
    app.jinja_env.undefined = StrictUndefined
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(house / "translations")
    Babel(app)
    with app.app_context():
        yield app
