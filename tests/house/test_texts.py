"""Every text of the interface has its Dutch, says as much as the English does, and keeps to plain words."""

import re

import pytest

from collab.i18n import dutch, missing

NOT_IN_DUTCH = (
    r"dossiers?|zaak|zaken|cases?|traject\w*|contract\w*|pact|convenant\w*|clausules?|bepalingen|wijzigingsverzoek\w*"
    r"|revisies?|accorder\w*|goedgekeurd|verplichting\w*|deliverables?|faciliter\w+|middelen|actiehouder|doorlooptijd"
    r"|overschreden|contactperso\w+|backup|autorisatie\w*|assessments?|scans?|scores?|niveaus?|volwassen(heid)?"
    r"|uitzondering\w*|conflict\w*|klacht\w*|escalatie\w*|beëindig\w*|exit|hash|checksum|database|commons"
    r"|helaas|oeps|(?-i:SLA)|in behandeling|in gebreke|bijv|evt|enz|t/m|i\.v\.m|o\.b\.v|d\.m\.v|m\.b\.t"
)
FAMILIAR = r"je|jij|jou|jouw|jullie|jezelf"
# The design itself says these, where they are no tool that judges people.
SAID_BY_THE_DESIGN = {"Scan de code"}
BLANK = re.compile(r"%\((\w+)\)([sd])")
COUNT = {("num", "s")}


@pytest.fixture(scope="module")
def texts():
    """The catalogue as the sources ask for it now."""
    return [message for message in dutch() if message.id]


@pytest.fixture(scope="module")
def sentences(texts):
    return [sentence for message in texts for sentence in forms(message.string) if sentence]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def blanks(text: str) -> set[tuple[str, str]]:
    return set(BLANK.findall(text))


def found(words: str, sentence: str) -> list[str]:
    for said in SAID_BY_THE_DESIGN:
        sentence = sentence.replace(said, "")
    return [match[0] for match in re.finditer(rf"(?i)(?<!\w)(?:{words})(?!\w)", sentence)]


def test_nobody_meets_a_text_without_dutch():
    assert missing(dutch()) == []


def test_what_is_filled_in_is_the_same_in_both_languages(texts):
    """One may be written out ("één dag"), so only a singular may leave the number away."""
    wrong = []
    for message in texts:
        english, said = forms(message.id), forms(message.string)
        asked = set().union(*map(blanks, english))
        may_leave = [COUNT, *[set()] * (len(said) - 1)] if len(said) > 1 else [set()]
        for sentence, spare in zip(said, may_leave, strict=True):
            if sentence and not asked - spare <= blanks(sentence) <= asked:
                wrong.append((english[0], sentence))
    assert wrong == []


def test_a_percent_sign_never_breaks_a_sentence(sentences):
    for sentence in sentences:
        assert sentence % {name: 7 for name, _ in blanks(sentence)}


def test_words_that_keep_people_out_are_not_used(sentences):
    assert {sentence: bad for sentence in sentences if (bad := found(NOT_IN_DUTCH, sentence))} == {}


def test_people_are_addressed_with_u(sentences):
    assert {sentence: bad for sentence in sentences if (bad := found(FAMILIAR, sentence))} == {}


def test_nobody_is_shouted_at(sentences):
    assert [sentence for sentence in sentences if "!" in sentence] == []
