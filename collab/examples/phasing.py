"""Where the collectives of Lindendal are, and how they came there: one went back, one split something off."""

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collab.clock import now, today
from collab.collectives.models import Collective
from collab.db import db
from collab.phases.jobs import look_for
from collab.phases.menu import Offer
from collab.phases.models import PhaseProposal, Wanted
from collab.phases.picking import Challenge, SharedChallenge
from collab.phases.queries import reasons_in
from collab.phases.talking import FINDERS, Moment
from collab.phases.words import Phase, Source, Turning

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road

TOLD: dict[str, Any] = json.loads(Path(__file__).with_name("phasing.json").read_text("utf-8"))


def begin_phases(road: "Road") -> None:
    """At the first meeting: the collective says where it is, the contact person sees it so too."""
    for party, spec in zip(road.parties, road.spec["parties"], strict=True):
        began = TOLD["began"].get(spec["name"], spec.get("phase"))
        if began:
            wanted = Wanted(Phase(began), today(), "Samen bepaald bij de kennismaking")
            _propose(road, party, wanted, party.representatives[0].name).agree(by=road.contact)


def phase(road: "Road") -> Story:
    """What came after, each step proposed by one side and agreed to by the other."""
    for step in _of(road, "steps"):
        yield road.ago(step["ago"], 14, 20)
        party = _party(road, step)
        wanted = Wanted(Phase(step["phase"]), today(), step["reason"], step.get("activity", ""))
        proposal = _propose(road, party, wanted, step["by"])
        if step.get("agreed"):
            yield road.ago(step["ago"] - 2, 11)
            proposal.agree(by=road.cast[step["agreed"]])


def struggle(road: "Road") -> Story:
    """What they find hard: for themselves, and in part told to the municipality."""
    for told in _of(road, "challenges"):
        yield road.ago(told["ago"], 20)
        party = _party(road, told)
        person = party.representatives[0]
        challenge = Challenge(
            code=told["code"], meaning=told["meaning"], since=None, picked_by=person,
            wishes_help=told["help"], picked_at=now(),
        )  # fmt: skip
        party.challenges.append(challenge)
        challenge.be_findable(told["findable"])
        if told["shared"]:
            SharedChallenge.of(challenge, by=person)


def decide(road: "Road") -> Story:
    for told in _of(road, "moments"):
        yield road.ago(told["ago"], 16)
        party = _party(road, told)
        by = road.cast[told["by"]]
        Moment.mark(road.case, party, Turning(told["kind"]), on=today(), by=by).note = told["note"]
        db.session.flush()
        if line := told.get("talked"):
            yield road.ago(told["ago"] - 9, 15)
            reason = db.session.scalars(reasons_in([road.case.id])).one()
            reason.talk(line, today(), by=road.contact)


def lay_the_menu(road: "Road") -> Story:
    """Once, before the first cooperation of all began."""
    if road.spec["source"] != TOLD["first"]:
        return
    yield road.ago(road.first + 10, 9)
    for told in TOLD["menu"]:
        facts = {"sub_sort": None} | told | {"source": Source(told["source"])}
        db.session.add(Offer.add(by=road.cast["Noor Verbeek"], **facts))


def look_around(road: "Road") -> Story:
    """What the record of all shows by now."""
    if road.spec["source"] != TOLD["first"]:
        return
    yield road.ago(0, 0) - timedelta(hours=1)
    db.session.flush()
    for cause in FINDERS:
        look_for(cause)


PHASES = (phase, struggle, decide, lay_the_menu, look_around)


def _of(road: "Road", kind: str) -> list[dict[str, Any]]:
    names = {party["name"] for party in road.spec["parties"]}
    return [told for told in TOLD[kind] if told["party"] in names]


def _party(road: "Road", told: dict[str, Any]) -> Collective:
    return next(it for it in road.parties if it.name == told["party"])


def _propose(road: "Road", party: Collective, wanted: Wanted, name: str) -> PhaseProposal:
    proposal = PhaseProposal.make(road.case, party, wanted, seen=0, by=road.cast[name])
    db.session.add(proposal)
    return proposal
