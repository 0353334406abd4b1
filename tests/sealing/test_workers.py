"""Workers that die while they seal, or seal at the same moment: there is one sealed paper."""

import os
import signal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from collab.agreements.lifecycle import Weight
from collab.agreements.models import Agreement
from collab.cases.models import Case
from collab.collectives.models import Collective
from collab.collectives.words import Kind, LegalForm
from collab.db import db
from collab.documents.models import SIGNED_PAPER, Content, want
from collab.history import Event
from collab.people.models import Person
from collab.people.words import Duty
from collab.sealing.models import PaperSeal
from engines.launch import descendants
from tests.engines import database, eventually
from tests.faults.conftest import House, bell
from tests.office import Office
from tests.post import free_port

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("faults")]
PAGE = "<!DOCTYPE html><html lang='nl'><head><title>Afspraak</title></head><body><p>{}</p></body></html>"


@pytest.fixture(scope="module")
def house(process, seal_files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sealing-house")
    with (
        database(f"collab_sealing_{process}") as name,
        Office(free_port()) as office,
        bell(folder) as rung,
        pytest.MonkeyPatch.context() as around,
    ):
        for variable, value in seal_files.settings.items():
            around.setenv(variable, value)
        house = House(name, folder, office, rung)
        house.settings |= seal_files.settings
        try:
            yield house
        finally:
            house.close()


def owed(house) -> int:
    """An agreement of which the paper is still to be printed and sealed; its number."""
    with house.app.test_request_context():
        mark = f"{db.session.scalar(select(func.count(Case.id)))}"
        ana, ben = (Person.join(name, f"{name}{mark}@town.example", "nl") for name in ("ana", "ben"))
        ben.appoint(Duty.OFFICER, by=None)
        kind = (Kind.ASSOCIATION, LegalForm.ASSOCIATION)
        street = Collective.register(f"C-{mark}", "Green Street", *kind, by=ana)
        db.session.add_all([ana, ben, street])
        case = Case.open(f"LD-{mark}", street, by=ana, title="Tuin", about="Een tuin.")
        case.take(ben)
        db.session.add(case)
        agreement = Agreement.draft(case, Weight.LIGHT, "nl", by=ana)
        db.session.flush()
        about = {"case_id": case.id, "agreement_id": agreement.id}
        want(SIGNED_PAPER, "Afspraak", PAGE.format(mark), "{}", **about)
        db.session.commit()
        return agreement.id


def sealing(worker) -> list[int]:
    return [pid for pid in descendants(worker.pid) if b"sealer.py" in _command(pid)]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def sealed(number: int) -> PaperSeal | None:
    db.session.rollback()
    ready = PaperSeal.content_sha256.is_not(None)
    return db.session.scalar(select(PaperSeal).where(PaperSeal.agreement_id == number, ready))


def once(number: int) -> None:
    """One seal, told once, its paper kept once."""
    about = select(Event).where(Event.agreement_id == number, Event.name == "agreement.sealed")
    events = db.session.scalars(about).all()
    it = sealed(number)
    assert [event.data["paper"] for event in events] == [it.content_sha256]
    assert len(db.session.scalars(select(PaperSeal).where(PaperSeal.agreement_id == number)).all()) == 1
    grown = select(func.count()).where(Content.sha256.in_([it.printed_sha256, it.content_sha256]))
    assert db.session.scalar(grown) == 2


def test_killed_while_it_seals_the_seal_comes_once(house):
    house.staff(2)
    agreement = owed(house)
    house.tick("documents.print")
    eventually(lambda: any(sealing(worker) for worker in house.workers), pause=0.005, seconds=60)
    house.kill(next(worker for worker in house.workers if sealing(worker)))
    house.tick("sealing.seal")
    with house.app.app_context():
        eventually(lambda: sealed(agreement), seconds=60)
        once(agreement)


def test_a_sealer_that_is_killed_is_told_and_tried_again(house):
    house.staff(1)
    agreement = owed(house)
    house.tick("documents.print")
    (pid,) = eventually(lambda: [p for w in house.workers for p in sealing(w)], pause=0.005, seconds=60)
    os.kill(pid, signal.SIGKILL)
    with house.app.app_context():
        mine = select(PaperSeal).where(PaperSeal.agreement_id == agreement)
        eventually(lambda: db.session.rollback() or db.session.scalar(mine).is_troubled, seconds=60)
        troubled = db.session.scalar(mine)
        assert troubled.trouble
        troubled.try_again()
        db.session.commit()
        house.tick("sealing.seal")
        eventually(lambda: sealed(agreement), seconds=60)
        once(agreement)


def test_two_workers_at_the_same_moment_seal_it_once(house):
    house.staff(2)
    agreement = owed(house)
    house.tick("documents.print")
    for _ in range(6):
        house.tick("sealing.seal")
    with house.app.app_context():
        eventually(lambda: sealed(agreement), seconds=60)
        for _ in range(4):
            house.tick("sealing.seal")
        once(agreement)
