"""Talking about a text: threads per article, notes of one side, what an article means for each."""


def init_app(app) -> None:
    from . import comments, meanings, notes, words  # noqa: F401  they register themselves
