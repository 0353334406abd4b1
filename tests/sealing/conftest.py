"""A municipality with a seal of its own to try out, and papers that it seals."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from collab.clock import now
from collab.documents import jobs as printing
from collab.documents.models import Document
from collab.documents.printing import print_pdf
from collab.sealing import jobs as sealing_jobs
from collab.sealing.models import PaperSeal
from collab.sealing.sealing import seal_pdf
from engines.authority import SealFiles, make_seal
from tests.agreements.conftest import as_, case, cast, make
from tests.round import react

__all__ = ["as_", "case", "cast", "make"]


@pytest.fixture(scope="session")
def seal_files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seal")
    files = SealFiles(folder / "key.pem", folder / "certificate.pem")
    make_seal(files, "Gemeente Lindendal")
    return files


@pytest.fixture
def settle(app, monkeypatch):
    """Other settings for this test: settle(timestamp_url="…")."""

    def settle(**facts):
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **facts))

    return settle


@pytest.fixture(scope="session")
def once():
    """once(make)(what, *more): what was made of it before, in this or an earlier test."""
    made: dict[tuple, object] = {}

    def once(make):
        def remembered(what: bytes, *more):
            key = (make, what)
            if key not in made:
                made[key] = make(what, *more)
            return made[key]

        return remembered

    return once


@pytest.fixture(autouse=True)
def printed_once(once, monkeypatch):
    """Of one text there is one paper, whoever signed it when: tests/documents reads what stands on it."""
    real = once(_print)
    monkeypatch.setattr(printing, "print_pdf", lambda html, text, name: real(text, html, name))


def _print(text: bytes, html: str, name: str) -> bytes:
    return print_pdf(html, text, name)


@pytest.fixture
def sealed(sealing, once, make, work, seal, monkeypatch):
    """The bytes of a sealed paper, which got its seal in an earlier test perhaps."""
    monkeypatch.setattr(sealing_jobs, "seal_pdf", once(seal_pdf))
    make("begun")
    work()
    return seal().content.body


@pytest.fixture
def sealing(settle, seal_files):
    settle(seal_key=str(seal_files.key), seal_certificate=str(seal_files.certificate))


@pytest.fixture
def work(session):
    """What the worker does in a minute, as often as it takes until nothing is left."""
    from collab.documents.jobs import print_wanted
    from collab.sealing.jobs import seal_papers

    def work():
        react()
        print_wanted()
        react()
        seal_papers()
        react()
        session.expire_all()

    return work


@pytest.fixture
def seal(session):
    """The one seal there is."""

    def seal() -> PaperSeal:
        return session.scalars(select(PaperSeal)).one()

    return seal


@pytest.fixture
def later(session):
    """Whatever was put off is due."""

    def later():
        for owed in (*session.scalars(select(PaperSeal)), *session.scalars(select(Document))):
            owed.due_at = now()
        session.commit()

    return later
