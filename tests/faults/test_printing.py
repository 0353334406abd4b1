"""A worker that dies while it prints: the paper comes from the next one, once."""

from pathlib import Path

import pytest
from sqlalchemy import select

from collab.db import db
from collab.documents.models import Content, Document, want
from collab.history import Event
from engines.launch import descendants
from tests.engines import eventually

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("faults")]

PAGE = "<!DOCTYPE html><html lang='nl'><head><title>Afspraak</title></head><body>{}</body></html>"


def printing(worker) -> bool:
    return any(b"printer.py" in _command(pid) for pid in descendants(worker.pid))


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_killed_while_it_prints_the_paper_comes_once(house):
    house.staff(2)  # before there is anything to print: a bell of an earlier test may still ring
    with house.app.app_context():
        want("agreement", "Afspraak", PAGE.format("<p>Wij zorgen samen voor de tuin.</p>" * 400), "{}")
        db.session.commit()
    house.tick("documents.print")
    eventually(lambda: any(printing(worker) for worker in house.workers), pause=0.005)
    house.kill(next(worker for worker in house.workers if printing(worker)))
    with house.app.app_context():

        def printed_by_the_next() -> bool:
            house.tick("documents.print")
            db.session.rollback()
            return db.session.scalar(select(Document)).is_ready

        eventually(printed_by_the_next, pause=0.5)
        document = db.session.scalar(select(Document))
        printed = db.session.scalars(select(Event).where(Event.name == "document.printed")).all()
        assert document.done_at
        assert document.content.body.startswith(b"%PDF-")
        assert len(db.session.scalars(select(Content)).all()) == 1
        assert len(printed) == 1
