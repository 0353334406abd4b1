"""How a wording reads on a page: its texts in the language of the agreement, all else in the reader's."""

from typing import Any, NamedTuple

from flask_babel import get_locale

from collab.cases.models import Case
from collab.people.words import Side
from collab.web import me

from . import blocks, difference
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


class Compared(NamedTuple):
    """What changed on one topic: in its text, and fact by fact."""

    title: str
    text: list[difference.Piece]
    facts: list[list[difference.Piece]]

    @property
    def is_changed(self) -> bool:
        return difference.is_changed(self.text) or any(map(difference.is_changed, self.facts))


def compared(article: Article, before: dict[str, Any], after: dict[str, Any]) -> list[Compared]:
    old = {one.title: one for one in said(article, before)}
    new = {one.title: one for one in said(article, after)}
    titles = [topic.title.said_in(str(get_locale())) for topic in article.entry.topics]
    return [
        _compared(title, old.get(title, nothing), new.get(title, nothing))
        for title in titles
        if title in old or title in new
        for nothing in [Said(title, None, [])]
    ]


def lines_of(block: blocks.Block) -> list[str]:
    """Facts as lines of text, so that they can be compared one by one."""
    if isinstance(block, blocks.Facts):
        return [f"{label}: {value}" for label, value in block.rows]
    if isinstance(block, blocks.Table):
        cells = ([row.above, *row.cells, row.below] for row in block.rows)
        lead = f"{block.lead}: " if block.lead else ""
        return [lead + " – ".join(filter(None, one)) for one in cells]
    return [block.text]


def difference_of(wording: Wording) -> list[Compared] | None:
    """A wording beside what stood before it; None when it is the first."""
    before = wording.article.before
    return compared(wording.article, before.provisions, wording.provisions) if before else None


def _compared(title: str, old: Said, new: Said) -> Compared:
    lines = [[line for block in one.facts for line in lines_of(block)] for one in (old, new)]
    return Compared(
        title, difference.words_between(old.text or "", new.text or ""), difference.lines_between(*lines)
    )


def names_of(side: Side, agreement: Agreement) -> str:
    """All parties of one side."""
    return ", ".join(party.name for party in agreement.parties if party.side == side and party.is_asked)


def agreements_to_read(case: Case) -> list[Agreement]:
    """The one that people mean first."""
    return sorted(case.agreements_for(me()), key=lambda one: (one.status.rank, one.id), reverse=True)


def parties_of(agreement: Agreement) -> blocks.Parties:
    return {party.key: blocks.Party(party.key, party.name, party.side) for party in agreement.parties}


def _text(topic, provision: dict[str, Any], agreement: Agreement) -> str | None:
    return topic.nothing.said_in(agreement.language) if provision["nothing"] else provision["text"]


def init_app(app) -> None:
    app.jinja_env.filters.update(
        provisions=of_wording,
        side_names=names_of,
        provisions_typed=as_typed,
        differences=difference_of,
        agreements_to_read=agreements_to_read,
    )
