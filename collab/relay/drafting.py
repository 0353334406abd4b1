"""What the record says of a cooperation, for the one who comes next: promised, asked, open."""

from datetime import date
from typing import Any

from flask import has_request_context
from flask_babel import force_locale

from collab.agreements.lifecycle import Status
from collab.cases.doing import Todo, others
from collab.cases.models import Case
from collab.clock import today
from collab.deadlines import Deadline, Kind
from collab.i18n import LANGUAGES
from collab.support.words import OWED, State

WAITS = {State.ASKED, State.OFFERED}
TOLD_BY_PROMISES = {Kind.PROMISE, Kind.CONFIRMATION, Kind.REPORT, Kind.TURN, Kind.HANDING_OVER}
MOST = 40


def draw(case: Case) -> dict[str, Any]:
    """Only what both sides read already, as it stands today."""
    promises = sorted(case.promises, key=lambda promise: promise.urgency)
    return {
        "on": today().isoformat(),
        "title": case.title,
        "promised": [_promise(it) for it in promises if it.state in OWED | {State.DELIVERED}][:MOST],
        "unanswered": [_promise(it) for it in promises if it.state in WAITS],
        "dates": [_date(it) for it in sorted(case.deadlines, key=_day) if _is_to_come(it)][:MOST],
        "articles": [_article(it) for it in _open_articles(case)],
        "todos": [row for language in LANGUAGES for row in _todos(case, language)],
    }


def _is_to_come(it: Deadline) -> bool:
    return it.met_on is None and it.due_on >= today() and it.kind not in TOLD_BY_PROMISES


def _day(it: Deadline) -> date:
    return it.due_on


def _todos(case: Case, language: str) -> list[dict[str, str]]:
    """In each language: who reads the letter need not speak that of who wrote it. Their addresses are made
    of the request, so without one there are none."""
    if not has_request_context():
        return []
    with force_locale(language):
        todos = [todo for todo in others([case]) if _is_of_work(todo)][:MOST]
        return [{"side": it.side, "act": str(it.act), "language": language} for it in todos]


def _is_of_work(todo: Todo) -> bool:
    """The hand-over itself is not what the next one finds on the table."""
    return "/hand-overs/" not in todo.address


def _promise(it: Any) -> dict[str, Any]:
    due = it.due_on.isoformat() if it.due_on else None
    party = it.party_name if len(it.case.collectives) > 1 else None
    return {"side": it.side, "party": party, "what": it.what, "state": it.state, "due_on": due}


def _date(it: Any) -> dict[str, Any]:
    about = {"side": it.side, "kind": it.kind, "subject": it.subject}
    return about | {"due_on": it.due_on.isoformat()}


def _article(it: Any) -> dict[str, Any]:
    return {"ref": it.agreement.ref, "number": it.number}


def _open_articles(case: Case) -> list[Any]:
    texts = [one for one in case.agreements if one.status == Status.NEGOTIATING]
    return [article for text in texts for article in text.open_articles]
