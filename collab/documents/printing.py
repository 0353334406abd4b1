"""From a page to paper: asks a process with limits, and says in a sentence when it cannot be done."""

import base64
import json
from pathlib import Path

from flask_babel import gettext as _

from collab.errors import Refusal

from . import apart, printer
from .faces import faces_for, legible

STYLE = Path(__file__).parent.parent / "static/print.css"
CPU_SECONDS = 20
WALL_SECONDS = 25
MEMORY_BYTES = 2 * 1024**3


class CannotPrint(Refusal):
    """There is no paper, and trying the same page again may give the same answer."""


def print_pdf(html: str, attachment: bytes, attachment_name: str) -> bytes:
    """A PDF/A-3a that is PDF/UA-1 too, with the attachment as its source; the same page, the same bytes."""
    page = legible(html)
    faces = faces_for(page)
    job = {
        "page": page,
        "style": "\n".join([*(face.rule for face in faces), STYLE.read_text()]),
        "fonts": {face.path.as_uri(): str(face.path) for face in faces},
        "attachment": base64.b64encode(attachment).decode(),
        "name": attachment_name,
        "seconds": CPU_SECONDS,
        "bytes": MEMORY_BYTES,
    }
    ended, pdf = apart.run(printer.__file__, json.dumps(job).encode(), WALL_SECONDS)
    if ended != 0 or not pdf.startswith(b"%PDF-"):
        raise CannotPrint(_why(ended))
    return pdf


def _why(ended: int) -> str:
    if ended == printer.REFUSED:
        return _("The text asks for something outside itself, so it was not printed.")
    if ended == printer.TOO_LARGE:
        return _("The text needs more memory than printing may use.")
    if ended == printer.TOO_LONG:
        return _("The text is longer than %(pages)s pages.", pages=printer.MOST_PAGES)
    if ended == apart.TIME_IS_UP:
        return _("Printing the text takes too long.")
    if ended < 0:
        return _("Printing was broken off. It can be tried again.")
    return _("The text could not be laid out on pages.")
