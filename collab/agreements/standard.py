"""The standard wording of the library, as a proposal: a short way to a first text."""

from typing import TYPE_CHECKING, Any

from collab.clauses.shelf import Shelf, shelf

from .library import Need, Topic, blanks
from .lifecycle import Weight

if TYPE_CHECKING:
    from .articles import Article
    from .models import Agreement

MUST_BE_FILLED_IN = {"place", "term", "commitments", "support", "joining", "exit"}


def provision(
    topic: Topic, language: str, weight: Weight, known: Shelf | None = None
) -> dict[str, Any] | None:
    """What the library proposes on a topic; None when this weight does not ask for it."""
    if topic.if_any or topic.need(weight) != Need.MUST:
        return None
    facts = dict(topic.usual) if topic.usual else None
    preferred = (known or shelf(topic.code)).preferred(topic.code, weight)
    return {"text": preferred and preferred.words.said_in(language), "nothing": False, "terms": facts}


def begin_with(form: Any, clause: str | None, language: str) -> None:
    """Somebody chose another wording of the library as the text to begin with."""
    chosen = shelf(*(topic.code for topic in form.topics)).named(clause)
    topic = next((topic for topic in form.topics if chosen and topic.code == chosen.topic), None)
    if chosen and topic:
        form.text(topic).data, form.nothing(topic).data = chosen.words.said_in(language), False


def provisions(article: "Article", known: Shelf | None = None) -> dict[str, Any] | None:
    """The whole article as the library has it; None when people must fill something in themselves."""
    agreement, known = article.agreement, known or shelf(*(topic.code for topic in article.topics))
    asked_of = (
        (topic.code, provision(topic, agreement.language, agreement.weight, known))
        for topic in article.topics
    )
    said = {code: it for code, it in asked_of if it}
    asked = [topic for topic in article.topics if topic.code in said]
    open_facts = any(topic.terms in MUST_BE_FILLED_IN for topic in asked)
    if not said or open_facts or any(not it["text"] or blanks(it["text"]) for it in said.values()):
        return None
    return said


def ready(agreement: "Agreement") -> list["Article"]:
    """Articles without a proposal, for which the standard wording can be proposed as it is."""
    empty = [article for article in agreement.articles if article.latest is None]
    known = shelf() if empty else None
    return [article for article in empty if provisions(article, known)]
