"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

PIECES = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """A stretch of text: "same", "added" or "removed"."""

    kind: str
    text: str


def words_between(before: str, after: str) -> list[Piece]:
    old, new = PIECES.findall(before), PIECES.findall(after)
    made = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made.append(Piece("same", "".join(old[a:b])))
            continue
        made += [Piece("removed", "".join(old[a:b]))] if b > a else []
        made += [Piece("added", "".join(new[c:d]))] if d > c else []
    return made
