"""Reads the files of the library, and stops at the first mistake with the name of the file."""

import tomllib
from pathlib import Path
from types import MappingProxyType
from typing import Any

from collab.agreements.library.nouns import TERMS, Article, Need, Topic, Words, blanks
from collab.collectives.words import Kind

TEXTS = ("title", "explanation", "why", "wording", "light_wording", "nothing")
RULES = (
    "code",
    "terms",
    "light",
    "complex",
    "usual",
    "only_kinds",
    "not_between_public",
    "if_any",
    "sources",
)


class NotALibrary(ValueError):
    """A file of the library says something that cannot be used."""


def read_all(folder: Path) -> tuple[Article, ...]:
    articles = tuple(_read(path) for path in sorted(folder.glob("*.toml")))
    numbers = [article.number for article in articles]
    _demand(numbers == list(range(1, len(numbers) + 1)), folder.name, "numbers are not 1, 2, 3 …")
    codes = [topic.code for article in articles for topic in article.topics]
    _demand(len(codes) == len(set(codes)), folder.name, "a topic stands in two places")
    return articles


def _read(path: Path) -> Article:
    try:
        return _article(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, LookupError, TypeError, ValueError) as why:
        raise NotALibrary(f"{path.name}: {why}") from why


def _article(raw: dict[str, Any]) -> Article:
    number = raw["number"]
    return Article(
        number=number,
        title=_words(raw, "title"),
        gist=_words(raw, "gist"),
        explanation=_words(raw, "explanation"),
        topics=tuple(_topic(topic, number) for topic in raw["topics"]),
    )


def _topic(raw: dict[str, Any], article: int) -> Topic:
    code = raw["code"]
    strange = raw.keys() - {*TEXTS, *RULES}
    _demand(not strange, code, f"unknown: {', '.join(sorted(strange))}")
    topic = Topic(
        code=code,
        article=article,
        **{name: _words(raw, name, code) for name in TEXTS},
        light=Need(raw["light"]),
        complex=Need(raw["complex"]),
        terms=raw.get("terms"),
        usual=MappingProxyType(raw.get("usual", {})),
        only_kinds=frozenset(map(Kind, raw.get("only_kinds", ()))),
        not_between_public=raw.get("not_between_public", False),
        if_any=raw.get("if_any", False),
        sources=tuple(raw.get("sources", ())),
    )
    _check(topic)
    return topic


def _words(raw: dict[str, Any], name: str, where: str = "article") -> Words:
    words = Words(nl=raw[name]["nl"].strip(), en=raw[name]["en"].strip())
    _demand(words.nl and words.en, where, f"{name} is empty in one language")
    for text in (words.nl, words.en):
        _demand(text.count("[") == text.count("]") == len(blanks(text)), where, f"{name} has a broken blank")
    _demand(len(blanks(words.nl)) == len(blanks(words.en)), where, f"{name} has other blanks in one language")
    return words


def _check(topic: Topic) -> None:
    _demand(topic.terms is None or topic.terms in TERMS, topic.code, f"unknown terms: {topic.terms}")
    _demand(not topic.usual or topic.terms, topic.code, "usual terms, but no terms")
    # What is asked only "if any" must never stop a signature.
    never_must = topic.light == topic.complex == Need.MAY
    _demand(never_must or not topic.if_any, topic.code, "if_any can never be a must")


def _demand(fine: object, where: str, why: str) -> None:
    if not fine:
        raise NotALibrary(f"{where}: {why}")
