"""The library is complete, says the same in both languages, and speaks plain words."""

import re
from pathlib import Path

import pytest

from collab.agreements import library
from collab.agreements.library import ARTICLES, TOPICS, Need, Topic, blanks, topics_for
from collab.agreements.library.nouns import TERMS
from collab.agreements.library.reading import TEXTS, NotALibrary, read_all

LIGHT_LIMIT, LIGHT_TOPIC_LIMIT, SENTENCE_LIMIT, LEAD_LIMIT = 650, 30, 25, 3
NOT_IN_DUTCH = (
    r"contract\w*|pact|convenant|clausule\w*|bepaling\w*|dossier\w*|zaak|zaken|case|traject\w*|wijzigingsverzoek"
    r"|revisie|accorder\w*|goedgekeurd\w*|verplicht\w*|deliverable|faciliteren|middelen|actiehouder|doorlooptijd"
    r"|sla|overschreden|contactperso\w+|backup|autorisatie|assessment|scan|score|niveau|volwassenheid"
    r"|uitzondering\w*|conflict\w*|klacht\w*|escalatie|beëindiging|exit|hash|checksum|database|helaas|oeps"
    r"|in behandeling|in gebreke|t/m|i\.v\.m|o\.b\.v|d\.m\.v|bijv|evt"
)
NOT_IN_ENGLISH = r"contract\w*|pact|covenant|clause\w*|dossier|deliverable\w*|facilitat\w*|shall|hereby"

every_topic = pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.code)


def texts_of(topic: Topic, language: str) -> dict[str, str]:
    return {name: getattr(topic, name).said_in(language) for name in TEXTS}


def sentences(text: str) -> list[str]:
    """A blank counts as one word; a line of a list is a sentence of its own."""
    plain = re.sub(r"\[…[^\]]*\]", "blank", text)
    return [part.strip("- ") for part in re.split(r"(?<=[.?!])\s+|\n", plain) if part.strip("- ")]


def words(text: str) -> int:
    return len(text.split())


def found(banned: str, text: str) -> list[str]:
    return re.findall(rf"(?<!\w)(?:{banned})(?!\w)", text.lower())


def test_every_topic_stands_in_the_library_once():
    codes = [topic.code for article in ARTICLES for topic in article.topics]
    assert sorted(codes) == [f"A{number:02}" for number in range(1, 37)]


def test_there_are_seventeen_articles_with_the_topics_we_agreed_on():
    gathered = {article.number: " ".join(topic.code for topic in article.topics) for article in ARTICLES}
    assert gathered == {
        1: "A01 A02",
        2: "A04",
        3: "A03",
        4: "A05 A29",
        5: "A06 A09 A12",
        6: "A10 A15 A27",
        7: "A07",
        8: "A11 A19",
        9: "A13 A14 A16",
        10: "A21 A22 A23 A24",
        11: "A18",
        12: "A17",
        13: "A25 A08 A26",
        14: "A20",
        15: "A31 A35",
        16: "A32 A33",
        17: "A28 A30 A34 A36",
    }
    assert all(topic.article == article.number for article in ARTICLES for topic in article.topics)


def test_every_kind_of_terms_has_one_topic():
    kinds = [topic.terms for topic in TOPICS.values() if topic.terms]
    assert sorted(kinds) == sorted(TERMS)


@every_topic
def test_a_topic_says_everything_in_both_languages(topic):
    for language in ("nl", "en"):
        assert all(texts_of(topic, language).values())
    assert topic.wording.nl != topic.wording.en


@every_topic
def test_blanks_are_few_and_the_same_in_both_languages(topic):
    for text in (topic.wording, topic.light_wording):
        assert len(blanks(text.nl)) == len(blanks(text.en)) <= 2
        assert text.nl.count("[") == text.nl.count("]") == len(blanks(text.nl))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_light_agreement_fits_on_two_pages(language):
    must = [topic.light_wording.said_in(language) for topic in TOPICS.values() if topic.light == Need.MUST]
    assert sum(map(words, must)) < LIGHT_LIMIT


@every_topic
def test_a_light_wording_is_short(topic):
    assert words(topic.light_wording.nl) <= LIGHT_TOPIC_LIMIT
    assert words(topic.light_wording.en) <= LIGHT_TOPIC_LIMIT


