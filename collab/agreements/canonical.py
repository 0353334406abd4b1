"""The text that people sign: one JSON object, always spelled in the same way, and its SHA-256."""

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING, Any

from flask import current_app
from flask_babel import gettext as _

from . import library

if TYPE_CHECKING:
    from .models import Agreement
    from .parties import Party

FORMAT = "collab-agreement/1"
MOST_BYTES = 500_000


def text_of(agreement: Any) -> str:
    """What the parties agree, article by article, as canonical JSON (sorted keys, no blanks, NFC)."""
    facts = facts_of(agreement)
    written = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", written)


def why_not_freeze(text: str) -> str | None:
    """A text that nobody could print is not for signing."""
    if len(text.encode()) > MOST_BYTES:
        return _("The text is too long to print. Please make some articles shorter.")
    return None


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def facts_of(agreement: "Agreement") -> dict[str, Any]:
    """The same as an object; also of a text that is not agreed yet, for reading along."""
    facts = {
        "format": FORMAT,
        "ref": agreement.ref,
        "title": agreement.title,
        "language": agreement.language,
        "weight": agreement.weight,
        "parties": [_party(party) for party in _between(agreement)],
        "articles": [_article(agreement, article) for article in agreement.articles if article.latest],
    }
    return facts | {"amends": _amends(agreement)} if agreement.amends else facts


def _between(agreement: "Agreement") -> list["Party"]:
    """Who stopped before there was an agreement, is not in it; who leaves one in force, is until then."""
    return agreement.parties if agreement.amends else agreement.present_parties


def _amends(agreement: "Agreement") -> dict[str, Any]:
    """The whole text that was in force, and in which articles this one says something else."""
    before = agreement.amends
    return {
        "number": agreement.amendment_number,
        "ref": before.ref,
        "digest": before.text.digest,
        "since": before.starts_on.isoformat(),
        "articles": [article.number for article in agreement.changed_articles],
    }


def organisation() -> str:
    return current_app.config["SETTINGS"].organisation


def _party(party: "Party") -> dict[str, Any]:
    collective = party.collective
    return {
        "key": party.key,
        "side": party.side,
        "role": party.role,
        "name": party.name,
        "kind": collective.kind if collective else "municipality",
        "legal_form": collective.legal_form if collective else None,
        "kvk_number": collective.kvk_number if collective else None,
        "seat": collective.seat if collective else None,
        "from": party.starts_on and party.starts_on.isoformat(),
        "until": party.ends_on and party.ends_on.isoformat(),
    }


def _article(agreement: "Agreement", article) -> dict[str, Any]:
    entry = library.ARTICLES[article.number - 1]
    provisions = article.latest.provisions
    return {
        "number": article.number,
        "title": entry.title.said_in(agreement.language),
        "provisions": [
            {
                "topic": topic.code,
                "title": topic.title.said_in(agreement.language),
                "text": topic.nothing.said_in(agreement.language) if said["nothing"] else said["text"],
                "nothing": said["nothing"],
                "terms": said["terms"],
            }
            for topic in entry.topics
            if (said := provisions.get(topic.code))
        ],
    }
