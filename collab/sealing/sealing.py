"""From a printed paper to a sealed one: asks a process with limits, and says in a sentence why not."""

import base64
import json
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _

from collab.clock import now
from collab.documents import apart
from collab.errors import Refusal

from . import keys, sealer

CPU_SECONDS = 20
WALL_SECONDS = 40  # a time-stamping authority may be asked twice
MEMORY_BYTES = 1024**3


class CannotSeal(Refusal):
    """There is no sealed paper yet; `outside` when the cause is a server that is not ours."""

    def __init__(self, why: str, outside: bool = False):
        super().__init__(why)
        self.outside = outside


class Sealed(NamedTuple):
    pdf: bytes
    sealed_as: str
    stamped: bool


def seal_pdf(pdf: bytes) -> Sealed:
    """The same paper with a seal after it; not one byte before the seal changes."""
    settings = current_app.config["SETTINGS"]
    ring = _keyring()
    ended, sealed = apart.run(sealer.__file__, json.dumps(_job(pdf, ring)).encode(), WALL_SECONDS)
    if ended != 0 or not sealed.startswith(pdf):
        raise CannotSeal(_why(ended), outside=ended == sealer.NOT_STAMPED)
    return Sealed(sealed, keys.name_of(ring.certificates[0]), bool(settings.timestamp_url))


def _keyring() -> keys.Keyring:
    try:
        ring = keys.keyring(current_app.config["SETTINGS"])
    except keys.Unusable as wrong:
        raise CannotSeal(str(wrong)) from wrong
    if why_not := keys.why_not_now(ring.certificates, now()):
        raise CannotSeal(why_not)
    return ring


def _job(pdf: bytes, ring: keys.Keyring) -> dict:
    settings = current_app.config["SETTINGS"]
    by = {"organisation": settings.organisation}
    said = _("Seal of %(organisation)s", **by)
    if keys.is_test(ring.certificates[0]):
        said = _("Test seal of %(organisation)s", **by)
    return {
        "pdf": base64.b64encode(pdf).decode(),
        "key": base64.b64encode(ring.key).decode(),
        "chain": [base64.b64encode(one).decode() for one in ring.chain],
        "name": settings.organisation,
        "reason": said,
        "location": settings.municipality_name,
        "timestamp_url": settings.timestamp_url,
        "seconds": CPU_SECONDS,
        "bytes": MEMORY_BYTES,
    }


def _why(ended: int) -> str:
    if ended == sealer.NOT_STAMPED:
        return _("The time-stamping authority did not answer as it should.")
    if ended == sealer.TOO_LARGE:
        return _("The paper needs more memory than sealing may use.")
    if ended == sealer.SEALED_BEFORE:
        return _("This paper carries a seal already.")
    if ended == sealer.SPOILED:
        return _("The certificate has no right to seal, or does not lead to the last one in its file.")
    if ended == apart.TIME_IS_UP:
        return _("Sealing the paper takes too long.")
    return _("Sealing was broken off. It can be tried again.")
