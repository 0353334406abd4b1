"""The text as it stood when something was asked about it, ready for a page."""

import json
from typing import Any, NamedTuple

from flask_babel import force_locale

from collab.agreements import blocks
from collab.agreements.showing import Said

from .opinions import AdviceBrief


class Read(NamedTuple):
    """One article of a text that was laid down."""

    number: int
    title: str
    provisions: list[Said]


class Text(NamedTuple):
    title: str
    language: str
    parties: list[dict[str, Any]]
    articles: list[Read]


def as_asked(brief: AdviceBrief) -> Text:
    """Only the articles that were asked about; without a choice, all of them."""
    written = json.loads(brief.text)
    wanted = set(brief.opinion.articles)
    parties = {p["key"]: blocks.Party(p["key"], p["name"], p["side"]) for p in written["parties"]}
    with force_locale(written["language"]):
        articles = [
            Read(article["number"], article["title"], [_said(it, parties) for it in article["provisions"]])
            for article in written["articles"]
            if not wanted or article["number"] in wanted
        ]
    return Text(written["title"], written["language"], written["parties"], articles)


def _said(provision: dict[str, Any], parties: blocks.Parties) -> Said:
    facts = blocks.from_terms(provision["topic"], provision["terms"], parties)
    return Said(provision["title"], provision["text"], facts)
