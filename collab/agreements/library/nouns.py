"""What the library is made of. Nothing here changes after it was read."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from collab.collectives.words import Kind

TERMS = frozenset(
    {
        "decisions",
        "place",
        "term",
        "suspension",
        "commitments",
        "support",
        "evaluation",
        "reporting",
        "conciliation",
        "joining",
        "exit",
        "notice",
        "permits",
        "deviations",
        "annexes",
    }
)
PUBLIC_KINDS = frozenset(kind for kind in Kind if kind.is_public_body)

_BLANK = re.compile(r"\[…([^\[\]…]+)\]")


def blanks(text: str) -> list[str]:
    """The hints of the places that are still to be filled in: "[…number of days]" gives "number of days"."""
    return _BLANK.findall(text)


class Need(StrEnum):
    MUST = "must"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class Words:
    nl: str
    en: str

    def said_in(self, language: str) -> str:
        return self.en if language == "en" else self.nl


@dataclass(frozen=True, slots=True)
class Topic:
    code: str
    article: int
    title: Words
    explanation: Words
    why: Words
    wording: Words
    light_wording: Words
    nothing: Words
    light: Need
    complex: Need
    terms: str | None
    usual: Mapping[str, Any]
    only_kinds: Set[str]
    not_between_public: bool
    if_any: bool
    sources: tuple[str, ...]

    def need(self, weight: str) -> Need:
        return self.light if weight == "light" else self.complex

    def wording_for(self, weight: str) -> Words:
        return self.light_wording if weight == "light" else self.wording

    def concerns(self, kinds: Set[str]) -> bool:
        """Is this asked when the municipality makes an agreement with parties of these kinds?"""
        if self.not_between_public and kinds <= PUBLIC_KINDS:
            return False
        return not self.only_kinds or not self.only_kinds.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Article:
    number: int
    title: Words
    gist: Words
    explanation: Words
    topics: tuple[Topic, ...]
