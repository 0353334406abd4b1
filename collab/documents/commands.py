"""Papers for the command line."""

import re
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from collab.db import db

from .models import Document

LONGEST_NAME = 120  # bytes; no file system takes more than 255
documents = AppGroup("documents", help="Printed papers.")


@documents.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write every printed paper to FOLDER, named by its title and content."""
    folder.mkdir(parents=True, exist_ok=True)
    printed = select(Document).where(Document.content_sha256.is_not(None)).order_by(Document.id)
    for document in db.session.scalars(printed):
        content = document.content
        assert content is not None
        path = folder / file_name(document.title, content.sha256)
        path.write_bytes(content.body)
        click.echo(path)
    waiting = db.session.scalar(select(db.func.count()).where(Document.content_sha256.is_(None)))
    if waiting:
        click.echo(f"{waiting} more wait to be printed.", err=True)


def file_name(title: str, sha256: str) -> str:
    """The words of the title; the first letters of the digest tell two papers of one name apart."""
    words = "-".join(re.findall(r"\w+", title)).encode()[:LONGEST_NAME].decode(errors="ignore").strip("-")
    return f"{words}-{sha256[:8]}.pdf"
