"""What may be kept of a scan: a photo, drawn anew, or a PDF in which nothing happens by itself."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from PIL import Image, ImageOps
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

MOST_BYTES = 2 * 1024 * 1024  # of a PDF as it comes, and of a photo as it is kept
MOST_PIXELS = 50_000_000
SHARP = (3500, 3500)  # enough to read a sheet of paper
MOST_UNPACKED = 60_000_000  # bytes of all streams of a PDF together
MOST_OBJECTS = 50_000
ACTIVE = {"/JavaScript", "/JS", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/XFA", "/AA"}
ACTS = {"/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound"}
KINDS = {"JPEG": "image/jpeg", "PNG": "image/png"}


class Unfit(ValueError):
    """Why a file is not kept, in a sentence for who brought it."""


def fit(body: bytes) -> tuple[bytes, str]:
    """The bytes to keep and what they are, told by the content and never by the name."""
    if not body:
        raise Unfit(_("This file is empty. Choose another one."))
    if body.startswith(b"%PDF-"):
        return _calm(body), "application/pdf"
    return _drawn_anew(body)


def _drawn_anew(body: bytes) -> tuple[bytes, str]:
    """Only the picture is kept: not where it was taken, and nothing that hides behind it."""
    neither = _("This is no PDF and no photo. Choose a PDF, or a photo as JPEG or PNG.")
    with _or_else(neither), _opened(body) as image:
        kind = image.format or "PNG"
        image.draft("RGB", SHARP)
        image.thumbnail(SHARP)
        upright = ImageOps.exif_transpose(image).convert("RGB")
        kept = _as_file(upright, kind)
        if len(kept) > MOST_BYTES:
            kind, kept = "JPEG", _as_file(upright, "JPEG")
    return kept, KINDS[kind]


def _opened(body: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(body), formats=list(KINDS))
    except Image.DecompressionBombError:
        raise Unfit(_too_many_pixels()) from None
    if image.width * image.height > MOST_PIXELS:
        raise Unfit(_too_many_pixels())
    return image


def _too_many_pixels() -> str:
    return _("This picture is too large. Take it again with fewer details.")


def _as_file(picture: Image.Image, kind: str) -> bytes:
    kept = BytesIO()
    picture.save(kept, kind, quality=80)
    return kept.getvalue()


def _calm(body: bytes) -> bytes:
    if len(body) > MOST_BYTES:
        raise Unfit(_("This PDF is larger than 2 MB. Scan it with fewer details, or take a photo."))
    if _unpacked(body) > MOST_UNPACKED:
        raise Unfit(_("This PDF is too large to look into. Make a scan of the paper, or take a photo."))
    with _or_else(_("This PDF cannot be read. Make a new scan, or take a photo.")):
        reader = PdfFileReader(BytesIO(body))  # it has limits of its own for filters on filters
        if reader.encrypted:
            raise Unfit(_("This PDF is locked with a password. Save it without one."))
        active = next((name for name in _names(reader.trailer_view) if name in ACTIVE | ACTS), None)
    if active:
        raise Unfit(
            _("This PDF holds a program, an attachment or a form. Make a scan of the paper, or take a photo.")
        )
    return body


@contextmanager
def _or_else(why: str) -> Iterator[None]:
    try:
        yield
    except Unfit:
        raise
    except Exception:  # a file made with bad intent breaks what reads it in any way
        raise Unfit(why) from None


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
