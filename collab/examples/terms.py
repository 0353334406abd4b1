"""Terms as the examples write them: days counted from today, parties by their place in the list."""

from datetime import date, timedelta
from typing import Any

DAYS = {"on", "until"}


def dated(articles: dict[str, Any], here: date, refs: list[str]) -> dict[str, Any]:
    """The same with real dates and real parties, as an agreement keeps them."""
    return {
        code: {part: _part(part, it, here, refs) for part, it in said.items()}
        for code, said in articles.items()
    }


def _part(part: str, it: Any, here: date, refs: list[str]) -> Any:
    return _terms(it, here, refs) if part == "terms" else it


def _terms(terms: Any, here: date, refs: list[str]) -> Any:
    if isinstance(terms, list):
        return [_terms(row, here, refs) for row in terms]
    if isinstance(terms, dict):
        return {name: _fact(name, fact, here, refs) for name, fact in terms.items()}
    return terms


def _fact(name: str, fact: Any, here: date, refs: list[str]) -> Any:
    if fact is None:
        return None
    if name.endswith("_on") or name in DAYS:
        return (here + timedelta(days=fact)).isoformat()
    if name == "amount":
        return str(fact)
    if isinstance(fact, str) and fact.startswith("party:"):
        return refs[int(fact.removeprefix("party:"))]
    return fact
