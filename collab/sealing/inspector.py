"""A look into a PDF that anybody may have made, in a process of its own: says whether it carries our seal.

It imports nothing of ours, opens no connection, and its limits end whatever never ends. Its answer:
{"seal": "whole" | "changed" | "none", "digests": [SHA-256 of the files inside]}.
"""

import base64
import hashlib
import json
import os
import resource
import sys
from contextlib import suppress
from io import BytesIO

MOST_FILES = 4


def seen(job: dict) -> dict:
    from pyhanko.pdf_utils.reader import PdfFileReader

    pdf = base64.b64decode(job["pdf"])
    roots = [base64.b64decode(one) for one in job["roots"]]
    found = {"seal": "none", "digests": []}
    with suppress(Exception):
        found["seal"] = seal_of(PdfFileReader(BytesIO(pdf)), roots)
    with suppress(Exception):
        found["digests"] = digests(PdfFileReader(BytesIO(pdf), strict=False))
    return found


def seal_of(paper, roots: list[bytes]) -> str:
    """Whole: one seal of ours, over the file from its first byte to its last."""
    seals = paper.embedded_signatures
    if not seals:
        return "none"
    from asn1crypto import x509
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    trusted = [x509.Certificate.load(one) for one in roots]
    around = ValidationContext(trust_roots=trusted, allow_fetching=False)
    status = validate_pdf_signature(seals[0], around, skip_diff=True)
    if not (status.valid and status.intact):
        return "changed"
    whole = len(seals) == 1 and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return ("whole" if whole else "changed") if status.trusted else "none"


def digests(paper) -> list[str]:
    """Of the files that the paper carries: one of them may be the text that was signed."""
    carried = paper.root.get("/AF", [])
    files = [carried[number]["/EF"]["/F"] for number in range(min(len(carried), MOST_FILES))]
    return [hashlib.sha256(file.data).hexdigest() for file in files]


def main() -> None:
    job = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"] + 2))
    resource.setrlimit(resource.RLIMIT_AS, (job["bytes"], job["bytes"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = json.dumps(seen(job))
    except MemoryError:
        os._exit(1)  # raising anything asks for memory that is not there
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
