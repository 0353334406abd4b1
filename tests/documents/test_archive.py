"""A paper can be kept for thirty years and read by everyone, whatever people typed in it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from collab.documents.printing import print_pdf
from tests.documents.hard import hostile, strange
from tests.documents.samples import canonical, complex_agreement, evidence, light, three_parties
from tests.verapdf import broken_rules

pytestmark = pytest.mark.xdist_group("paper")

SAMPLES = [
    (light, "nl"), (light, "en"), (complex_agreement, "nl"), (three_parties, "en"),
    (hostile, "nl"), (strange, "en"),
]  # fmt: skip


@pytest.mark.parametrize(("sample", "language"), SAMPLES, ids=lambda value: getattr(value, "__name__", value))
@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_keeps_every_rule_of_the_archive_and_of_access(paper, sample, language, profile):
    assert broken_rules(paper(sample, language=language), profile) == []


def test_the_engine_notices_a_paper_that_breaks_the_rules():
    from weasyprint import HTML

    careless = HTML(string="<p>Hello, what a paper.</p>" * 40).write_pdf()
    assert broken_rules(careless, "3a") != []
    assert broken_rules(careless, "ua1") != []


@pytest.mark.parametrize("sample", [light, strange])
def test_carries_the_signed_agreement_byte_for_byte(paper, sample):
    catalog = PdfReader(BytesIO(paper(sample, language="en"))).trailer["/Root"]
    (source,) = catalog["/AF"]
    source = source.get_object()
    assert source["/AFRelationship"] == "/Source"
    assert source["/UF"] == "overeenkomst.json"
    assert source["/EF"]["/F"].get_data() == canonical({**sample(), "language": "en"})


def test_says_its_language_and_title(paper):
    file = PdfReader(BytesIO(paper(light, language="nl")))
    assert file.trailer["/Root"]["/Lang"] == "nl"
    assert file.metadata.title == "Samenwerkingsovereenkomst Buurttuin De Linde"
    assert PdfReader(BytesIO(paper(light, language="en"))).trailer["/Root"]["/Lang"] == "en"


def test_printed_again_gives_the_same_bytes(press, paper):
    made = {**light(), "language": "nl"}
    again = print_pdf(press(made, evidence(made)), canonical(made), "overeenkomst.json")
    assert again == paper(light, language="nl")
