"""Signed with a pen: one side brings the scan, and it counts when the other side says that it is so."""

import zlib
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from collab.agreements import policy
from collab.agreements.lifecycle import PartyRole, Status
from collab.agreements.parties import Party
from collab.agreements.plan import Plan
from collab.clock import today
from collab.collectives.words import Ground
from collab.documents.uploads import Unfit, fit
from tests.round import mails, react

from .conftest import share, sign, texts


def photo(kind: str = "JPEG") -> bytes:
    kept = BytesIO()
    picture = Image.new("RGB", (60, 40), "white")
    about = Image.Exif()
    about[0x010E] = "at the house of Ana"
    picture.save(kept, kind, **({"exif": about} if kind == "JPEG" else {}))
    return kept.getvalue()


def pdf(change=lambda writer: None) -> bytes:
    writer, kept = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    change(writer)
    writer.write(kept)
    return kept.getvalue()


@pytest.fixture
def bring(frozen, cast, as_):
    """Ben brings a paper that Ana signed."""

    def bring(body: bytes, name: str = "scan.pdf", by=None, who: str = ""):
        agreement = bring.agreement
        form = {
            "who": who or f"{cast.ana.id}-C-1", "signed_on": today().isoformat(), "reason": "No computer.",
            "file": (BytesIO(body), name),
        }  # fmt: skip
        address = f"/agreements/{agreement.ref}/paper-signatures/new"
        return as_(by or cast.ben).post(address, data=form, content_type="multipart/form-data")

    bring.agreement = frozen()
    return bring


def test_it_counts_when_the_collective_confirms_it(bring, cast, as_, session):
    agreement = bring.agreement
    assert bring(pdf()).status_code == 303
    assert agreement.text.signatures == []
    react()
    assert "paper_brought" in mails(session, cast.ana)
    [scan] = agreement.text.scans
    address = f"/agreements/{agreement.ref}/paper-signatures/{scan.id}"
    assert "Yes, this is the signature" in texts(as_(cast.ana).get(address))
    assert as_(cast.ana).post(f"{address}/confirmation").status_code == 303
    [signature] = agreement.text.signatures
    assert (signature.typed_name, signature.proof, signature.on_paper_on) == ("Ana", "paper", today())
    assert policy.sign(cast.ana, agreement) == "Green Street has signed already."
    sign(agreement, cast.bea)
    assert agreement.status == Status.ACTIVE


def test_neither_who_brought_it_nor_who_may_not_sign_confirms_it(bring, cast, as_):
    agreement = bring.agreement
    bring(pdf())
    [scan] = agreement.text.scans
    address = f"/agreements/{agreement.ref}/paper-signatures/{scan.id}"
    answers = [as_(who).post(f"{address}/confirmation").status_code for who in (cast.ben, cast.bea, cast.ali)]
    assert answers == [403, 403, 403]
    assert as_(cast.cyd).post(f"{address}/confirmation").status_code == 404
    assert agreement.text.signatures == []


def test_what_is_contested_does_not_count_and_can_be_brought_again(bring, cast, as_, session):
    agreement = bring.agreement
    bring(pdf())
    [scan] = agreement.text.scans
    address = f"/agreements/{agreement.ref}/paper-signatures/{scan.id}"
    assert as_(cast.ana).post(f"{address}/contest", data={"why": ""}).status_code == 422
    as_(cast.ana).post(f"{address}/contest", data={"why": "This is not my hand."})
    assert agreement.text.signatures == []
    react()
    assert "paper_contested" in mails(session, cast.ben)
    assert "This is not my hand." in texts(as_(cast.ben).get(address))
    assert as_(cast.ana).post(f"{address}/confirmation").status_code == 403
    assert bring(photo(), "photo.jpg").status_code == 303


def test_a_collective_brings_a_paper_too_and_the_municipality_confirms(bring, cast, as_):
    agreement = bring.agreement
    assert bring(photo("PNG"), "x.exe", by=cast.ana, who=f"{cast.bea.id}-municipality").status_code == 303
    [scan] = agreement.text.scans
    as_(cast.ben).post(f"/agreements/{agreement.ref}/paper-signatures/{scan.id}/confirmation")
    assert [signature.person for signature in agreement.text.signatures] == [cast.bea]


@pytest.fixture
def lay_down(bring, cast, session):
    """The same agreement, frozen anew under another plan."""

    def lay_down(*shares):
        agreement = bring.agreement
        agreement.reopen("Others sign.", by=cast.ben)
        agreement.plan_signing(Plan(False, shares), by=cast.ben)
        agreement.freeze(by=cast.ben)
        session.flush()
        return agreement

    return lay_down


