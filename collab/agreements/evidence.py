"""What stands beside the signed text: who signed it, on what ground, when; and how it came to be."""

import json
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from flask import current_app
from flask_babel import force_locale, ngettext

from . import trail
from .models import Agreement
from .signing import Frozen

FORMAT = "collab-evidence/1"
ZONE = "Europe/Amsterdam"
LENGTH_OF_CODE = 32  # of the fingerprint: 128 bits, so that the QR code stays easy to scan
LOGGED = {
    f"agreement.{verb}"
    for verb in (
        "drafted", "amending", "weighed", "cast", "party_joins", "party_leaves", "frozen", "reopened",
        "nudged", "signed", "began", "extended", "replaced", "ended", "withdrawn",
    )
}  # fmt: skip
Enclosed = Callable[[Agreement], Iterable[dict[str, Any]]]
_enclosed: list[Enclosed] = []


def logs(*names: str) -> None:
    """Events of a later slice that belong in the evidence; each has a sentence in the timeline."""
    LOGGED.update(names)


def encloses(function: Enclosed) -> Enclosed:
    """Decisions that belong to an agreement: {"title", "number", "on", "ends_on"}, dates in ISO."""
    _enclosed.append(function)
    return function


def of(agreement: Agreement) -> tuple[dict[str, Any], dict[str, Any]]:
    """The signed text as an object, and the evidence beside it (instants in ISO, UTC)."""
    frozen = agreement.text
    with force_locale(agreement.language):
        told = trail.entries(agreement, LOGGED | trail.STEPS)
    beside = {
        "digest": frozen.digest,
        "frozen_at": frozen.frozen_at.isoformat(),
        "began_at": agreement.began_at.isoformat() if agreement.began_at else None,
        "version": frozen.number,
        "signatures": [_signature(signature) for signature in frozen.signatures],
        "shares": list(_shares(frozen)),
        "log": _compact(told, agreement.language),
        "decisions": decisions_of(agreement),
        "chain": _last_link(told),
        "sealed_by": current_app.config["SETTINGS"].seals,
        "check_url": f"{current_app.config['SETTINGS'].base_url}/check/{frozen.digest[:LENGTH_OF_CODE]}",
    }
    return json.loads(frozen.text), beside


def whole(agreement: Agreement) -> dict[str, Any]:
    """Everything, for the parties: each event with its fingerprints and its place in the chain."""
    told = trail.entries(agreement, LOGGED | trail.STEPS)
    signatures = [(text.number, one) for text in agreement.frozen for one in text.signatures]
    return {
        "format": FORMAT,
        "ref": agreement.ref,
        "title": agreement.title,
        "status": agreement.status,
        "zone": ZONE,
        "texts": [
            {
                "version": text.number,
                "digest": text.digest,
                "frozen_at": text.frozen_at.isoformat(),
                "shares": list(_shares(text)),
            }
            for text in agreement.frozen
        ],
        "signatures": [{"version": number, **_signature(one)} for number, one in signatures],
        "decisions": decisions_of(agreement),
        "events": [entry.as_facts() for entry in told],
        "chain_holds": holds(told),
    }


def holds(told: list[trail.Entry]) -> bool:
    """Whether every event is what was sealed when it happened."""
    return all(entry.link and entry.link.holds for entry in told)


def decisions_of(agreement: Agreement) -> list[dict[str, Any]]:
    return [decision for ask in _enclosed for decision in ask(agreement)]


def _shares(text: Frozen) -> Iterable[dict[str, Any]]:
    """Where not everyone who was asked had to sign: how many did, of how many."""
    for party in text.agreement.parties:
        signed, asked = len(text.signatures_of(party)), len(text.share_of(party).named)
        if asked > text.share_of(party).quorum:
            yield {"party": party.key, "name": party.name, "signed": signed, "asked": asked}


def _signature(signature) -> dict[str, Any]:
    return {
        "party": signature.party.key,
        "of": signature.party.name,
        "side": signature.party.side,
        "name": signature.typed_name,
        "function": signature.capacity,
        "authority": signature.ground,
        "signed_at": signature.signed_at.isoformat(),
        "in_place_of": signature.minor,
        "proof": signature.proof,
        "on_paper_on": signature.on_paper_on and signature.on_paper_on.isoformat(),
    }


def _last_link(told: list[trail.Entry]) -> dict[str, Any] | None:
    links = [entry.link for entry in told if entry.link]
    return {"position": links[-1].position, "hash": links[-1].hash} if links else None


def _compact(told: list[trail.Entry], language: str) -> list[dict[str, Any]]:
    """On paper the steps that one person took in a row on one day are one line."""
    with force_locale(language):
        return [_line(list(group)) for _key, group in groupby(told, key=_alike)]


def _alike(entry: trail.Entry) -> tuple:
    event = entry.event
    is_step = event.name in trail.STEPS
    return (event.name, event.actor_id, event.happened_at.date(), None if is_step else event.id)


def _line(group: list[trail.Entry]) -> dict[str, Any]:
    first, change = group[0], group[0].change
    return {
        "at": first.event.happened_at.isoformat(),
        "who": first.who,
        "party": first.party,
        "side": first.event.side,
        "what": first.what if len(group) == 1 else _steps(first.event.name, len(group)),
        "digest": change.after if change and change.article is None else None,
    }


def _steps(name: str, count: int) -> str:
    """How many of them, in one sentence."""
    if name == "agreement.proposed":
        return ngettext("proposed a text for %(num)s article", "proposed a text for %(num)s articles", count)
    if name == "agreement.agreed":
        return ngettext("agreed to %(num)s article", "agreed to %(num)s articles", count)
    if name == "agreement.rejected":
        return ngettext("said no to %(num)s proposal", "said no to %(num)s proposals", count)
    return ngettext("withdrew %(num)s step", "withdrew %(num)s steps", count)
