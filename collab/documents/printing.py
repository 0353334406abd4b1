"""From a page to paper: asks a process with limits, and says in a sentence when it cannot be done."""

import base64
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from flask_babel import gettext as _

from collab.errors import Refusal

from . import printer
from .faces import faces_for, legible

STYLE = Path(__file__).parent.parent / "static/print.css"
CPU_SECONDS = 20
WALL_SECONDS = 25
MEMORY_BYTES = 2 * 1024**3
COMMAND = (sys.executable, "-I", printer.__file__)


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
    with tempfile.TemporaryDirectory(prefix="paper-") as room:
        ended, pdf = _run(json.dumps(job).encode(), room)
    if ended != 0 or not pdf.startswith(b"%PDF-"):
        raise CannotPrint(_why(ended))
    return pdf


def _run(job: bytes, room: str) -> tuple[int, bytes]:
    """Its own session and room: nothing of it is left behind. It gets none of our secrets to keep."""
    surroundings = {"PATH": os.defpath, "TMPDIR": room, "HOME": room}
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=room,
        env=surroundings,
        start_new_session=True,
    ) as child:
        try:
            pdf, _errors = child.communicate(job, timeout=WALL_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            pdf, _errors = child.communicate()
            return -signal.SIGXCPU, pdf
        except BaseException:
            os.killpg(child.pid, signal.SIGKILL)
            raise
    return child.returncode, pdf


def _why(ended: int) -> str:
    if ended == printer.REFUSED:
        return _("The text asks for something outside itself, so it was not printed.")
    if ended == printer.TOO_LARGE:
        return _("The text needs more memory than printing may use.")
    if ended == printer.TOO_LONG:
        return _("The text is longer than %(pages)s pages.", pages=printer.MOST_PAGES)
    if ended == -signal.SIGXCPU:
        return _("Printing the text takes too long.")
    if ended < 0:
        return _("Printing was broken off. It can be tried again.")
    return _("The text could not be laid out on pages.")
