"""A text is the library's when only its blanks were filled in."""

import pytest

from collab.clauses.matching import fits, is_broken

PATTERN = "We pay […amount] each year.\n\nThe collective says “thanks” by […day]."


@pytest.mark.parametrize(
    "said",
    [
        PATTERN,
        'We pay 40 euros each year. The collective says "thanks" by 1 May.',
        "We  pay 40 euros\neach year.\n\n\nThe collective says “thanks” by the first of May .",
    ],
)
def test_filled_in_it_is_the_same_wording(said):
    assert fits(PATTERN, said)


@pytest.mark.parametrize(
    "said",
    [
        "We pay each year. The collective says “thanks” by 1 May.",
        "We never pay 40 euros each year. The collective says “thanks” by 1 May.",
        "We pay 40 euros each year. The collective says “thanks” by 1 May. Or not.",
        "We pay 40 euros each year.",
        "",
    ],
)
def test_with_other_words_it_is_another_text(said):
    assert not fits(PATTERN, said)


def test_a_blank_holds_no_text_of_its_own():
    assert not fits("We do […what].", f"We do {'something and then ' * 60}.")


def test_a_long_text_is_answered_at_once():
    assert not fits("a […x] b […y] c […z] d", "a " + "b c " * 5000)


@pytest.mark.parametrize("text", ["[…open", "open]", "[plain]", "[…a [b]]"])
def test_a_broken_blank_is_seen(text):
    assert is_broken(text)
