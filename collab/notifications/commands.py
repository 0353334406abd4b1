"""What the command line does with post."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from collab.db import db

from .bounces import MOST_BYTES, receive
from .maildir import read_new

commands = AppGroup("notifications", help="Mail that came back.")
TRY_LATER = 75  # what mail servers know as: keep it and offer it again


@commands.command("bounces")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def bounces(folder: Path | None) -> None:
    """Read one message from standard input, or all new ones of a Maildir folder."""
    try:
        if folder:
            read_new(folder)
        else:
            receive(sys.stdin.buffer.read(MOST_BYTES))
            db.session.commit()
    except SQLAlchemyError:
        click.echo("The database is not there now.", err=True)
        raise SystemExit(TRY_LATER) from None
