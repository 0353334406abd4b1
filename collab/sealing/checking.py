"""Is this paper real? Asked by anybody, with the code on the paper or with the file itself."""

import base64
import hashlib
import json
from threading import BoundedSemaphore
from typing import NamedTuple

from cryptography.hazmat.primitives.serialization import Encoding
from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from collab.agreements.models import Agreement
from collab.agreements.queries import frozen_as
from collab.agreements.signing import Frozen
from collab.collectives.words import Named
from collab.db import db
from collab.documents import apart
from collab.errors import Refusal

from . import inspector, keys, queries

CPU_SECONDS, WALL_SECONDS = 5, 8
MEMORY_BYTES = 512 * 1024**2
BEGINS = 1024  # bytes in which a PDF says that it is one
PATIENCE = 4  # seconds in which a look that is going on may end
looking = BoundedSemaphore(2)  # at once in one process: a visitor never keeps the others waiting


class Answer(Named):
    VALID = "valid", lazy_gettext("This is a real agreement.")
    UNSEALED = "unsealed", lazy_gettext("This is a real agreement, on a paper without a seal.")
    REPLACED = "replaced", lazy_gettext("This agreement was real, and was replaced by a later one.")
    NOT_IN_FORCE = (
        "not in force",
        lazy_gettext("This text was laid down here, but not all parties signed it."),
    )
    CHANGED = "changed", lazy_gettext("This file was changed. It is not the paper that we made.")
    UNKNOWN = "unknown", lazy_gettext("We do not know this.")


class Verdict(NamedTuple):
    answer: Answer
    frozen: Frozen | None = None

    @property
    def agreement(self) -> Agreement:
        return self.frozen.agreement

    @property
    def replaced_by(self) -> str | None:
        later = self.agreement.amendments if self.answer == Answer.REPLACED else []
        return next((one.ref for one in later if one.began_at), None)


class Busy(Refusal):
    """Too many files at once."""

    status = 503


def by_code(code: str) -> Verdict:
    frozen = db.session.scalar(frozen_as(code))
    return about(frozen, Answer.VALID) if frozen else Verdict(Answer.UNKNOWN)


def by_file(pdf: bytes) -> Verdict:
    """What we made ourselves we know by its bytes; all else is looked into, in a process with limits."""
    paper = db.session.scalar(queries.printed_as(hashlib.sha256(pdf).hexdigest()))
    if paper:
        sealed = paper.is_sealed and paper.copy.sha256 == hashlib.sha256(pdf).hexdigest()
        frozen = db.session.scalar(frozen_as(hashlib.sha256(paper.attachment.encode()).hexdigest()))
        return about(frozen, Answer.VALID if sealed else Answer.UNSEALED)
    if b"%PDF-" not in pdf[:BEGINS]:
        return Verdict(Answer.UNKNOWN)
    return _judged(_seen(pdf))


def about(frozen: Frozen, answer: Answer) -> Verdict:
    """A paper may be whole and yet not be what holds today."""
    agreement = frozen.agreement
    if agreement.began_at is None or frozen is not agreement.text:
        return Verdict(Answer.NOT_IN_FORCE, frozen)
    return Verdict(Answer.REPLACED if agreement.status == "replaced" else answer, frozen)


def _judged(seen: dict) -> Verdict:
    known = (db.session.scalar(frozen_as(digest)) for digest in seen["digests"])
    frozen = next((one for one in known if one), None)
    if seen["seal"] == "whole" and frozen:
        return about(frozen, Answer.VALID)
    if seen["seal"] == "changed" or frozen:
        return Verdict(Answer.CHANGED, frozen)
    return Verdict(Answer.UNKNOWN)


def _seen(pdf: bytes) -> dict:
    """A file that cannot be read in time and memory is none of ours: it carries nothing we know."""
    job = {
        "pdf": base64.b64encode(pdf).decode(),
        "roots": [base64.b64encode(root).decode() for root in _roots()],
        "seconds": CPU_SECONDS,
        "bytes": MEMORY_BYTES,
    }
    if not looking.acquire(timeout=PATIENCE):
        raise Busy(_("Many files are being checked at this moment. Please try again in a minute."))
    try:
        ended, answer = apart.run(inspector.__file__, json.dumps(job).encode(), WALL_SECONDS)
    finally:
        looking.release()
    return json.loads(answer) if ended == 0 else {"seal": "none", "digests": []}


def _roots() -> list[bytes]:
    try:
        chain = keys.chain_of(current_app.config["SETTINGS"])
    except keys.Unusable:
        return []
    return [certificate.public_bytes(Encoding.DER) for certificate in chain[-1:]]
