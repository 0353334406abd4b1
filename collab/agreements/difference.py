"""What differs between two texts, word by word, and between two lists of facts, fact by fact."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

STOPS = r"\s.,;:!?()\[\]“”\""
WORD = re.compile(rf"[^{STOPS}]+(?:[.,:][^{STOPS}]+)*\s*|[^\s]\s*|\s+")
MOST_PAIRS = 400_000  # of equal words; more takes longer than a reader waits
SAME, ADDED, REMOVED = "same", "added", "removed"
ALIKE = 0.4


class Piece(NamedTuple):
    """A run of words that stands in both texts, only in the new one, or only in the old one."""

    kind: str
    text: str


def words_between(before: str, after: str) -> list[Piece]:
    """The new text, with the words that went in their old place. Spacing is that of the new text."""
    old, new = WORD.findall(before), WORD.findall(after)
    if not _is_short(old, new):
        return _by_paragraph(before, after)
    return _joined(_pieces(old, new))


def lines_between(before: list[str], after: list[str]) -> list[list[Piece]]:
    """Facts as lines: a line that was changed is shown once, with its difference."""
    found: list[list[Piece]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [[Piece(SAME, line)] for line in after[c:d]]
        else:
            found += _changed_lines(before[a:b], after[c:d])
    return found


def is_changed(pieces: list[Piece]) -> bool:
    return any(piece.kind != SAME for piece in pieces)


def _is_short(old: list[str], new: list[str]) -> bool:
    there = Counter(map(_key, old))
    return sum(there[word] for word in map(_key, new)) <= MOST_PAIRS


def _by_paragraph(before: str, after: str) -> list[Piece]:
    """A very long text: whole paragraphs first, then the words of those that changed, as far as that goes."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        was, becomes = "".join(old[a:b]), "".join(new[c:d])
        words = WORD.findall(was), WORD.findall(becomes)
        if tag == "equal":
            found.append(Piece(SAME, becomes))
        elif _is_short(*words):
            found += _pieces(*words)
        else:
            found += [Piece(REMOVED, was), Piece(ADDED, becomes)]
    return _joined(found)


def _pieces(old: list[str], new: list[str]) -> list[Piece]:
    match = SequenceMatcher(None, [_key(word) for word in old], [_key(word) for word in new], autojunk=False)
    found: list[Piece] = []
    for tag, a, b, c, d in match.get_opcodes():
        if tag == "equal":
            found.append(Piece(SAME, "".join(new[c:d])))
        else:
            found += [Piece(REMOVED, "".join(old[a:b])), Piece(ADDED, "".join(new[c:d]))]
    return found


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Nothing empty, and a lone comma between two changes belongs to both."""
    made: list[Piece] = []
    removed = added = ""
    for n, piece in enumerate(pieces):
        lone = not re.search(r"\w", piece.text) and (removed or added) and n + 1 < len(pieces)
        if piece.kind == SAME and not lone:
            made += [Piece(REMOVED, removed), Piece(ADDED, added), piece]
            removed = added = ""
            continue
        removed += piece.text if piece.kind != ADDED else ""
        added += piece.text if piece.kind != REMOVED else ""
    made += [Piece(REMOVED, removed), Piece(ADDED, added)]
    return [piece for piece in made if piece.text]


def _changed_lines(old: list[str], new: list[str]) -> list[list[Piece]]:
    found, left = [], list(old)
    for line in new:
        like = next((one for one in left if _likeness(one, line) > ALIKE), None)
        if like is None:
            found.append([Piece(ADDED, line)])
        else:
            left.remove(like)
            found.append(words_between(like, line))
    return [[Piece(REMOVED, line)] for line in left] + found


def _likeness(one: str, other: str) -> float:
    """Which part of the words they share, in any order: letter by letter long lines would take minutes."""
    ours, theirs = Counter(WORD.findall(one)), Counter(WORD.findall(other))
    return 2 * (ours & theirs).total() / ((ours + theirs).total() or 1)


def _key(word: str) -> tuple[str, bool]:
    """The word without its blanks; a new line is a difference, one space more is not."""
    return word.strip(), "\n" in word
