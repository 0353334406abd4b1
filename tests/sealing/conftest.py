"""A municipality with a seal of its own to try out, and papers that it seals."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from collab.clock import now
from collab.documents.models import Document
from collab.sealing.models import PaperSeal
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
