"""Agreements to print, as they are frozen, and how a test reads a paper."""

import hashlib
import json
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

HERE = Path(__file__).parent
HOUSING = {
    "key": "WONEN", "side": "collective", "role": "owner", "name": "Woningcorporatie Samen Wonen Lindendal",
    "kind": "housing_association", "legal_form": "foundation", "kvk_number": "12345678", "seat": "Lindendal",
    "from": "2027-01-01", "until": "2028-12-31",
}  # fmt: skip
SIGNERS = {
    "LINDE": ("Amina Yıldız", "voorzitter", "Besluit van de ledenvergadering van 1 oktober 2026"),
    "municipality": ("Marleen de Groot", "afdelingshoofd Leefomgeving", "Mandaatbesluit 2025-31, artikel 4"),
    "WONEN": ("Ḥasan Öztürk-van Wijngaarden", "directeur-bestuurder", "Statuten, artikel 12"),
}


def light() -> dict:
    """As people make it: twenty provisions of some 25 words, four promises."""
    return json.loads((HERE / "light.json").read_text())


def complex_agreement() -> dict:
    """Every topic that has facts, has them."""
    return json.loads((HERE / "complex.json").read_text())


def three_parties() -> dict:
    made = complex_agreement()
    made["parties"].append(dict(HOUSING))
    return made


def canonical(of: dict) -> bytes:
    return json.dumps(of, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def evidence(of: dict) -> dict:
    signatures = [signature(party, 13 + n) for n, party in enumerate(of["parties"])]
    frozen = "Tekst bevroren, versie 9. Alle partijen waren akkoord met alle artikelen."
    signed = [(s["signed_at"], s["name"], s["side"], "Getekend") for s in signatures]
    began = signatures[-1]["signed_at"]
    log = [
        ("2026-12-16T14:30:04+00:00", None, None, frozen), *signed,
        (began, None, None, "De overeenkomst is begonnen."),
    ]  # fmt: skip
    digest = hashlib.sha256(canonical(of)).hexdigest()
    return {
        "digest": digest,
        "version": 9,
        "signatures": signatures,
        "frozen_at": "2026-12-16T14:30:04+00:00",
        "began_at": began,
        "log": [dict(zip(("at", "who", "side", "what"), entry, strict=True)) for entry in log],
        "check_url": f"https://samenwerken.lindendal.example/check/{digest}",
    }


def signature(party: dict, hour: int) -> dict:
    name, function, authority = SIGNERS[party["key"]]
    return {
        "party": party["key"], "side": party["side"], "name": name, "function": function,
        "authority": authority, "signed_at": f"2026-12-18T{hour}:12:37.123456+00:00",
    }  # fmt: skip


def read(pdf: bytes) -> str:
    """All letters on the paper, without the spaces and line ends that the layout chose."""
    return bare("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def bare(text: str) -> str:
    return "".join(text.split())
