"""What a file of real agreements must look like, and the words in it that mean something here."""

from collections.abc import Iterator
from typing import Any

from collab.agreements.lifecycle import PartyRole
from collab.collectives.words import Kind, LegalForm

from .reading import MOST_MONTHS, dated, day, line, listed, record, text, whole

Pact = dict[str, Any]

PARTY = record({"role": line, "name": line}, {"kind": line, "signatory_function": line})
DURATION = record(
    {},
    {
        "months": whole(1, MOST_MONTHS, "a whole number above 0"), "text": text(),
        "extension_events": listed(dated),
    },
)  # fmt: skip
REPORTING = record({}, {"frequency": line, "content": listed(text()), "publication": text()})
PROCEDURE = record(
    {},
    {
        "proposal_date": day, "signed_date": day, "steps": listed(dated),
        "elapsed_days": whole(0, 100_000, "a whole number, 0 or more"),
    },
)  # fmt: skip
PACT = record(
    {"id": line, "name": line, "parties": listed(PARTY, least=2)},
    {
        "place": line, "year": whole(1, 9999, "a year"), "source_url": line, "agreement_kind": text(),
        "goals": listed(text()), "actions": listed(text()), "duration": DURATION, "support": listed(text()),
        "responsibilities": listed(text()), "dispute_resolution": listed(text()), "exit": listed(text()),
        "reporting": REPORTING, "openness": text(), "staff_accompaniment": text(), "procedure": PROCEDURE,
        "register_status": text(), "evidence": text(), "notes": text(),
    },
)  # fmt: skip
FILE = record({"pacts": listed(PACT, least=1)}, {"note": text()})

# In this order: a “network of associations” is a network.
KINDS = {
    "community": (Kind.INFORMAL_GROUP, LegalForm.NONE_WANTED),
    "informal": (Kind.INFORMAL_GROUP, LegalForm.NONE_YET),
    "network": (Kind.NETWORK, LegalForm.NONE_YET),
    "social cooperative": (Kind.COOPERATIVE, LegalForm.COOPERATIVE),
    "cooperative": (Kind.COOPERATIVE, LegalForm.COOPERATIVE),
    "housing": (Kind.HOUSING_ASSOCIATION, LegalForm.OTHER),
    "association": (Kind.ASSOCIATION, LegalForm.ASSOCIATION),
    "foundation": (Kind.FOUNDATION, LegalForm.FOUNDATION),
    "third-sector": (Kind.ASSOCIATION, LegalForm.OTHER),
    "school": (Kind.SCHOOL, LegalForm.OTHER),
    "company": (Kind.COMPANY, LegalForm.OTHER),
    "committee": (Kind.COMMITTEE, LegalForm.NONE_YET),
    "water board": (Kind.WATER_BOARD, LegalForm.OTHER),
    "person": (Kind.NATURAL_PERSON, LegalForm.NONE_WANTED),
    "public body": (Kind.OTHER_GOVERNMENT, LegalForm.OTHER),
}
RHYTHMS = {
    "none": "none", "no ": "none", "month": "monthly", "every 3 months": "quarterly", "quarter": "quarterly",
    "every 6 months": "half_yearly", "6-month": "half_yearly", "half": "half_yearly", "year": "yearly",
    "annual": "yearly",
}  # fmt: skip
ROLES = {
    "municipality": PartyRole.MUNICIPALITY, "third": PartyRole.THIRD, "guarantor": PartyRole.GUARANTOR,
    "owner": PartyRole.OWNER, "lead": PartyRole.LEAD, "member": PartyRole.MEMBER,
}  # fmt: skip


def check(found: Any, place: str) -> Iterator[str]:
    """First the shape, then what only makes sense together."""
    wrong = list(FILE(found, place))
    if not wrong:
        pacts = found["pacts"]
        wrong = [*_twice(pacts), *(said for n, pact in enumerate(pacts) for said in _sense(pact, n))]
    yield from wrong


def kind_of(party: dict[str, Any]) -> tuple[Kind, LegalForm]:
    """What kind of party these words mean."""
    return next(kind for word, kind in KINDS.items() if word in _kind_words(party))


def _kind_words(party: dict[str, Any]) -> str:
    """A party that says nothing of itself is an informal group."""
    return (party.get("kind") or "informal").lower()


def rhythm_of(pact: Pact) -> str | None:
    """How often there is a report; “none” when it says so or says nothing, None when it cannot be read."""
    said = ((pact.get("reporting") or {}).get("frequency") or "none").lower()
    if "evaluation" in said:
        return "none"
    longest_first = sorted(RHYTHMS, key=len, reverse=True)
    return next((RHYTHMS[word] for word in longest_first if word in said), None)


def role_of(party: dict[str, Any], pact: Pact) -> PartyRole:
    said = party["role"].lower()
    if given := next((role for word, role in ROLES.items() if said.startswith(word)), None):
        return given
    leads = [other for other in pact["parties"] if "lead" in (other.get("kind") or "").lower()]
    if not leads:
        return PartyRole.COLLECTIVE
    return PartyRole.LEAD if party is leads[0] else PartyRole.MEMBER


def _twice(pacts: list[Pact]) -> Iterator[str]:
    first: dict[str, int] = {}
    for n, pact in enumerate(pacts):
        if first.setdefault(pact["id"], n) != n:
            yield f"pacts[{n}].id: “{pact['id']}” is the id of pacts[{first[pact['id']]}] too"


def _sense(pact: Pact, n: int) -> Iterator[str]:
    place, parties = f"pacts[{n}]", pact["parties"]
    municipalities = [party for party in parties if role_of(party, pact) == PartyRole.MUNICIPALITY]
    if len(municipalities) != 1:
        yield f"{place}.parties: one must have the role “municipality”, and {len(municipalities)} have"
    names: dict[str, int] = {}
    for m, party in enumerate(parties):
        if names.setdefault(party["name"], m) != m:
            yield f"{place}.parties[{m}].name: is the name of parties[{names[party['name']]}] too"
        if party not in municipalities and not any(word in _kind_words(party) for word in KINDS):
            yield f"{place}.parties[{m}].kind: names no kind known here; known are {', '.join(KINDS)}"
    if rhythm_of(pact) is None:
        yield f"{place}.reporting.frequency: is no rhythm known here; known are {', '.join(RHYTHMS)}"
    procedure = pact.get("procedure") or {}
    proposed, signed = procedure.get("proposal_date"), procedure.get("signed_date")
    if proposed and signed and signed < proposed:
        yield f"{place}.procedure.signed_date: lies before the proposal of {proposed}"
