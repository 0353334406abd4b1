"""What the pages before the text show: own words apart, others' words only when all are ready."""

from typing import Any, NamedTuple

from flask import render_template
from flask_babel import gettext as _

from collab.cases.models import Case
from collab.db import db
from collab.panels import panel
from collab.support.models import Promise
from collab.web import me, page

from . import policy, queries, recurring
from .forms import JointForm, WordsForm
from .joint import JointWording
from .models import Conversation
from .parties import Party, parties_of, party_for
from .statements import Statement
from .words import QUESTIONS, Reason, Value

Texts = dict[Value, Statement]


class Seat(NamedTuple):
    """One party in a conversation, and what this reader may read of it."""

    party: Party
    voice: Any
    texts: Texts

    @property
    def is_ready(self) -> bool:
        return bool(self.voice and self.voice.ready_at)


class Overtaking(NamedTuple):
    """Two texts for one place: what stands there now, and what this person was about to say."""

    side: Any
    name: str
    text: Any
    theirs: list[tuple[object, str]]
    yours: list[tuple[object, str]]


def acquaintance(case: Case) -> dict[str, Any]:
    asked = recurring.asked_now(case)
    return {
        "asked": asked,
        "why_asked": Reason(asked.data["reason"]).label if asked else None,
        "may_begin": policy.begin(me(), case) is None,
        "may_put_off": asked is not None and policy.represent(me(), case) is None,
        "may_write": policy.write(me(), case) is None,
        "parties": parties_of(case),
        "mine": party_for(me(), case),
        "open_with": {it.number: policy.open_with(me(), it) for it in case.expectations},
    }


def conversation(it: Conversation) -> dict[str, Any]:
    """With the texts that this person may read, and no others."""
    readable: dict[int, Texts] = {}
    for statement in db.session.scalars(queries.statements_of(me(), it)):
        readable.setdefault(statement.voice_id, {})[statement.value] = statement
    seats = [_seat(it, party, readable) for party in it.parties]
    mine = next((seat for seat in seats if seat.party == it.party_for(me())), None)
    said = {value for seat in seats for value, text in seat.texts.items() if text.says_something}
    said |= {wording.value for wording in it.wordings}
    return {
        "spoken": [value for value in Value if value in said],
        "case": it.case, "conversation": it, "seats": seats, "mine": mine, "values": list(Value),
        "questions": QUESTIONS, "open_to": policy.open_to(me(), it),
        "asked": recurring.asked_for(it.case),
    }  # fmt: skip


def own_words(it: Conversation, value: Value) -> dict[str, Any]:
    """One's own texts on one value, the latest and the earlier ones."""
    party = it.party_for(me())
    voice = it.voice_of(party) if party else None
    query = queries.statements_of(me(), it)
    found = [s for s in db.session.scalars(query) if voice and s.voice_id == voice.id and s.value == value]
    return {
        "case": it.case, "conversation": it, "value": value, "question": QUESTIONS[value], "party": party,
        "latest": found[-1] if found else None, "earlier": found[:-1],
        "place": list(Value).index(value) + 1, "count": len(Value),
    }  # fmt: skip


def as_pairs(seat: Seat | None) -> str:
    """Which texts this person sees: what is set ready must be exactly these."""
    return ",".join(f"{value}:{text.number}" for value, text in (seat.texts if seat else {}).items())


def overtaken_words(form: WordsForm, it: Conversation, value: Value, latest: Statement):
    """409: a colleague's text beside mine, and mine ready to be sent again."""
    labels = [form[name].label.text for name in ("meaning", "tension", "request")]
    party = it.party_for(me())
    told = Overtaking(
        party.side, party.name, latest, list(zip(labels, latest.words, strict=True)),
        list(zip(labels, form.words, strict=True)),
    )  # fmt: skip
    about = own_words(it, value)
    return overtaken(form, told, latest.written_at, about)


def overtaken_joint(form: JointForm | None, it: Conversation, value: Value, latest: JointWording):
    labels = [_("What you say together"), _("What still pulls")]
    party = Party(latest.voice.collective)
    yours = [form.text.data, form.tension.data or ""] if form else []
    told = Overtaking(
        party.side, party.name, latest, list(zip(labels, [latest.text, latest.tension], strict=True)),
        list(zip(labels, yours, strict=False)),
    )  # fmt: skip
    about = {"case": it.case, "conversation": it, "value": value}
    return overtaken(form, told, latest.proposed_at, about)


def overtaken(form, told: Overtaking, at, about: dict[str, Any]):
    """Nothing was kept; the form on this page answers the text that stands there now."""
    if form:
        form.seen.data = told.text.number
    return page("conversations/overtaken.html", form, told=told, at_moment=at, **about)[0], 409


@panel("promise")
def what_was_expected(promise: Promise) -> str | None:
    """In the list of promises: the way back to the expectation it came from."""
    expected = (it for it in promise.case.expectations if it.promise_id == promise.id)
    found = next(expected, None)
    return found and render_template("conversations/expected.html", expectation=found)


def _seat(it: Conversation, party: Party, readable: dict[int, Texts]) -> Seat:
    voice = it.voice_of(party)
    return Seat(party, voice, readable.get(voice.id, {}) if voice else {})
