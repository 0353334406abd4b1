"""What stands beside the signed text: who signed it, on what ground, when; and how it came to be."""

import json
from typing import Any

from flask import current_app
from flask_babel import force_locale

from collab.history.telling import SENTENCES

from .models import Agreement

LENGTH_OF_CODE = 32  # of the fingerprint: 128 bits, so that the QR code stays easy to scan
LOGGED = {
    "agreement.drafted",
    "agreement.frozen",
    "agreement.reopened",
    "agreement.signed",
    "agreement.began",
}


def logs(*names: str) -> None:
    """Events of a later slice that belong in the evidence; each has a sentence in the timeline."""
    LOGGED.update(names)


def of(agreement: Agreement) -> tuple[dict[str, Any], dict[str, Any]]:
    """The signed text as an object, and the evidence beside it (instants in ISO, UTC)."""
    frozen = agreement.text
    beside = {
        "digest": frozen.digest,
        "frozen_at": frozen.frozen_at.isoformat(),
        "began_at": agreement.began_at.isoformat() if agreement.began_at else None,
        "version": frozen.number,
        "signatures": [_signature(signature) for signature in frozen.signatures],
        "log": _log(agreement),
        "check_url": f"{current_app.config['SETTINGS'].base_url}/check/{frozen.digest[:LENGTH_OF_CODE]}",
    }
    return json.loads(frozen.text), beside


def _signature(signature) -> dict[str, Any]:
    return {
        "party": signature.party.key,
        "side": signature.party.side,
        "name": signature.typed_name,
        "function": signature.capacity,
        "authority": signature.ground,
        "signed_at": signature.signed_at.isoformat(),
    }


def _log(agreement: Agreement) -> list[dict[str, Any]]:
    with force_locale(agreement.language):
        return [
            {
                "at": event.happened_at.isoformat(),
                "who": event.actor.name if event.actor else None,
                "side": event.side,
                "what": SENTENCES[event.name](event),
            }
            for event in agreement.events
            if event.name in LOGGED
        ]
