"""Anybody can check a paper, by its file or its code; whatever they send, the answer comes, and in time."""

import time
from io import BytesIO

import pytest
from sqlalchemy import func, select

from collab.documents.models import Content
from collab.sealing import checking
from tests.sealing.hostile import BROKEN, CHANGED, FOREIGN

pytestmark = pytest.mark.xdist_group("sealing")

REAL = "This is a real agreement."
UNSEALED = "This is a real agreement, on a paper without a seal."
CHANGED_SINCE = "This file was changed."
UNKNOWN = "We do not know this."
NAMES = ("Ana", "Bea", "Ben", "Green Street", "Garden")


@pytest.fixture
def upload(client):
    def upload(pdf: bytes, name: str = "paper.pdf"):
        return client.post("/check", data={"paper": (BytesIO(pdf), name), "code": ""})

    return upload


@pytest.fixture
def client(client):
    """A visitor who reads English."""
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_the_sealed_paper_is_real_and_the_answer_names_nobody(sealed, upload):
    page = upload(sealed)
    assert page.status_code == 200
    assert all(words in page.text for words in (REAL, "LD-1-1", "In force from"))
    assert [name for name in NAMES if name in page.text] == []


def test_the_printed_paper_is_real_without_a_seal(sealed, seal, upload):
    assert UNSEALED in upload(seal().printed.body).text


@pytest.mark.parametrize("made", CHANGED.values(), ids=CHANGED)
def test_a_paper_that_was_changed_after_sealing(sealed, upload, made):
    page = upload(made(sealed))
    assert (page.status_code, CHANGED_SINCE in page.text) == (200, True)
    assert REAL not in page.text


@pytest.mark.parametrize("made", FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_is_none_of_ours(sealing, upload, made):
    file, began = made(b""), time.monotonic()
    page = upload(file)
    assert (page.status_code, UNKNOWN in page.text) == (200, True)
    assert time.monotonic() - began < checking.WALL_SECONDS + 2


@pytest.mark.parametrize("made", BROKEN.values(), ids=BROKEN)
def test_a_broken_paper_is_never_called_real(sealed, upload, made):
    page = upload(made(sealed))
    assert (page.status_code, REAL in page.text) == (200, False)
    assert CHANGED_SINCE in page.text or UNKNOWN in page.text


def test_a_seal_of_somebody_else_is_not_ours(sealed, seal, settle, tmp_path, upload):
    from collab.sealing.sealing import seal_pdf
    from engines.authority import SealFiles, make_seal

    ours = checking.current_app.config["SETTINGS"]
    theirs = SealFiles(tmp_path / "key.pem", tmp_path / "certificate.pem")
    make_seal(theirs, "Gemeente Elders")
    settle(seal_key=str(theirs.key), seal_certificate=str(theirs.certificate))
    forged = seal_pdf(seal().printed.body).pdf
    settle(seal_key=ours.seal_key, seal_certificate=ours.seal_certificate)
    assert CHANGED_SINCE in upload(forged).text


def test_our_seal_on_the_same_paper_is_real_though_nobody_kept_these_bytes(sealed, seal, upload):
    from collab.sealing.sealing import seal_pdf

    again = seal_pdf(seal().printed.body).pdf
    assert again != sealed
    assert REAL in upload(again).text


def test_what_is_sent_is_not_kept(sealed, upload, session):
    count = select(func.count()).select_from(Content)
    before = session.scalar(count)
    upload(sealed + b"%")
    assert session.scalar(count) == before


def test_an_empty_file_is_none_of_ours(upload):
    assert UNKNOWN in upload(b"").text


def test_more_than_it_may_be_is_refused(client, upload):
    assert upload(b"%PDF-1.7" + bytes(3 * 1024 * 1024)).status_code == 413


@pytest.mark.parametrize("sent", [{}, {"paper": (BytesIO(b""), "")}], ids=["nothing", "no file chosen"])
def test_nothing_is_not_enough(client, sent):
    page = client.post("/check", data={"code": "", **sent})
    assert (page.status_code, "Choose a PDF file, or type the code." in page.text) == (422, True)


@pytest.mark.parametrize("typed", ["{}", " {} ", "HTTPS://town.example/check/{}", "{}/"])
def test_the_code_is_read_as_people_type_it(make, client, typed):
    code = make("begun").text.digest[:32]
    answer = client.post("/check", data={"code": typed.format(code.upper())})
    assert (answer.status_code, answer.location) == (303, f"/check/{code}")
    assert REAL in client.get(answer.location).text


@pytest.mark.parametrize("length", [32, 64])
def test_a_code_of_an_agreement_in_force_names_nobody(make, client, length):
    page = client.get(f"/check/{make('begun').text.digest[:length]}")
    assert (page.status_code, REAL in page.text, "LD-1-1" in page.text) == (200, True, True)
    assert [name for name in NAMES if name in page.text] == []


@pytest.mark.parametrize("moment", ["frozen", "half signed"])
def test_a_text_that_not_all_signed_is_no_agreement(make, client, moment):
    page = client.get(f"/check/{make(moment).text.digest}").text
    assert "not all parties signed it" in page
    assert REAL not in page


def test_an_earlier_text_of_an_agreement_in_force_is_no_agreement(make, client, cast):
    agreement = make("half signed")
    earlier = agreement.text.digest
    agreement.reopen("A word was wrong.", by=cast.ana)
    agreement.propose(1, {"A01": {"text": "Other.", "nothing": False, "terms": None}}, seen=1, by=cast.ana)
    assert "not all parties signed it" in client.get(f"/check/{earlier}").text


@pytest.mark.parametrize("code", ["0" * 64, "0" * 32, "abc", "%25" * 40, "%00", "a" * 5000])
def test_an_unknown_code_is_no_proof(make, client, code):
    make("begun")
    page = client.get(f"/check/{code}")
    assert (page.status_code, REAL in page.text, "LD-1-1" in page.text) == (404, False, False)


def test_two_files_are_looked_at_at_once_and_not_three(sealed, upload, monkeypatch):
    monkeypatch.setattr(checking, "PATIENCE", 0.01)
    for _ in range(2):
        checking.looking.acquire()
    try:
        assert upload(sealed + b"%").status_code == 503
        assert upload(sealed).status_code == 200
    finally:
        for _ in range(2):
            checking.looking.release()
    assert upload(sealed + b"%").status_code == 200
