"""Dutch first, English complete: which language a page or a mail speaks, and the catalogue behind it."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from babel.messages import Catalog, pofile
from babel.messages.extract import extract_from_dir
from flask import Flask, g, has_request_context, request, session
from flask.cli import AppGroup
from flask_babel import force_locale
from flask_login import current_user

HERE = Path(__file__).parent
DUTCH = HERE / "translations/nl/LC_MESSAGES/messages.po"
LANGUAGES = {"nl": "Nederlands", "en": "English"}
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**", "jinja2")]
JINJA = {"trimmed": "true", "silent": "false"}


def language() -> str:
    """The language of this page: what was just chosen, else the person's, else the visitor's."""
    if not has_request_context():
        return "nl"
    if "language" in g:
        return g.language
    if current_user and current_user.is_authenticated:
        return current_user.language
    return session.get("language") or request.accept_languages.best_match(LANGUAGES, "nl")


def speak(chosen: str) -> None:
    """From now on this visitor reads `chosen`; a person is remembered, a stranger by the cookie."""
    if chosen not in LANGUAGES:
        return
    g.language = session["language"] = chosen
    if current_user.is_authenticated:
        current_user.language = chosen


def speak_to(person) -> None:
    """A mail brought a stranger here: the page speaks as the mail did, until they choose something else."""
    if not current_user.is_authenticated and "language" not in session:
        g.language = person.language


@contextmanager
def in_language_of(person) -> Iterator[None]:
    with force_locale(person.language):
        yield


def extracted() -> Catalog:
    """Every text of the interface, as the sources say it now."""
    catalog = Catalog(project="Collab", charset="utf-8", fuzzy=False)
    found = extract_from_dir(HERE, METHODS, {"**/templates/**": JINJA}, KEYWORDS, ("Translators:",))
    for _file, _line, message, _comments, _context in found:
        catalog.add(message)
    return catalog


def dutch() -> Catalog:
    """The Dutch catalogue brought up to date with the sources; nothing is guessed."""
    with DUTCH.open("rb") as file:
        known = pofile.read_po(file, locale="nl")
    known.update(extracted(), no_fuzzy_matching=True)
    known.obsolete.clear()
    return known


def missing(catalog: Catalog) -> list:
    return [m.id for m in catalog if m.id and (m.fuzzy or not all(_words(m.string)))]


texts = AppGroup("texts", help="The texts of the interface and their Dutch.")


@texts.command("missing")
def show_missing() -> None:
    """List the texts that have no Dutch; exit 1 when there are any."""
    without = missing(dutch())
    click.echo(json.dumps(without, ensure_ascii=False, indent=1) if without else "Every text has its Dutch.")
    raise SystemExit(bool(without))


@texts.command("fill")
@click.argument("file", type=click.File("rb"))
def fill(file) -> None:
    """Add Dutch from a JSON object of English to Dutch (a list of two where there is a plural)."""
    given = json.load(file)
    with DUTCH.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalog = dutch()
        for message in catalog:
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            if key and key in given:
                message.string = tuple(given[key]) if isinstance(message.id, tuple) else given[key]
                message.flags.discard("fuzzy")  # a text that got a plural is in doubt until it is given
        DUTCH.write_bytes(written(catalog))
    known = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalog if m.id}
    for stranger in sorted(set(given) - known):
        click.echo(f"Not in the sources (yet), left out: {stranger}", err=True)


def written(catalog: Catalog) -> bytes:
    from io import BytesIO

    file = BytesIO()
    pofile.write_po(
        file, catalog, omit_header=False, no_location=True, sort_output=True, width=110, ignore_obsolete=True
    )
    return file.getvalue()


def _words(string) -> tuple:
    return string if isinstance(string, tuple) else (string,)


def init_app(app: Flask) -> None:
    from .extensions import babel

    babel.init_app(app, locale_selector=language, timezone_selector=lambda: "Europe/Amsterdam")
    app.cli.add_command(texts)
