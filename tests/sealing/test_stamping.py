"""With the address of a time-stamping authority the seal carries its time; without one nobody is called."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from collab.chores import MOST_ATTEMPTS
from collab.sealing import sealer
from tests.documents.conftest import paper, press
from tests.documents.samples import complex_agreement, light
from tests.post import free_port
from tests.sealing.authority import stamping
from tests.verapdf import broken_rules

__all__ = ["paper", "press"]
pytestmark = pytest.mark.xdist_group("paper")


def stamp(pdf: bytes):
    (seal,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    attributes = {one["type"].native: one for one in seal.signer_info["unsigned_attrs"] or ()}
    return attributes.get("signature_time_stamp_token")


@pytest.fixture
def sealed(app, sealing, paper):
    """A sample, sealed."""
    from collab.sealing.sealing import seal_pdf

    def sealed(sample, **changes) -> bytes:
        printed = paper(sample, **changes)
        with app.test_request_context():
            return seal_pdf(printed).pdf

    return sealed


@pytest.mark.parametrize("sample", [light, complex_agreement], ids=lambda sample: sample.__name__)
def test_a_sealed_paper_keeps_every_rule_of_the_archive_and_of_access(sealed, sample):
    pdf = sealed(sample, language="nl")
    assert broken_rules(pdf, "3a") == []
    assert broken_rules(pdf, "ua1") == []
    assert stamp(pdf) is None


def test_a_stamped_paper_keeps_them_too(sealed, settle):
    with stamping() as (address, asked):
        settle(timestamp_url=address)
        pdf = sealed(light, language="nl")
    assert len(asked) in (1, 2)
    assert stamp(pdf) is not None
    assert broken_rules(pdf, "3a") == []
    assert broken_rules(pdf, "ua1") == []


@pytest.mark.parametrize("trouble", ["refuses", "mumbles", "hangs"])
def test_an_authority_in_trouble_leaves_the_seal_owed(
    sealing, settle, make, work, seal, trouble, monkeypatch
):
    from collab.sealing import sealing as asking

    monkeypatch.setattr(asking, "WALL_SECONDS", 14)
    make("begun")
    with stamping(trouble) as (address, asked):
        settle(timestamp_url=address)
        work()
    assert asked
    assert seal().trouble == "The time-stamping authority did not answer as it should."
    assert seal().is_troubled


def test_an_authority_that_is_away_for_weeks_is_never_the_last_attempt(
    sealing, settle, make, work, seal, later, monkeypatch
):
    make("begun")
    settle(timestamp_url=f"http://127.0.0.1:{free_port()}")
    work()
    seal().attempts = MOST_ATTEMPTS + 3
    later()
    seal().attempts = MOST_ATTEMPTS - 1
    later()
    work()
    assert seal().attempts == MOST_ATTEMPTS - 1
    with stamping() as (address, _asked):
        settle(timestamp_url=address)
        later()
        work()
    assert (seal().is_ready, seal().stamped) == (True, True)


def test_the_patience_with_an_authority_is_shorter_than_the_time_for_sealing():
    from collab.sealing import sealing as asking

    assert 2 * sealer.PATIENCE < asking.WALL_SECONDS
