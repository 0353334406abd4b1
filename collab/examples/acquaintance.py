"""Getting acquainted: what both sides wrote about their values, what they say together, what they expect."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collab.agreements.values import ValueLink
from collab.conversations.expectations import Expectation
from collab.conversations.models import Conversation
from collab.conversations.parties import party_for
from collab.conversations.statements import Words
from collab.conversations.words import Reason, Value

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road

TOLD: dict[str, Any] = json.loads(Path(__file__).with_name("acquaintance.json").read_text("utf-8"))


def acquaint(road: "Road") -> Story:
    """Half done in one cooperation, shared and put in joint words in another."""
    told = TOLD.get(road.spec["source"])
    if told is None:
        return
    day = told["days_ago"]
    yield road.ago(day, 9, 20)
    talk = Conversation.begin(road.case, Reason.FIRST, by=road.contact)
    for n, (name, texts) in enumerate(told["statements"].items()):
        yield road.ago(day - 2 - n, 14)
        for value, words in texts.items():
            talk.write(Value(value), Words(*words), 0, by=road.cast[name])
    for n, name in enumerate(told["ready"]):
        yield road.ago(day - 4 - n, 15)
        _set_ready(talk, road, name)
    for n, said in enumerate(told.get("joint", [])):
        yield road.ago(day - 9 - n, 11)
        _say_together(talk, road, said)
    yield road.ago(day - 10, 16)
    _expect(road, told["expectations"])
    for tied in told.get("ties", []):
        article = road.agreement.article(tied["article"])
        ValueLink.tie(article, Value(tied["value"]), by=road.cast[tied["by"]])


def _set_ready(talk: Conversation, road: "Road", name: str) -> None:
    party = party_for(road.cast[name], road.case)
    assert party, f"{name} speaks for nobody here"
    voice = talk.voice_of(party)
    talk.set_ready({it.value: it.number for it in voice.statements}, by=road.cast[name])


def _say_together(talk: Conversation, road: "Road", said: dict[str, Any]) -> None:
    value = Value(said["value"])
    talk.propose(value, said["text"], said.get("tension", ""), seen=0, by=road.cast[said["by"]])
    if said["agreed"]:
        talk.agree(value, 1, by=road.cast[said["agreed"]])


def _expect(road: "Road", told: list[dict[str, Any]]) -> None:
    for said in told:
        expectation = Expectation.state(road.case, said["text"], by=road.cast[said["by"]])
        for name in said["heard"]:
            expectation.hear(1, by=road.cast[name])
