"""Agreements to print, as they are frozen: a short one and a long one, and what makes them hard."""

import copy
import hashlib
import json

PARTIES = [
    {"key": "LINDE", "side": "collective", "role": "collective", "name": "Vereniging Buurttuin De Linde",
     "kind": "association", "legal_form": "association", "kvk_number": "71234567", "seat": "Lindendal",
     "from": None, "until": None},
    {"key": "municipality", "side": "municipality", "role": "municipality", "name": "Gemeente Lindendal",
     "kind": "municipality", "legal_form": None, "kvk_number": None, "seat": "Lindendal",
     "from": None, "until": None},
]  # fmt: skip
HOUSING = {
    "key": "WONEN", "side": "collective", "role": "owner", "name": "Woningcorporatie Samen Wonen Lindendal",
    "kind": "housing_association", "legal_form": "foundation", "kvk_number": "12345678", "seat": "Lindendal",
    "from": "2027-01-01", "until": "2028-12-31",
}  # fmt: skip


def says(topic: str, title: str, text: str | None = None, terms=None, nothing: bool = False) -> dict:
    return {"topic": topic, "title": title, "text": text, "nothing": nothing, "terms": terms}


def promise(by: str, what: str, every: str = "always", **more) -> dict:
    empty = {"amount": None, "unit": None, "due_on": None, "until": None}
    return {"by": by, "what": what, "every": every, **empty, **more}


def help_with(kind: str, what: str, by: str = "municipality", **more) -> dict:
    empty = {"amount": None, "unit": None, "starts_on": None, "until": None, "successor": None}
    return {"by": by, "kind": kind, "what": what, **empty, **more}


def agreement(weight: str, articles: list[tuple[str, list[dict]]], language: str = "nl") -> dict:
    return {
        "format": "collab-agreement/1", "ref": "LD-2026-031", "title": "Buurttuin De Linde", "language": language,
        "weight": weight, "parties": copy.deepcopy(PARTIES),
        "articles": [
            {"number": number, "title": title, "provisions": provisions}
            for number, (title, provisions) in enumerate(articles, 1)
        ],
    }  # fmt: skip


def canonical(of: dict) -> bytes:
    return json.dumps(of, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


SIGNERS = {
    "LINDE": ("Amina Yıldız", "voorzitter", "Besluit van de ledenvergadering van 1 oktober 2026"),
    "municipality": ("Marleen de Groot", "afdelingshoofd Leefomgeving", "Mandaatbesluit 2025-31, artikel 4"),
    "WONEN": ("Ḥasan Öztürk-van Wijngaarden", "directeur-bestuurder", "Statuten, artikel 12"),
}


def evidence(of: dict) -> dict:
    signatures = [
        {"party": party["key"], "side": party["side"], "name": SIGNERS[party["key"]][0],
         "function": SIGNERS[party["key"]][1], "authority": SIGNERS[party["key"]][2],
         "signed_at": f"2026-12-18T1{3 + n}:12:37.123456+00:00"}
        for n, party in enumerate(of["parties"])
    ]  # fmt: skip
    return {
        "digest": hashlib.sha256(canonical(of)).hexdigest(), "version": 9, "signatures": signatures,
        "frozen_at": "2026-12-16T14:30:04+00:00", "began_at": signatures[-1]["signed_at"],
        "log": [
            {"at": "2026-12-16T14:30:04+00:00", "who": None, "side": None,
             "what": "Tekst bevroren, versie 9. Alle partijen waren akkoord met alle artikelen."},
            *({"at": s["signed_at"], "who": s["name"], "side": s["side"], "what": "Getekend"} for s in signatures),
            {"at": signatures[-1]["signed_at"], "who": None, "side": None, "what": "De overeenkomst is begonnen."},
        ],
        "check_url": "https://samenwerken.lindendal.example/controle/LD-2026-031",
    }  # fmt: skip
