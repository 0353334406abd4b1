"""What the page of readiness shows: one's own view while writing, and both views side by side."""

from typing import Any, NamedTuple

from flask import request

from collab.cases.models import Case
from collab.conversations.parties import Party, party_for
from collab.db import db
from collab.people.models import Person

from . import policy, queries
from .conditions import CONDITIONS, Condition
from .gaps import Gap
from .models import Readiness, latest_of, subjects_for


class Look(NamedTuple):
    """What one party says about a condition."""

    party: Party
    text: str


class Row(NamedTuple):
    condition: Condition
    looks: list[Look]  # one's own first
    gaps: list[Gap]


class Half(NamedTuple):
    """One party and its conditions."""

    party: Party
    rows: list[Row]


def shown(case: Case, person: Person) -> dict[str, Any]:
    readiness = chosen(case)
    gaps = list(db.session.scalars(queries.gaps_of(case)))
    return {
        "case": case,
        "readiness": readiness,
        "latest": latest_of(case),
        "mine": party_for(person, case),
        "halves": mirror(readiness, person, gaps) if readiness and readiness.shared_at else [],
        "own": own(readiness, person) if readiness and not readiness.shared_at else [],
        "open_gaps": [gap for gap in gaps if gap.is_open],
        "open_to": policy.open_to(person, case),
        "open_to_gap": {gap.ref: policy.open_to_gap(person, gap) for gap in gaps},
    }


def chosen(case: Case) -> Readiness | None:
    """The round of the address, else the last one."""
    asked = request.args.get("round", "")
    return next((one for one in case.readiness_rounds if str(one.number) == asked), latest_of(case))


def mirror(readiness: Readiness, person: Person, gaps: list[Gap]) -> list[Half]:
    said = _texts(readiness, person)
    order = sorted(readiness.parties, key=lambda party: party.collective is None)
    return [Half(party, list(_rows(party, order, said, gaps))) for party in order]


def own(readiness: Readiness, person: Person) -> list[Half]:
    """What this person's own party wrote so far; of the others there is nothing to read yet."""
    mine = party_for(person, readiness.case)
    if mine is None or mine.key not in {party.key for party in readiness.parties}:
        return []
    said = _texts(readiness, person)
    return [
        Half(whose, [Row(one, [Look(mine, said.get(_key(mine, one, whose), ""))], []) for one in asked])
        for whose, asked in subjects_for(mine, readiness.parties)
    ]


def _rows(whose: Party, parties: list[Party], said: dict, gaps: list[Gap]):
    """Who looks at a party: itself, then those of the other side."""
    looking = [whose, *(party for party in parties if party.side != whose.side)]
    for condition in CONDITIONS[whose.side]:
        looks = [Look(party, said.get(_key(party, condition, whose), "")) for party in looking]
        theirs = [gap for gap in gaps if gap.subject == (condition, whose.collective_id)]
        yield Row(condition, looks, theirs)


def _texts(readiness: Readiness, person: Person) -> dict[tuple, str]:
    answers = db.session.scalars(queries.answers_in(readiness, person))
    keys = {view.id: view.key for view in readiness.views}
    return {(keys[one.view_id], one.condition, one.about_id): one.text for one in answers}


def _key(writer: Party, condition: Condition, whose: Party) -> tuple:
    return writer.key, condition, whose.collective_id
