"""Papers for the command line."""

from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from collab.db import db

from .models import Document

documents = AppGroup("documents", help="Printed papers.")


@documents.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Write every printed paper to FOLDER, named by its title and content."""
    folder.mkdir(parents=True, exist_ok=True)
    printed = db.session.scalars(select(Document).where(Document.content_sha256.is_not(None)).order_by(Document.id))
    for document in printed:
        name = "".join(c if c.isalnum() else "-" for c in document.title).strip("-")[:80]
        path = folder / f"{name}-{document.content_sha256[:8]}.pdf"
        path.write_bytes(document.content.body)
        click.echo(path)
    waiting = db.session.scalar(select(db.func.count()).where(Document.content_sha256.is_(None)))
    if waiting:
        click.echo(f"{waiting} more wait to be printed.", err=True)
