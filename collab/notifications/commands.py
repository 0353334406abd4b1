"""What the command line does with post."""

import mailbox
import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from collab.db import db

from .bounces import MOST_BYTES, receive

commands = AppGroup("notifications", help="Mail that came back.")
TRY_LATER = 75  # what mail servers know as: keep it and offer it again


@commands.command("bounces")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def bounces(folder: Path | None) -> None:
    """Read one message from standard input, or all new ones of a Maildir folder."""
    try:
        if folder:
            _empty(folder)
        else:
            receive(sys.stdin.buffer.read(MOST_BYTES))
            db.session.commit()
    except SQLAlchemyError:
        click.echo("The database is not there now.", err=True)
        raise SystemExit(TRY_LATER) from None


def _empty(folder: Path) -> None:
    """What was read moves to the read ones, so that nothing is lost and nothing counts twice."""
    box = mailbox.Maildir(folder, create=False)
    for key, message in list(box.items()):
        if message.get_subdir() == "new":
            receive(box.get_bytes(key))
            db.session.commit()
            message.set_subdir("cur")
            message.add_flag("S")
            box[key] = message
