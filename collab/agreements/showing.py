"""How a wording reads on a page: its texts in the language of the agreement, all else in the reader's."""

from typing import Any, NamedTuple

from flask_babel import get_locale

from . import blocks
from .articles import Article, Wording
from .forms import ArticleForm
from .models import Agreement


class Said(NamedTuple):
    """What is said on one topic."""

    title: str
    text: str | None
    facts: list[blocks.Block]


def of_wording(wording: Wording) -> list[Said]:
    return said(wording.article, wording.provisions)


def as_typed(form: ArticleForm, article: Article) -> list[Said]:
    return said(article, form.provisions)


def said(article: Article, provisions: dict[str, Any]) -> list[Said]:
    agreement, reader = article.agreement, str(get_locale())
    parties = parties_of(agreement)
    return [
        Said(
            topic.title.said_in(reader),
            _text(topic, it, agreement),
            blocks.from_terms(topic.code, it["terms"], parties),
        )
        for topic in article.entry.topics
        if (it := provisions.get(topic.code))
    ]


def parties_of(agreement: Agreement) -> blocks.Parties:
    return {party.key: blocks.Party(party.key, party.name, party.side) for party in agreement.parties}


def _text(topic, provision: dict[str, Any], agreement: Agreement) -> str | None:
    return topic.nothing.said_in(agreement.language) if provision["nothing"] else provision["text"]


def init_app(app) -> None:
    app.jinja_env.filters.update(provisions=of_wording, provisions_typed=as_typed)
