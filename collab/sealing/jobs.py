"""Sealing, by the worker alone."""

from celery import shared_task
from flask import current_app

from collab.chores import Later, sweep
from collab.db import db
from collab.documents.models import store
from collab.history import Event
from collab.queue import ring

from . import queries
from .models import PaperSeal
from .sealing import CannotSeal, seal_pdf


@shared_task(name="sealing.seal")
def seal_papers() -> None:
    """Also the papers that were printed before there was a key."""
    if not current_app.config["SETTINGS"].seals:
        return
    db.session.execute(queries.ask_for_seals())
    db.session.commit()
    if sweep(PaperSeal, seal_one):
        ring("history.react")


def seal_one(seal: PaperSeal) -> None:
    """Seal a paper and say so in the history, in one commit: a worker that dies before it sealed nothing."""
    try:
        sealed = seal_pdf(seal.printed.body)
    except CannotSeal as cannot:
        why = "a paper could not be sealed"
        raise Later(why, counts=not cannot.outside, trouble=cannot.why) from cannot
    seal.keep(store(sealed.pdf, "application/pdf"), sealed.sealed_as, sealed.stamped)
    about = {"case_id": seal.agreement.case_id, "agreement_id": seal.agreement_id}
    told = {"paper": seal.content_sha256, "stamped": sealed.stamped}
    db.session.add(Event.happened("agreement.sealed", data=told, **about))
