"""A signed paper gets a seal, once; until then everyone reads what it waits for."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from collab.documents.models import Content
from collab.history import Event
from collab.notifications.models import Notice
from collab.people.words import Duty
from collab.sealing.jobs import seal_papers
from engines.authority import SealFiles, make_seal
from tests.round import mails

pytestmark = pytest.mark.xdist_group("sealing")


def copies(session) -> set[str]:
    """What went along with the mails of the paper."""
    sent = select(Notice).where(Notice.template == "agreements/mail/began")
    return {notice.content_sha256 for notice in session.scalars(sent)}


def test_the_paper_is_sealed_and_everyone_gets_the_sealed_one(sealing, make, work, seal, as_, cast, session):
    agreement = make("begun")
    work()
    sealed = seal()
    assert sealed.sealed_as == "Test seal of Gemeente Lindendal"
    assert sealed.content.body.startswith(sealed.printed.body)
    assert copies(session) == {sealed.content_sha256}
    answer = as_(cast.ana).get(f"/agreements/{agreement.ref}/paper")
    assert sha256(answer.data).hexdigest() == sealed.content_sha256
    assert f'filename="{agreement.ref}.pdf"' in answer.headers["Content-Disposition"]


def test_the_seal_stands_in_the_file_with_its_reason(sealing, make, work, seal):
    make("begun")
    work()
    (field,) = PdfReader(BytesIO(seal().content.body)).get_fields().values()
    assert (field["/FT"], field["/V"]["/SubFilter"]) == ("/Sig", "/ETSI.CAdES.detached")
    assert field["/V"]["/Reason"] == "Test seal of Gemeente Lindendal"


def test_signed_by_all_and_sealed_are_two_states(sealing, make, work, seal, as_, cast, session):
    from collab.documents.jobs import print_wanted
    from tests.round import react

    agreement = make("begun")
    react()
    print_wanted()
    assert (agreement.status, agreement.paper.is_ready, agreement.paper.is_sealed) == ("active", True, False)
    page = as_(cast.ana).get(f"/agreements/{agreement.ref}").text
    assert "The paper is being sealed. The agreement is in force all the same." in page
    answer = as_(cast.ana).get(f"/agreements/{agreement.ref}/paper")
    assert (answer.status_code, "being sealed" in answer.text) == (403, True)
    assert copies(session) == set()
    work()
    assert "Sealed on" in as_(cast.ana).get(f"/agreements/{agreement.ref}").text


def test_it_is_sealed_once_however_often_the_job_runs(sealing, make, work, seal, later, session):
    agreement = make("begun")
    work()
    first = seal().content_sha256
    later()
    work()
    assert seal().content_sha256 == first
    names = [event.name for event in agreement.events]
    assert (names.count("agreement.sealed"), mails(session).count("began")) == (1, 3)


def test_a_paper_that_carries_a_seal_is_not_sealed_again(sealing, make, work, seal, session, later):
    make("begun")
    work()
    it = seal()
    it.printed_sha256, it.content_sha256, it.done_at = it.content_sha256, None, None
    session.commit()
    seal_papers()
    session.expire_all()
    assert "already" in seal().trouble


def test_without_a_key_the_printed_paper_goes_out_and_administrators_read_why(make, work, as_, cast, session):
    agreement = make("begun")
    work()
    assert copies(session) == {agreement.paper.content_sha256}
    answer = as_(cast.ana).get(f"/agreements/{agreement.ref}/paper")
    assert f"{agreement.ref}-not-sealed.pdf" in answer.headers["Content-Disposition"]
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    page = as_(cast.bea).get("/administration").text
    assert "SEAL_KEY" in page
    assert "1 signed paper" in page


def test_a_paper_from_before_there_was_a_key_is_sealed_too(make, work, seal, seal_files, settle, session):
    agreement = make("begun")
    work()
    settle(seal_key=str(seal_files.key), seal_certificate=str(seal_files.certificate))
    work()
    assert seal().is_ready
    assert agreement.paper.is_sealed
    assert mails(session).count("began") == 3


class TestTrouble:
    """What stops the seal is told to administrators; people have their paper all the same."""

    @pytest.fixture
    def dora(self, cast, session):
        cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
        session.flush()
        return cast.bea

    def test_a_key_that_went_missing(self, sealing, settle, make, work, seal, dora, as_, seal_files, later):
        settle(seal_key="/nowhere/key.pem")
        agreement = make("begun")
        work()
        assert "SEAL_KEY cannot be read" in seal().trouble
        page = as_(dora).get("/administration").text
        assert "SEAL_KEY cannot be read" in page
        assert "have the paper without its seal" in as_(dora).get(f"/agreements/{agreement.ref}").text
        assert as_(dora).get(f"/agreements/{agreement.ref}/paper").data == agreement.paper.content.body
        settle(seal_key=str(seal_files.key))
        as_(dora).post(f"/administration/seals/{seal().id}/attempt")
        work()
        assert seal().is_ready

    def test_a_password_that_does_not_fit(self, tmp_path, settle, make, work, seal, later):
        files = SealFiles(tmp_path / "key.pem", tmp_path / "certificate.pem")
        make_seal(files, "Gemeente Lindendal", password="right")
        settle(seal_key=str(files.key), seal_certificate=str(files.certificate), seal_password="wrong")
        make("begun")
        work()
        assert seal().trouble == "SEAL_PASSWORD does not open SEAL_KEY."
        settle(seal_password="right")
        later()
        work()
        assert (seal().is_ready, seal().trouble) == (True, None)

    def test_a_certificate_that_is_over(self, tmp_path, settle, make, work, seal):
        files = SealFiles(tmp_path / "key.pem", tmp_path / "certificate.pem")
        make_seal(files, "Gemeente Lindendal", days=-1)
        settle(seal_key=str(files.key), seal_certificate=str(files.certificate))
        make("begun")
        work()
        assert "holds from" in seal().trouble

    def test_a_chain_that_does_not_fit_the_key(self, tmp_path, settle, seal_files, make, work, seal):
        files = SealFiles(tmp_path / "key.pem", tmp_path / "certificate.pem")
        make_seal(files, "Gemeente Lindendal")
        settle(seal_key=str(files.key), seal_certificate=str(seal_files.certificate))
        make("begun")
        work()
        assert seal().trouble == "SEAL_KEY is not the key of the first certificate in SEAL_CERTIFICATE."

    def test_it_is_given_up_after_a_dozen_times_and_stays_visible(self, settle, make, work, seal, later):
        settle(seal_key="/nowhere/key.pem", seal_certificate="/nowhere/certificate.pem")
        make("begun")
        for _ in range(13):
            work()
            later()
        assert (seal().attempts, seal().is_stuck) == (12, True)


def test_sealing_ends_in_a_limited_time(sealing, make, work, seal, monkeypatch):
    from collab.sealing import sealing as asking

    monkeypatch.setattr(asking, "WALL_SECONDS", 0.05)
    make("begun")
    work()
    assert seal().trouble == "Sealing the paper takes too long."


def test_the_history_names_the_sealed_file(sealing, make, work, seal, session):
    agreement = make("begun")
    work()
    event = session.scalars(select(Event).where(Event.name == "agreement.sealed")).one()
    assert (event.agreement_id, event.data["paper"]) == (agreement.id, seal().content_sha256)
    assert session.get(Content, event.data["paper"]).size > 10_000
    assert event.happened_at - seal().sealed_at < timedelta(seconds=5)
