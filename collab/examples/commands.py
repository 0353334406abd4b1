"""Examples and real agreements, for the command line."""

from typing import BinaryIO

import click
from flask.cli import AppGroup
from sqlalchemy import select

from collab.db import db
from collab.people.models import Person
from collab.queue import ring

from . import cast, lindendal, past
from . import pacts as real
from .reading import NotReadable, read
from .shape import check

examples = AppGroup("examples", help="An invented town to begin with.")
pacts = AppGroup("pacts", help="Real agreements from a file.")


@examples.command("load")
def load_examples() -> None:
    """Fill an empty house with the people and agreements of Lindendal."""
    past.alone()
    if db.session.scalar(select(Person.id).limit(1)):
        click.echo("There are people here already, so no examples are loaded.")
        return
    count = lindendal.load()
    past.forget_old_news()
    db.session.commit()
    ring("history.react")
    click.echo(f"Loaded {count} example cooperations. `flask examples people` tells how to sign in.")


@examples.command("people")
def show_people() -> None:
    """Say who can sign in, and how."""
    lines = cast.lines(lindendal.SPECS)
    if not lines:
        click.echo("No examples are loaded here.", err=True)
    widths = [max((len(cell) for cell in column), default=0) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join([*cells, cast.PASSWORD]))


@pacts.command("load")
@click.argument("file", type=click.File("rb"))
def load_pacts(file: BinaryIO) -> None:
    """Enter the agreements of FILE that do not stand here yet: all, or none when one cannot be read."""
    try:
        found = read(file, check)
    except NotReadable as why:
        click.echo(f"{file.name} was not loaded:\n{why}", err=True)
        raise SystemExit(1) from None
    past.alone()
    said = [f"{outcome}: {pact['id']}, {pact['name']}" for pact, outcome in real.load(found["pacts"])]
    db.session.commit()
    ring("history.react")
    click.echo("\n".join(said))
