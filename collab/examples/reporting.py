"""Looking back: reports that were handed in, skipped, answered and begun, an evaluation, values and hours."""

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collab.clock import today
from collab.db import db
from collab.people.models import Person
from collab.reports.copies import ReportCopy
from collab.reports.evaluations import Evaluation, View
from collab.reports.findings import JointFinding
from collab.reports.looking_back import asked_now, moment_of
from collab.reports.models import Report, Told
from collab.reports.papers import print_copy
from collab.reports.words import Advice, Finding, Method
from collab.reports.worth import Value, VolunteerHours
from collab.support.models import Promise
from collab.support.words import Sort

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road

TOLD: dict[str, Any] = json.loads(Path(__file__).with_name("reporting.json").read_text("utf-8"))


def told_apart(road: "Road", promise: Promise) -> bool:
    """Whether its report is told here, and so not by who tells of the other promises."""
    return promise.sort == Sort.REPORT and road.spec["source"] in TOLD


def report(road: "Road") -> Story:
    for said in TOLD.get(road.spec["source"], {}).get("reports", []):
        yield road.ago(said["days_ago"], 10, 20)
        by = road.lead
        it = Report.begin(_promise(road), by=by)
        it.write(_told(road, said), 0, by)
        if "skip" in said:
            it.skip(said["skip"], by=by)
        elif "draft" not in said:
            it.submit(1, by=by)
        if "answer" in said:
            yield road.ago(said["days_ago"] - said["answered_after"], 14, 10)
            read, does, asks = said["answer"]
            it.reply(read, does, asks, by=road.contact)
        if "for" in said:
            copy = ReportCopy.make(it, said["for"], "nl", by=by)
            db.session.flush()
            print_copy(copy)


def look_back(road: "Road") -> Story:
    told = TOLD.get(road.spec["source"], {}).get("evaluation")
    if told is None:
        return
    yield road.ago(told["days_ago"], 9, 30)
    people = {name: road.cast[name] for name in told["views"]}
    asked = asked_now(road.agreement)
    it = Evaluation.begin(road.agreement, moment_of(asked), asked, by=road.contact)
    for n, (name, views) in enumerate(told["views"].items()):
        yield road.ago(told["days_ago"] - 3 - n, 15)
        it.write(View(*views), 0, by=people[name])
    yield road.ago(told["opened"], 16)
    for person in people.values():
        it.share(1, by=person)
    yield from _together(road, it, told, people)


def value(road: "Road") -> Story:
    """Every value and hour on its own day, told one after the other."""
    told = TOLD.get(road.spec["source"], {})
    acts = sorted(_worth(road, told), key=lambda act: -act[0])
    for days_ago, act in acts:
        yield road.ago(days_ago, 19, 5)
        act()


def _worth(road: "Road", told: dict[str, Any]) -> Iterator[tuple[float, Any]]:
    for spec in told.get("values", []):
        made: dict[str, Value] = {}
        for days_ago, amount, words in spec["measured"]:
            yield days_ago, lambda spec=spec, made=made, a=amount, w=words: _measure(road, spec, made, a, w)
    for first, last, hours, is_estimate, words in told.get("hours", []):
        yield last - 1, lambda f=first, t=last, h=hours, e=is_estimate, w=words: VolunteerHours.give(
            road.case, road.parties[0], by=road.lead, hours=Decimal(h), is_estimate=e, words=w,
            starts_on=road.here - timedelta(f), ends_on=road.here - timedelta(t),
        )  # fmt: skip


def _measure(road: "Road", spec: dict[str, Any], made: dict[str, Value], amount: Any, words: str) -> None:
    by = road.cast[spec["by"]]
    if "value" not in made:
        facts = {"how": spec["how"], "unit": spec["unit"], "assumption": spec.get("assumption")}
        made["value"] = Value.begin(road.case, spec["wording"], Method(spec["method"]), by=by, **facts)
    made["value"].measure(today(), None if amount is None else Decimal(amount), words, by=by)


def _together(road: "Road", it: Evaluation, told: dict[str, Any], people: dict[str, Person]) -> Story:
    yield road.ago(told["opened"] - 6, 13)
    for said in told["findings"]:
        finding = JointFinding.say(it, Finding(said["sort"]), said["text"], by=people[said["by"]])
        if said["agreed"]:
            finding.agree(by=people[said["agreed"]])
    yield road.ago(told["opened"] - 9, 11)
    for name, (advice, words) in told["advice"].items():
        it.advise(Advice(advice), words, by=people[name])


def _promise(road: "Road") -> Promise:
    return next(it for it in road.agreement.promises if it.sort == Sort.REPORT)


def _told(road: "Road", said: dict[str, Any]) -> Told:
    texts = {name: said.get(name, "") for name in ("story", "process", "means", "hard", "request")}
    held = said.get("minutes_days_ago")
    return Told(
        **texts, public_story=said.get("public", ""),
        numbers=[{"amount": amount, "what": what} for amount, what in said.get("numbers", [])],
        minutes_on=road.here - timedelta(held) if held else None,
    )  # fmt: skip
