"""What stands on a paper: all that was agreed, who signed, and when."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from collab.agreements.blocks import sentences
from collab.agreements.paper import numbered
from tests.documents.hard import LONG_WORD, strange
from tests.documents.samples import (
    bare,
    canonical,
    complex_agreement,
    evidence,
    light,
    read,
    three_parties,
)

pytestmark = pytest.mark.xdist_group("paper")


def pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def in_order(text: str, *wanted: str) -> bool:
    places = [text.find(bare(words)) for words in wanted]
    return -1 not in places and places == sorted(places)


def test_a_short_agreement_fits_on_two_pages(paper):
    assert pages(paper(light, language="nl")) == 2
    assert pages(paper(light, language="en")) == 2


@pytest.mark.parametrize("sample", [light, complex_agreement])
def test_every_word_that_was_agreed_stands_on_the_paper(paper, sample):
    printed = read(paper(sample, language="nl"))
    for article in sample()["articles"]:
        assert bare(article["title"]) in printed
        for provision in article["provisions"]:
            for paragraph in (provision["text"] or "").split("\n\n"):
                assert bare(paragraph) in printed


def test_a_party_reads_what_each_promised_and_when(paper):
    assert in_order(
        read(paper(light, language="nl")),
        "Vereniging Buurttuin De Linde belooft", "Tuin open van april tot en met oktober", "20 uur per week",
        "Gemeente Lindendal belooft", "Sleutels van de berging en de poort", "Uiterlijk 15 januari 2027",
    )  # fmt: skip


def test_a_party_that_promises_nothing_is_named(press):
    made = light()
    terms = made["articles"][4]["provisions"][1]["terms"]
    terms[:] = [promise for promise in terms if promise["by"] == "LINDE"]
    assert "Gemeente Lindendal doet in dit artikel geen toezeggingen." in press(made, evidence(made))


def test_what_somebody_promised_who_is_no_party_any_more_still_stands(press):
    made = light()
    made["articles"][4]["provisions"][1]["terms"][0]["by"] = "VERTROKKEN"
    assert "VERTROKKEN belooft" in press(made, evidence(made))


@pytest.mark.parametrize(("typed", "unit", "printed"), [
    ("4.500", "EUR", "€\u00a04.500"), ("4500", "EUR", "€\u00a04.500"), (12.5, "euro", "€\u00a012,50"),
    ("2,5", "uur", "2,5 uur"), ("een paar", "uur", "een paar uur"),
])  # fmt: skip
def test_a_sum_is_never_read_otherwise_than_it_was_typed(press, typed, unit, printed):
    made = light()
    made["articles"][4]["provisions"][1]["terms"][0].update(amount=typed, unit=unit)
    assert f">{printed}<" in bare_tags(press(made, evidence(made)))


def bare_tags(html: str) -> str:
    return html.replace("<bdi>", ">").replace("</bdi>", "<")


def test_the_facts_are_said_in_sentences(paper):
    printed = read(paper(complex_agreement, language="nl"))
    for said in (
        "De overeenkomst begint op 1 januari 2027. Zij duurt 3 jaar. Zij eindigt op 31 december 2029.",
        "Zij kan 2 keer worden verlengd, telkens met één jaar.",
        "De opzegtermijn is 30 dagen.",
        "Een pauze kondigen wij ten minste 48 uur van tevoren aan.",
        "Het collectief schrijft een verslag. Hoe vaak: elk half jaar.",
        "Het eerste is er uiterlijk op 15 juli 2027. De gemeente antwoordt binnen 14 dagen.",
        "Eerst praten wij met elkaar, ten hoogste 14 dagen.",
        "Elk jaar, voor het eerst uiterlijk 1 februari 2027",
        "€ 4.500", "€ 1.250,50", "Voor de tijd daarna is niets afgesproken.", "Daarna: Afdeling Vastgoed",
    ):  # fmt: skip
        assert bare(said) in printed


def test_nothing_agreed_is_said_aloud_and_hides_leftover_facts(press):
    made = light()
    made["articles"][12]["provisions"] = [
        {"topic": "A26", "title": "Opzeggen", "text": None, "nothing": True, "terms": {"notice_days": 30}}
    ]
    html = press(made, evidence(made))
    assert "Hierover is niets afgesproken." in html
    assert "opzegtermijn" not in html


def test_who_signed_stands_with_authority_time_and_zone(paper):
    printed = read(paper(complex_agreement, language="nl"))
    for said in ("Mandaatbesluit 2025-31, artikel 4", "Getekend op 18 december 2026 om 14.12 uur (CET)"):
        assert bare(said) in printed


def test_in_summer_the_zone_is_summer_time(press):
    made = light()
    proof = evidence(made)
    proof["signatures"][0]["signed_at"] = "2026-07-01T12:00:00Z"
    assert "(CEST)" in press(made, proof)


def test_the_fingerprint_can_be_read_aloud_in_fours(paper):
    file = PdfReader(BytesIO(paper(light, language="nl")))
    digest = evidence({**light(), "language": "nl"})["digest"]
    fours = [digest[n : n + 4] for n in range(0, 64, 4)]
    assert [word for word in file.pages[-1].extract_text().split() if word in fours] == fours


def test_three_parties_sign_one_paper(paper):
    printed = read(paper(three_parties, language="en"))
    signed = printed[printed.index(bare("All parties sign the same text.")) :]
    assert in_order(signed, "Amina Yıldız", "Marleen de Groot", "Ḥasan Öztürk")


def test_an_english_agreement_is_in_english(paper):
    printed = read(paper(three_parties, language="en"))
    moment = "Signed on 18 December 2026 at 14:12 (CET)"
    for said in ("The parties", moment, "Every half year", "€ 4,500", "Page"):
        assert bare(said) in printed
    assert "Bladzijde" not in printed


def test_a_letter_we_cannot_show_leaves_a_mark_and_stays_in_the_source(paper):
    pdf = paper(strange, language="en")
    printed = read(pdf)
    assert "çokgüzel" in printed
    assert "Привет,καλημέρα,TiếngViệt,é" in printed
    assert "日" not in printed
    assert "\ufffd\ufffd\ufffd" in printed
    assert "日本語" in canonical(strange()).decode()


def test_a_word_without_end_stays_on_the_paper(paper):
    assert LONG_WORD in read(paper(strange, language="en"))


def test_an_override_of_direction_cannot_turn_the_text_around(paper):
    assert "\u202e" not in read(paper(strange, language="en"))


def test_the_front_holds_when_names_are_long(paper):
    front = PdfReader(BytesIO(paper(strange, language="en"))).pages[0].extract_text()
    assert "LD-2026-031" in front


def test_lines_with_a_dash_become_a_list_without_a_number():
    made = sentences("We do:\n- mow\n- water\n\nAnd we rest.")
    assert [(block.kind, getattr(block, "lines", block.text)) for block in made] == [
        ("sentence", "We do:"),
        ("listing", ["mow", "water"]),
        ("sentence", "And we rest."),
    ]
    assert [getattr(block, "number", None) for block in numbered(5, made)] == ["5.1", None, "5.2"]
