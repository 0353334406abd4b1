"""Printing, by the worker alone."""

from celery import shared_task

from collab.chores import Later, sweep
from collab.db import db
from collab.history import Event
from collab.queue import ring

from .models import Document, store
from .printing import CannotPrint, print_pdf


@shared_task(name="documents.print")
def print_wanted() -> None:
    if sweep(Document, print_one):
        ring("history.react")


def print_one(document: Document) -> None:
    """Print a paper and say so in the history; what goes wrong stays readable on the document."""
    try:
        pdf = print_pdf(document.html, document.attachment.encode(), f"{document.name}.json")
    except CannotPrint as cannot:
        raise Later("a paper could not be printed", counts=True, trouble=cannot.why) from cannot
    document.content_sha256 = store(pdf, "application/pdf")
    document.trouble = None
    about = {"case_id": document.case_id, "agreement_id": document.agreement_id}
    db.session.add(Event.happened("document.printed", data={"document": document.id}, **about))
