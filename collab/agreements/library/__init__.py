"""The clause library: 36 topics gathered in 17 articles, read from the files beside this one."""

from collections.abc import Mapping, Set
from pathlib import Path
from types import MappingProxyType

from collab.agreements.library.nouns import Article, Need, Topic, Words, blanks
from collab.agreements.library.reading import read_all

__all__ = ["ARTICLES", "TOPICS", "Article", "Need", "Topic", "Words", "blanks", "topics_for"]

ARTICLES: tuple[Article, ...] = read_all(Path(__file__).parent)
TOPICS: Mapping[str, Topic] = MappingProxyType(
    {topic.code: topic for article in ARTICLES for topic in article.topics}
)


def topics_for(kinds: Set[str]) -> tuple[Topic, ...]:
    """The topics to ask of an agreement between the municipality and parties of these kinds."""
    return tuple(topic for topic in TOPICS.values() if topic.concerns(kinds))