def test_a_light_agreement_asks_less_and_always_the_seven_topics_of_the_framework():
    light = {topic.code for topic in TOPICS.values() if topic.light == Need.MUST}
    complex_ = {topic.code for topic in TOPICS.values() if topic.complex == Need.MUST}
    assert {"A04", "A07", "A09", "A10", "A17", "A19", "A20", "A26"} <= light < complex_
    assert len(light) <= 16


@every_topic
@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_can_be_read_in_one_breath(topic, language):
    for name, text in texts_of(topic, language).items():
        too_long = [sentence for sentence in sentences(text) if words(sentence) > SENTENCE_LIMIT]
        assert not too_long, name


@every_topic
def test_only_our_own_words_are_used(topic):
    for text in texts_of(topic, "nl").values():
        assert found(NOT_IN_DUTCH, text) == []
        assert "!" not in text
    for text in texts_of(topic, "en").values():
        assert found(NOT_IN_ENGLISH, text) == []
        assert "!" not in text


@every_topic
def test_the_agreement_itself_says_we_and_not_you(topic):
    for name in ("wording", "light_wording", "nothing"):
        assert found("u|uw", getattr(topic, name).nl) == []
        assert found("you|your", getattr(topic, name).en) == []


@every_topic
def test_explanations_take_two_to_five_sentences(topic):
    for language in ("nl", "en"):
        assert 2 <= len(sentences(topic.explanation.said_in(language))) <= 5
        assert len(sentences(topic.why.said_in(language))) == 1


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.title.en)
def test_an_article_opens_with_a_short_lead(article):
    for language in ("nl", "en"):
        assert article.title.said_in(language)
        assert len(sentences(article.gist.said_in(language))) == 1
        assert 1 <= len(sentences(article.explanation.said_in(language))) <= LEAD_LIMIT
    for text in (article.title, article.gist, article.explanation):
        assert found(NOT_IN_DUTCH, text.nl) + found(NOT_IN_ENGLISH, text.en) == []


def test_consequences_hold_for_the_municipality_as_for_the_collective():
    for text in (TOPICS["A18"].wording.nl, TOPICS["A18"].light_wording.nl):
        assert "ook voor de gemeente" in text
    assert "elke partij" in TOPICS["A26"].wording.nl.lower()


def test_public_bodies_among_themselves_are_not_asked_about_liability():
    between_public = {topic.code for topic in topics_for({"school", "water_board"})}
    assert not {"A23", "A24"} & between_public
    assert {"A23", "A24"} <= {topic.code for topic in topics_for({"school", "association"})}


def test_autonomy_is_asked_when_citizens_take_part():
    assert TOPICS["A31"].concerns({"company", "informal_group"})
    assert not TOPICS["A31"].concerns({"company"})


def test_a_question_that_is_only_asked_if_any_never_stops_anything():
    asked = {topic.code for topic in TOPICS.values() if topic.if_any}
    assert asked == {"A29", "A32", "A33"}
    assert all(TOPICS[code].need(weight) == Need.MAY for code in asked for weight in ("light", "complex"))


def test_weight_decides_which_wording_is_offered():
    topic = TOPICS["A18"]
    assert topic.wording_for("light") is topic.light_wording
    assert topic.wording_for("complex") is topic.wording


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ('code = "A07"', 'code = "A08"', "two places"),
        ('terms = "term"', 'terms = "terms"', "unknown terms"),
        ('light = "must"', 'light = "often"', "often"),
        ('nl = "Looptijd"', 'nl = " "', "empty"),
        ("De looptijd staat hieronder.", "De looptijd is […aantal] jaar.", "other blanks"),
        ("De looptijd staat hieronder.", "De looptijd is [… jaar.", "broken blank"),
        ('complex = "must"', 'complex = "must"\nif_any = true', "never be a must"),
        ('complex = "must"', 'complex = "must"\nonly_kinds = ["club"]', "club"),
        ('complex = "must"', 'complex = "must"\ncolour = "red"', "unknown: colour"),
        ("number = 7", "number = 18", "numbers"),
    ],
)
def test_a_mistake_in_a_file_is_found_when_it_is_read(tmp_path, was, becomes, why):
    for path in Path(library.__file__).parent.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    broken = tmp_path / "07-term.toml"
    assert was in broken.read_text("utf-8")
    broken.write_text(broken.read_text("utf-8").replace(was, becomes, 1), "utf-8")
    with pytest.raises(NotALibrary, match=why):
        read_all(tmp_path)
