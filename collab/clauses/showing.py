"""How the library reads on a page."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import render_template, request
from flask_babel import gettext as _

from collab.agreements.difference import Piece, words_between
from collab.agreements.library import Article, Topic
from collab.agreements.lifecycle import Weight
from collab.panels import panel

from .matching import holds
from .models import Clause, ClauseNote, ClauseVersion
from .shelf import Shelf, Worded, shelf
from .words import Level

FALL_BACK = (Level.ACCEPTABLE, Level.NEEDS_APPROVAL)


class Listed(NamedTuple):
    """A topic in the list: how many wordings there are, and how many to fall back on."""

    topic: Topic
    total: int
    counts: list[tuple[Level, int]]


def found(articles: Iterable[Article], known: Shelf, word: str) -> list[tuple[Article, list[Listed]]]:
    """The articles with those topics that hold a word: in their explanation or in any wording offered."""
    made = [
        (article, [_listed(topic, known) for topic in article.topics if _holds(topic, known, word)])
        for article in articles
    ]
    return [(article, topics) for article, topics in made if topics]


def of_topic(topic: Topic, kept: list[Clause]) -> list[tuple[Weight, list[Clause]]]:
    """Per size all wordings on a topic, also those of the files; retired ones last."""
    names = {clause.name for clause in kept}
    of_files = (Clause.begin(topic, weight, 0) for weight in Weight)
    every = [*kept, *(clause for clause in of_files if clause.name not in names)]
    every.sort(key=lambda it: (it.retired_at is not None, it.number))
    return [(weight, [it for it in every if it.weight == weight]) for weight in Weight]


def by_clause(notes: Iterable[ClauseNote]) -> dict[int, list[ClauseNote]]:
    made: dict[int, list[ClauseNote]] = defaultdict(list)
    for note in notes:
        made[note.clause_id].append(note)
    return made


def differences(clause: Clause, language: str) -> list[tuple[ClauseVersion, list[Piece]]]:
    """Each version, newest first, with what it changed in the one before."""
    pairs = zip(clause.versions, clause.versions[1:], strict=False)
    changed = [
        (after, words_between(before.words.said_in(language), after.words.said_in(language)))
        for before, after in pairs
    ]
    return changed[::-1]


def called(it: Worded) -> str:
    if it.number == 0:
        return _("The standard wording (%(level)s)", level=it.level.label)
    return _("Wording %(number)d (%(level)s)", number=it.number, level=it.level.label)


@panel("proposal")
def other_wordings(article: Any, **_things: Any) -> str | None:
    """Beside a proposal: the wordings of the library one can begin with."""
    agreement, codes = article.agreement, [topic.code for topic in article.topics]
    known = shelf(*codes)
    choices = [(topic, known.offered(topic.code, agreement.weight)) for topic in article.topics]
    choices = [(topic, offered) for topic, offered in choices if len(offered) > 1]
    if not choices:
        return None
    chosen = request.args.get("wording")
    return render_template("clauses/choices.html", article=article, choices=choices, chosen=chosen)


def _listed(topic: Topic, known: Shelf) -> Listed:
    offered = known.offered(topic.code)
    counted = Counter(it.level for it in offered)
    counts = [(level, counted[level]) for level in FALL_BACK if counted[level]]
    return Listed(topic, len({it.words for it in offered}), counts)


def _holds(topic: Topic, known: Shelf, word: str) -> bool:
    sought = word.casefold()
    if not sought or holds(topic, sought):
        return True
    return any(sought in f"{it.words.nl} {it.words.en}".casefold() for it in known.offered(topic.code))


def init_app(app) -> None:
    app.jinja_env.filters.update(clause_changes=differences, wording_called=called)
    app.jinja_env.globals["level_helps"] = lambda: {level.value: level.meaning for level in Level}
