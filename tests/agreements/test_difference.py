"""What changed is found word by word, and fact by fact, also in long and in odd texts."""

import time

import pytest

from collab.agreements.difference import Piece, lines_between, words_between


def marked(pieces: list[Piece]) -> str:
    signs = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    "before, after, seen",
    [
        ("We mow.", "We mow.", "We mow."),
        ("", "We mow.", "[+We mow.+]"),
        ("We mow.", "", "[-We mow.-]"),
        ("It lasts two years.", "It lasts three years.", "It lasts [-two -][+three +]years."),
        ("It ends in 2028.", "It ends in 2029.", "It ends in [-2028-][+2029+]."),
        ("It costs € 4.500 a year", "It costs € 4.750 a year", "It costs € [-4.500 -][+4.750 +]a year"),
        ("One  space.", "One space.", "One space."),
        ("We mow.", "We mow.\n\nWe water.", "We mow[+.\n\nWe water+]."),
        ("Samen 🌱 doen", "Samen 🌻 doen", "Samen [-🌱 -][+🌻 +]doen"),
    ],
)
def test_the_words_that_changed_are_marked(before, after, seen):
    assert marked(words_between(before, after)) == seen


@pytest.mark.parametrize("after", ["a b, c", "A (b) c.\n\n- d\n- e", "  led by blanks", "1.000,50 – één"])
def test_the_new_text_can_be_read_in_full(after):
    pieces = words_between("A b c, and d.\n- e", after)
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_a_very_long_text_is_compared_in_time():
    start = time.monotonic()
    same_words = words_between("de heg " * 2800, "heg de " * 2800)
    rules = [f"Rule {n}: we mow." for n in range(900)]
    watered = [rule.replace("mow", "water") if n % 50 == 0 else rule for n, rule in enumerate(rules)]
    edited = words_between("\n".join(rules), "\n".join(watered))
    assert time.monotonic() - start < 4
    assert same_words
    assert [piece.text for piece in edited if piece.kind == "added"][:2] == ["water.\n", "water.\n"]


def test_facts_are_compared_one_by_one():
    before = ["Runs two years.", "Water: twice a week", "A key for each gardener"]
    after = ["Runs three years.", "Water: twice a week", "A shed of 12 m²"]
    assert [marked(line) for line in lines_between(before, after)] == [
        "Runs [-two -][+three +]years.",
        "Water: twice a week",
        "[-A key for each gardener-]",
        "[+A shed of 12 m²+]",
    ]


def test_many_long_facts_do_not_keep_the_reader_waiting():
    words = [f"{number * 7919 % 1000}" for number in range(400)]
    before = [" ".join([*words, f"before {number}"]) for number in range(60)]
    after = [" ".join([*reversed(words), f"after {number}"]) for number in range(60)]
    begun = time.process_time()
    assert len(lines_between(before, after)) == 60
    assert time.process_time() - begun < 5
