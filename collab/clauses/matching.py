"""Whether a text is a wording of the library with its blanks filled in."""

import re
import unicodedata

from collab.agreements.library import Topic, blanks

BLANK = re.compile(r"\[…[^\[\]…]+\]")
GAP = "\0"
LONGEST_FILL = 600  # on average per blank: what is longer is a text of its own
SIGNS = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})
NEXT_SENTENCE = re.compile(r"(?<!\bdhr)(?<!\bmevr)(?<!\bdrs)(?<!\bMr)(?<!\bMrs)(?<=\w\w)[.!?] (?=[A-Z])")


def fits(pattern: str, text: str) -> bool:
    """The same words, whatever the white space and quotes; a blank holds anything, but not a new sentence."""
    said = _plain(text)
    fills = _between(_plain(BLANK.sub(GAP, pattern)).split(GAP), said)
    if fills is None:
        return False
    too_long = sum(map(len, fills)) > LONGEST_FILL * len(fills)
    return not too_long and all(fill.strip() and not NEXT_SENTENCE.search(fill) for fill in fills)


def is_broken(text: str) -> bool:
    """A bracket that is not part of a blank: "[…what to fill in]"."""
    return not text.count("[") == text.count("]") == len(blanks(text))


def holds(topic: Topic, word: str) -> bool:
    """Whether the library's own words on a topic hold this one."""
    texts = (topic.title, topic.explanation, topic.why)
    return topic.code.casefold() == word or any(word in f"{it.nl} {it.en}".casefold() for it in texts)


def _between(parts: list[str], said: str) -> list[str] | None:
    """What stands between these parts, when they stand in the text in this order. Linear in the text."""
    first, *rest = parts
    if not rest:
        return [] if said == first else None
    *middle, last = rest
    at, end = len(first), len(said) - len(last)
    if not (said.startswith(first) and said.endswith(last) and at <= end):
        return None
    fills = []
    for part in middle:
        found = said.find(part, at + 1, end)
        if found < 0:
            return None
        fills.append(said[at:found])
        at = found + len(part)
    return [*fills, said[at:end]]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(SIGNS).split())