def test_a_guardian_signs_on_paper_too_for_each_minor_apart(bring, lay_down, cast, dee, as_, session):
    agreement = lay_down(share("C-1", 1, 2, (dee.id, "Tim"), (dee.id, "Tom")))
    page = texts(as_(cast.ben).get(f"/agreements/{agreement.ref}/paper-signatures/new"))
    assert "Tim, represented by Dee (guardian) (Green Street)" in page
    for minor in ("Tom", "Tim"):
        assert bring(pdf(), who=f"{dee.id}-C-1~{minor}").status_code == 303
        scan = agreement.text.scans[-1]
        address = f"/agreements/{agreement.ref}/paper-signatures/{scan.id}"
        read = texts(as_(cast.ana).get(address))
        assert f"{minor}, represented by Dee (guardian) signed for Green Street." in read
        assert as_(cast.ana).post(f"{address}/confirmation").status_code == 303
    signed = [(one.typed_name, one.minor, one.person, one.proof) for one in agreement.text.signatures]
    assert signed == [
        ("Tom, represented by Dee (guardian)", "Tom", dee, "paper"),
        ("Tim, represented by Dee (guardian)", "Tim", dee, "paper"),
    ]
    assert agreement.signed_parties == {agreement.parties[0]}


def test_of_two_collectives_only_the_one_that_signed_is_asked_and_answers(bring, cast, case, as_, session):
    case.involve(cast.other, by=cast.ben)
    bring.agreement.parties.append(Party(role=PartyRole.COLLECTIVE, collective=cast.other))
    cast.other.give_authority(cast.cyd, Ground.MINUTES, reference="June", by=cast.cyd, starts_on=today())
    session.flush()
    react()
    agreement = bring.agreement
    assert bring(pdf()).status_code == 303
    [scan] = agreement.text.scans
    react()
    assert "paper_brought" in mails(session, cast.ana)
    assert "paper_brought" not in mails(session, cast.cyd)
    asks = "Say whether a signature on paper is right"
    assert [asks in texts(as_(who).get("/overview")) for who in (cast.ana, cast.cyd)] == [True, False]
    address = f"/agreements/{agreement.ref}/paper-signatures/{scan.id}/confirmation"
    assert [as_(who).post(address).status_code for who in (cast.cyd, cast.ana)] == [403, 303]


def test_the_scan_is_for_the_parties_and_opens_nothing_by_itself(bring, cast, as_):
    agreement = bring.agreement
    bring(photo())
    [scan] = agreement.text.scans
    address = f"/agreements/{agreement.ref}/paper-signatures/{scan.id}/scan"
    answer = as_(cast.ana).get(address)
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert as_(cast.cyd).get(address).status_code == 404


def test_a_photo_is_drawn_anew_without_what_it_tells_about_where_it_was_taken():
    body, media_type = fit(photo())
    assert media_type == "image/jpeg"
    assert b"house of Ana" in photo()
    assert b"house of Ana" not in body


@pytest.mark.parametrize("body", [b"", b"MZ program", b"<svg onload=x>", b"GIF89a", b"%PDF-1.4 nothing"])
def test_what_is_no_scan_is_refused_whatever_it_is_called(bring, body):
    answer = bring(body, "scan.pdf")
    assert answer.status_code == 422
    assert "photo" in texts(answer)


def test_who_brings_an_empty_file_reads_that_it_is_empty(bring):
    assert "This file is empty" in texts(bring(b"", "scan.pdf"))
    assert "This is no PDF and no photo" in texts(bring(b"MZ program", "scan.pdf"))


def act(writer, kind: str, name: str, what: str) -> None:
    """When the file opens, this happens."""
    parts = {NameObject("/S"): NameObject(kind), NameObject(name): TextStringObject(what)}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(parts)


def test_a_pdf_in_which_something_happens_by_itself_is_refused(bring):
    for change in (
        lambda writer: act(writer, "/JavaScript", "/JS", "app.alert(1)"),
        lambda writer: writer.add_attachment("x.exe", b"MZ"),
        lambda writer: act(writer, "/Launch", "/F", "x.exe"),
        lambda writer: writer.encrypt("secret"),
    ):
        answer = bring(pdf(change))
        assert answer.status_code == 422
    assert bring.agreement.text.scans == []


def test_a_pdf_that_unpacks_to_far_more_than_it_seems_is_refused():
    bomb = zlib.compress(bytes(70_000_000), 9)
    body = b"%PDF-1.5\n1 0 obj<</Filter/FlateDecode/Length 1>>\nstream\n" + bomb + b"\nendstream\nendobj\n"
    with pytest.raises(Unfit, match="too large"):
        fit(body)
