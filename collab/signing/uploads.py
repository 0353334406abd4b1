"""What may be kept of a scan: a photo, drawn anew, or a PDF in which nothing happens by itself."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

MOST_PIXELS = 40_000_000
MOST_UNPACKED = 60_000_000  # bytes of all streams of a PDF together
MOST_OBJECTS = 50_000
ACTIVE = {"/JavaScript", "/JS", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/XFA", "/AA"}
ACTS = {"/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound"}
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png"}


class Unfit(ValueError):
    """Why a file is not kept, in a sentence for who brought it."""


def fit(body: bytes) -> tuple[bytes, str]:
    """The bytes to keep and what they are, told by the content and never by the name."""
    if body.startswith(b"%PDF-"):
        return _calm(body), "application/pdf"
    return _drawn_anew(body)


def _drawn_anew(body: bytes) -> tuple[bytes, str]:
    """Only the picture is kept: not where it was taken, and nothing that hides behind it."""
    try:
        with Image.open(BytesIO(body), formats=list(KINDS)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unfit(_("This picture is too large. Take it again with fewer details."))
            kind = image.format or "PNG"
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(_("Choose a PDF, or a photo as JPEG or PNG.")) from None
    kept = BytesIO()
    upright.save(kept, kind, quality=85)
    return kept.getvalue(), KINDS[kind]


def _calm(body: bytes) -> bytes:
    if _unpacked(body) > MOST_UNPACKED:
        raise Unfit(_("This PDF is too large to look into. Make a scan of the paper, or take a photo."))
    try:
        reader = PdfFileReader(BytesIO(body))
        if reader.encrypted:
            raise Unfit(_("This PDF is locked with a password. Save it without one."))
        active = next((name for name in _names(reader.trailer_view) if name in ACTIVE | ACTS), None)
    except (PdfError, OSError, ValueError, TypeError, KeyError, RecursionError, zlib.error) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(_("This PDF cannot be read. Make a new scan, or take a photo.")) from None
    if active:
        raise Unfit(
            _("This PDF holds a program, an attachment or a form. Make a scan of the paper, or take a photo.")
        )
    return body


def _names(root: Any) -> Iterator[str]:
    """The keys of every object of the file, and the names of what its actions do."""
    todo, seen = [root], set()
    while todo:
        thing = todo.pop()
        if isinstance(thing, generic.IndirectObject):
            if (thing.idnum, thing.generation) in seen:
                continue
            seen.add((thing.idnum, thing.generation))
            if len(seen) > MOST_OBJECTS:
                raise ValueError("too many objects")
            thing = thing.get_object()
        if isinstance(thing, generic.DictionaryObject):
            yield from thing
            yield str(thing.raw_get("/S")) if "/S" in thing else ""
            todo.extend(thing.raw_get(name) for name in thing)
        elif isinstance(thing, generic.ArrayObject):
            todo.extend(list.__iter__(thing))


def _unpacked(body: bytes) -> int:
    """How much all that is packed in it would take, looked at with a limit."""
    size, place = 0, body.find(b"stream")
    while place >= 0 and size <= MOST_UNPACKED:
        begin = place + len(b"stream")
        begin += 2 if body[begin : begin + 2] == b"\r\n" else 1
        with suppress(zlib.error):
            packed = memoryview(body)[begin:]
            size += len(zlib.decompressobj().decompress(packed, MOST_UNPACKED + 1 - size))
        place = body.find(b"stream", begin)
    return size
