"""Files that somebody could hold against the page for checking: ours, changed, foreign, broken and wicked."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

ZEROS = zlib.compress(bytes(100_000_000), 9)
Made = Callable[[bytes], bytes]


def blank(**kept) -> bytes:
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(width=200, height=200)
    for name, thing in kept.items():
        writer.root_object[NameObject(f"/{name}")] = thing
    writer.write(made)
    return made.getvalue()


def updated(pdf: bytes) -> bytes:
    """As a reader does that saves a remark: behind the seal, with an own table."""
    writer, made = PdfWriter(BytesIO(pdf), incremental=True), BytesIO()
    writer.add_metadata({"/Title": "Another agreement"})
    writer.write(made)
    return made.getvalue()


def rewritten(pdf: bytes) -> bytes:
    writer, made = PdfWriter(clone_from=BytesIO(pdf)), BytesIO()
    writer.write(made)
    return made.getvalue()


def encrypted(_pdf: bytes) -> bytes:
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(width=200, height=200)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def one_byte_else(pdf: bytes) -> bytes:
    place = len(pdf) // 3
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def noise(pdf: bytes) -> bytes:
    random, changed = Random(7), bytearray(pdf)
    for _ in range(400):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return b"%PDF-1.7\n" + bytes(changed)[9:]


def carrying(stream: bytes, filters: str = "/FlateDecode") -> bytes:
    """A file inside the file, which is where a text of ours would be."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AF[4 0 R]>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", b"<</Type/Filespec/F(x)/EF<</F 5 0 R>>>>",
        b"<</Length %d/Filter %s>>\nstream\n%s\nendstream" % (len(stream), filters.encode(), stream),
    ]  # fmt: skip
    return written(objects)


def written(objects: list[bytes]) -> bytes:
    """By hand, with a right table of where each object stands."""
    made, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + head + table + tail


def round_pages(_pdf: bytes) -> bytes:
    return written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 99999>>"])


def round_fields(_pdf: bytes) -> bytes:
    form = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[3 0 R]>>>>"
    return written([form, b"<</Type/Pages/Kids[]/Count 0>>", b"<</T(a)/Kids[3 0 R]/Parent 3 0 R>>"])


def round_references(_pdf: bytes) -> bytes:
    return written([b"<</Type/Catalog/Pages 2 0 R/AF 3 0 R>>", b"<</Type/Pages/Kids[]>>", b"4 0 R", b"3 0 R"])


def round_tables(_pdf: bytes) -> bytes:
    made = written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
    start = re.search(rb"startxref\n(\d+)", made)[1]
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev " + start)


def forged_seal(pdf: bytes) -> bytes:
    """A field that says it is a seal, over all, and holds nothing."""
    field = DictionaryObject()
    said = {"/FT": NameObject("/Sig"), "/V": DictionaryObject({NameObject("/Type"): NameObject("/Sig")})}
    for name, thing in said.items():
        field[NameObject(name)] = thing
    form = DictionaryObject({NameObject("/SigFlags"): NumberObject(3)})
    return blank(AcroForm=form, Seal=field) + pdf[:0]


def seal_of_another(pdf: bytes) -> bytes:
    """The bytes of our seal pasted behind a paper of their own."""
    return blank() + pdf[pdf.rindex(b"/ByteRange") - 500 :]


def with_our_text(pdf: bytes) -> bytes:
    """Their paper, carrying the text that was signed."""
    (source,) = PdfReader(BytesIO(pdf)).trailer["/Root"]["/AF"]
    stream = StreamObject()
    text = source.get_object()["/EF"]["/F"].get_data()
    stream._data = text
    return carrying(zlib.compress(text))


def deep(opening: bytes) -> Made:
    return lambda _pdf: written([b"<</Type/Catalog/Pages " + opening * 60_000, b"<<>>"])


FOREIGN: dict[str, Made] = {
    "a word": lambda _pdf: b"hello",
    "a page": lambda _pdf: b"<html><body>%PDF</body></html>",
    "a zip": lambda _pdf: b"PK\x03\x04" + bytes(2000),
    "a picture": lambda _pdf: b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "only the first line": lambda _pdf: b"%PDF-1.7\n",
    "a blank sheet": lambda _pdf: blank(),
    "an encrypted sheet": encrypted,
    "a bomb": lambda _pdf: carrying(ZEROS),
    "a bomb in a bomb": lambda _pdf: carrying(zlib.compress(ZEROS, 9), "[/FlateDecode/FlateDecode]"),
    "pages that hold themselves": round_pages,
    "fields that hold themselves": round_fields,
    "references in a circle": round_references,
    "tables in a circle": round_tables,
    "a table past the end": lambda _pdf: blank().rpartition(b"startxref")[0] + b"startxref\n999999999\n%%EOF",
    "a table below nought": lambda _pdf: blank().rpartition(b"startxref")[0] + b"startxref\n-5\n%%EOF",
    "brackets without end": deep(b"["),
    "dictionaries without end": deep(b"<</A"),
    "half a million numbers": lambda _pdf: written([b"<</Type/Catalog/A[" + b"1 " * 500_000 + b"]>>"]),
    "a length that lies": lambda _pdf: carrying(b"x").replace(b"/Length 1", b"/Length 2147483647"),
    "a forged seal": forged_seal,
    "noise": lambda _pdf: b"%PDF-1.7\n" + Random(5).randbytes(200_000),
}
CHANGED: dict[str, Made] = {
    "a byte else": one_byte_else,
    "a remark behind the seal": updated,
    "a word behind the end": lambda pdf: pdf + b"\n% and this",
    "written anew": rewritten,
    "their paper with our text": with_our_text,
}
BROKEN: dict[str, Made] = {
    "half of it": lambda pdf: pdf[: len(pdf) // 2],
    "four hundred bytes else": noise,
    "our seal behind another paper": seal_of_another,
    "a letter before it": lambda pdf: b"x" + pdf,
}
