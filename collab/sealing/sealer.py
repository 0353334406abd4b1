"""A seal on a paper (PAdES), in a process of its own: reads a job, answers with the sealed PDF.

It imports nothing of ours. Only a time-stamping authority is asked anything, and only when the job names one.
What it made it checks itself, before anyone keeps it.
"""

import base64
import json
import os
import resource
import sys
from io import BytesIO

NOT_STAMPED, TOO_LARGE, SEALED_BEFORE, SPOILED = 3, 4, 5, 6
FIELD = "Seal"
PATIENCE = 8  # seconds for one answer of the time-stamping authority


def sealed(job: dict) -> bytes:
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    chain = [x509.Certificate.load(base64.b64decode(one)) for one in job["chain"]]
    known = SimpleCertificateStore()
    known.register_multiple(chain)
    key = keys.PrivateKeyInfo.load(base64.b64decode(job["key"]))
    paper = IncrementalPdfFileWriter(BytesIO(base64.b64decode(job["pdf"])))
    if paper.prev.embedded_signatures:
        sys.exit(SEALED_BEFORE)
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        name=job["name"],
        reason=job["reason"],
        location=job["location"],
    )
    signer = signers.PdfSigner(
        about,
        signer=signers.SimpleSigner(signing_cert=chain[0], signing_key=key, cert_registry=known),
        timestamper=stamper(job["timestamp_url"]) if job["timestamp_url"] else None,
        new_field_spec=fields.SigFieldSpec(FIELD, readable_field_name=job["reason"]),
    )
    done = signer.sign_pdf(paper).getvalue()
    check(done, chain[-1])
    return done


class NotStamped(Exception):
    """The time-stamping authority is down, says no, or says something that is no stamp."""


def stamper(address: str):
    from pyhanko.sign.timestamps import HTTPTimeStamper

    class Stamper(HTTPTimeStamper):
        async def async_timestamp(self, message_digest, md_algorithm):
            try:
                return await super().async_timestamp(message_digest, md_algorithm)
            except Exception as wrong:
                raise NotStamped from wrong

    return Stamper(address, timeout=PATIENCE)


def check(pdf: bytes, root) -> None:
    """A key and certificates that do not belong together, or have no right to sign, end here."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    (seal,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    status = validate_pdf_signature(seal, ValidationContext(trust_roots=[root], allow_fetching=False))
    if not (status.intact and status.valid and status.trusted):
        sys.exit(SPOILED)


def main() -> None:
    job = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"] + 2))
    resource.setrlimit(resource.RLIMIT_AS, (job["bytes"], job["bytes"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pdf = sealed(job)
    except MemoryError:
        os._exit(TOO_LARGE)  # raising anything asks for memory that is not there
    except NotStamped:
        sys.exit(NOT_STAMPED)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
