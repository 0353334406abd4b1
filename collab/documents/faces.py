"""The letters we can print: which fonts a text needs, and a visible mark for what none of them has.

A page for the archive embeds every letter and may not hold an empty one, and the machine it is printed
on may have no fonts at all. So only the fonts of this package are used.
"""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "static/fonts"
UNKNOWN = "\ufffd"
ALWAYS = range(0x20, 0x7F)
# Invisible by design, or (soft hyphen) drawn by the layout itself: they need no letter of their own.
SILENT = frozenset("\t\n\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f")
# A mark that may not be stored as text in a page for the archive, and says nothing.
DROPPED = frozenset("\r\ufeff")


@dataclass(frozen=True)
class Face:
    family: str
    weight: int
    file: str

    @property
    def path(self) -> Path:
        return FONTS / f"{self.file}-{self.weight}-normal.woff2"

    @cached_property
    def letters(self) -> frozenset[int]:
        with TTFont(self.path, lazy=True) as font:
            return frozenset(font.getBestCmap())

    @property
    def rule(self) -> str:
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight};'
            f' src: url("{self.path.as_uri()}") }}'
        )


def _both(family: str, file: str) -> list[Face]:
    return [Face(family, weight, file) for weight in (400, 600)]


# Every file is a family of its own: of two files with one name the printer would embed only the first,
# and leave the letters of the second blank.
LATIN = _both("Noto Sans", "noto-sans-latin")
FACES = [
    *LATIN,
    *_both("Noto Sans Latin Ext", "noto-sans-latin-ext"),
    *_both("Noto Sans Vietnamese", "noto-sans-vietnamese"),
    *_both("Noto Sans Greek", "noto-sans-greek"),
    *_both("Noto Sans Cyrillic", "noto-sans-cyrillic"),
    *_both("Noto Sans Cyrillic Ext", "noto-sans-cyrillic-ext"),
    *_both("Noto Sans Arabic", "noto-sans-arabic-arabic"),
    *_both("Noto Sans Hebrew", "noto-sans-hebrew-hebrew"),
    Face("Noto Sans Math", 400, "noto-sans-math-latin"),
    Face("Noto Emoji", 400, "noto-emoji-emoji"),
]


def faces_for(text: str) -> list[Face]:
    """The fewest of our fonts, in order, that show this text: a large one costs half a second."""
    wanted = {ord(letter) for letter in text if letter not in SILENT} - set(ALWAYS)
    chosen = list(LATIN)
    for files in _by_file():
        found = wanted & files[0].letters
        if found or files[0] in LATIN:
            chosen += [face for face in files if face not in LATIN]
            wanted -= found
    return chosen


def _by_file() -> list[list[Face]]:
    return [[face for face in FACES if face.file == file] for file in dict.fromkeys(f.file for f in FACES)]


def legible(text: str) -> str:
    """The text with a visible mark where no font of ours has the letter. Nothing disappears unseen."""
    text = unicodedata.normalize("NFC", text)
    odd = {letter for letter in text if not (ord(letter) in ALWAYS or letter in SILENT)}
    known = frozenset().union(*(face.letters for face in FACES)) if odd else frozenset()
    marks: dict[int, str | None] = {ord(letter): None for letter in DROPPED}
    unshown = {ord(letter) for letter in odd - DROPPED if ord(letter) not in known or _hides(letter)}
    marks |= dict.fromkeys(unshown, UNKNOWN)
    return text.translate(marks)


def _hides(letter: str) -> bool:
    """An override of the reading direction makes a text read otherwise than it was signed."""
    return letter != UNKNOWN and unicodedata.category(letter) in {"Cf", "Cc", "Co", "Cs", "Cn"}
