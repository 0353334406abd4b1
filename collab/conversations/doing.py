"""What the conversation before the text asks of whom, for everyone's first page."""

from collections import Counter
from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from collab.cases.doing import Todo, waits
from collab.cases.lifecycle import ROAD
from collab.cases.models import Case
from collab.cases.policy import OVER
from collab.clock import today, working_days_between
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.people.words import Side

from . import queries
from .recurring import SOON


@waits
def before_the_text(desk: list[Case]) -> Iterator[Todo]:
    """One question to the database where nobody talks yet, else a fixed number for all cooperations."""
    numbers = set(db.session.scalars(queries.talking([case.id for case in desk])))
    cases = {case.id: case for case in desk if case.stage not in OVER and case.id in numbers}
    if not cases:
        return
    yield from own_words(cases)
    yield from joint_words(cases)
    yield from expectations(cases)
    yield from conversations_asked_for(cases)


def own_words(cases: dict[int, Case]) -> Iterator[Todo]:
    for it in db.session.scalars(queries.unfinished(list(cases))):
        case = cases[it.case_id]
        address = url_for("conversations.show", ref=case.ref, number=it.number)
        ready = {voice.collective_id for voice in it.voices if voice.ready_at}
        for side, collective_id, name in _parties(case):
            if collective_id not in ready:
                yield Todo(case, side, _("Write what the values mean for one's own side"), address, name)


def joint_words(cases: dict[int, Case]) -> Iterator[Todo]:
    rows = db.session.execute(queries.joint_words_waiting(list(cases)))
    waiting = Counter((case_id, number, party) for case_id, number, _value, party in rows)
    for (case_id, number, party), count in waiting.items():
        case = cases[case_id]
        act = ngettext(
            "React to the joint words on %(num)s value", "React to the joint words on %(num)s values", count
        )
        address = url_for("conversations.show", ref=case.ref, number=number)
        side, _id, name = next((p for p in _parties(case) if p[1] == party), (None, None, ""))
        if side:
            yield Todo(case, side, act, address, name)


def expectations(cases: dict[int, Case]) -> Iterator[Todo]:
    waiting: Counter[tuple[int, int | None]] = Counter()
    for it in db.session.scalars(queries.expected_in(list(cases))):
        heard = {it.collective_id, *(hearing.collective_id for hearing in it.latest.hearings)}
        parties = (party for _side, party, _name in _parties(cases[it.case_id]))
        waiting.update((it.case_id, party) for party in parties if party not in heard)
    for (case_id, party), count in waiting.items():
        case = cases[case_id]
        side, _id, name = next(p for p in _parties(case) if p[1] == party)
        act = ngettext("Hear what is expected", "Hear %(num)s things that are expected", count)
        yield Todo(
            case, side, act, url_for("conversations.index", ref=case.ref, _anchor="expectations"), name
        )


def conversations_asked_for(cases: dict[int, Case]) -> Iterator[Todo]:
    """Both sides alike, once it comes near."""
    soon = (Deadline.kind == Kind.CONVERSATION, Deadline.met_on.is_(None), Deadline.due_on <= today() + SOON)
    for asked in db.session.scalars(select(Deadline).where(Deadline.case_id.in_(list(cases)), *soon)):
        case = cases[asked.case_id]
        if not ROAD[case.stage].then:
            continue
        late = working_days_between(asked.due_on, today()) if asked.is_late else 0
        for side in Side:
            address = url_for("conversations.index", ref=case.ref)
            act = _("Talk about the values again")
            yield Todo(case, side, act, address, due_on=asked.due_on, days_late=late)


def _parties(case: Case) -> list[tuple[Side, int | None, str]]:
    """Named only where several collectives take part."""
    several = len(case.collectives) > 1
    theirs = [(Side.COLLECTIVE, it.id, it.name if several else "") for it in case.collectives]
    return [*theirs, (Side.MUNICIPALITY, None, "")]
