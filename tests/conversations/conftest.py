"""Ana represents Green Street, Ali reads along; Ben is contact person, Cyd is elsewhere; Eva writes along."""

import pytest

from collab.conversations.models import Conversation
from collab.conversations.statements import Words
from collab.conversations.words import Reason, Value
from tests.agreements.conftest import as_, case, cast, eva, make

__all__ = ["as_", "case", "cast", "eva", "make"]
SECRET, ANSWER = "We fear the budget of autumn.", "We cannot promise the land yet."
HERE = "/cases/LD-1/conversations/1"


@pytest.fixture
def talk(case, cast, session):
    """Walks a values conversation to a moment by the real verbs."""

    def talk(moment: str = "begun") -> Conversation:
        conversation = Conversation.begin(case, Reason.FIRST, by=cast.ana)
        steps = {
            "written": lambda: conversation.write(
                Value.TRUST, Words(SECRET, "", "Tell us in time."), 0, cast.ana
            ),
            "half": lambda: conversation.set_ready({Value.TRUST: 1}, by=cast.ana),
            "answered": lambda: conversation.write(Value.TRUST, Words(ANSWER), 0, cast.ben),
            "open": lambda: conversation.set_ready({Value.TRUST: 1}, by=cast.ben),
            "joint": lambda: conversation.propose(
                Value.TRUST, "Bad news within a week.", "The price of the land.", seen=0, by=cast.ana
            ),
            "agreed": lambda: conversation.agree(Value.TRUST, 1, by=cast.ben),
        }
        for name in [] if moment == "begun" else list(steps)[: list(steps).index(moment) + 1]:
            steps[name]()
        session.flush()
        return conversation

    return talk


def writes(browser, value="trust", seen=0, **words):
    return browser.post(f"{HERE}/values/{value}", data={"seen": seen} | words)


def sets_ready(browser, seen=""):
    return browser.post(f"{HERE}/sharing", data={"seen": seen})


def proposes(browser, text, value="trust", seen=0, **more):
    return browser.post(f"{HERE}/joint-words/{value}", data={"text": text, "seen": seen} | more)


def agrees(browser, value="trust", seen=1):
    return browser.post(f"{HERE}/joint-words/{value}/consent", data={"seen": seen})
