"""The clauses of a real agreement, topic by topic; what it is silent on is the usual wording or nothing."""

import re
from datetime import date
from typing import Any

from collab.clock import months_after

from .shape import Pact, rhythm_of
from .walking import Said

NOTHING: dict[str, Any] = {"nothing": True}
# What a line of the source is about: the first that fits.
DUTIES = {"A24": r"guarantee", "A23": r"\bliable\b|damage|released from", "A22": r"safety|accident"}
ENDINGS = {
    "A08": r"\bsuspen", "A07": r"^renewal", "A26": r"withdraw|terminat|end early|notice", "A20": r"",
}  # fmt: skip
SUPPORT = {
    "money": r"\bEUR\b|€|lump sum|budget|costs?\b|fee",
    "communication": r"publicity|information|channels|visib",
    "space": r"\barea\b|asset|premises|building|room|space", "recognition": r"\bseat\b|recogni",
    "materials": r"furniture|plants|material|tools", "staff": r"specialist|maintenance|repair|remov|staff",
    "guidance": r"",
}  # fmt: skip
YEARS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}


def clauses(pact: Pact, lead: str, begins_on: date) -> Said:
    """`lead` is the key of the party that promises what no party is named for."""
    duties = _sorted_out(pact.get("responsibilities"), DUTIES)
    endings = _sorted_out(pact.get("exit"), ENDINGS)
    return {
        "A02": _history(pact),
        "A04": _list("Together we want to:", pact.get("goals")),
        "A05": _place(pact),
        "A06": _list("This is what we do:", pact.get("actions")),
        "A07": _term(pact, endings.get("A07", [])),
        "A08": _notice(endings.get("A08"), r"(\d{1,4}) hours", "notice_hours"),
        "A09": _promises(duties.get(None, []), lead),
        "A10": _support(pact, begins_on),
        "A11": NOTHING,
        "A13": _evaluation(pact, begins_on),
        "A14": _reports(pact),
        "A15": _guidance(pact.get("staff_accompaniment")),
        "A17": _disputes(pact.get("dispute_resolution")),
        "A19": _joining(pact.get("openness")),
        "A20": _afterwards(endings.get("A20")),
        "A21": NOTHING,
        **{code: _said(duties.get(code)) for code in DUTIES},
        "A26": _notice(endings.get("A26"), r"(\d{1,4}) days", "notice_days"),
        "A27": NOTHING,
        "A36": _source(pact),
    }


def _sorted_out(lines: list[str] | None, about: dict[str, str]) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for line in lines or []:
        code = next((code for code, words in about.items() if re.search(words, line, re.IGNORECASE)), None)
        found.setdefault(code, []).append(line)
    return found


def _list(lead: str, lines: list[str] | None) -> dict[str, Any]:
    bullets = "\n".join(f"- {line}" for line in lines or [])
    return {"text": f"{lead}\n\n{bullets}"} if bullets else NOTHING


def _said(lines: list[str] | None) -> dict[str, Any]:
    return {"text": "\n\n".join(_sentence(line) for line in lines)} if lines else NOTHING


def _sentence(line: str) -> str:
    return f"{_capital(line)}." if line[-1].isalnum() or line[-1] == ")" else _capital(line)


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]


def _history(pact: Pact) -> dict[str, Any]:
    procedure = pact.get("procedure") or {}
    steps = [_step(step) for step in procedure.get("steps") or []]
    told = " ".join(step["title"].lower() for step in steps)
    if (on := procedure.get("proposal_date")) and "proposal" not in told:
        steps.insert(0, {"title": "Proposal", "number": None, "on": on})
    if (on := procedure.get("signed_date")) and "sign" not in told:
        steps.append({"title": "Signed", "number": None, "on": on})
    kind = pact.get("agreement_kind")
    place = ", ".join(str(it) for it in (pact.get("place"), pact.get("year")) if it)
    said = [f"Kind of agreement: {kind}." if kind else "", f"Made in {place}." if place else ""]
    text = " ".join(filter(None, ["This agreement stands as it was made elsewhere.", *said]))
    return {"text": text, "terms": steps or None}


def _step(step: str) -> dict[str, Any]:
    """“2024-04-22 opinion” has a day, “2012 occupied” none; “2025-04-02/03 signatures” keeps its words."""
    begins = re.match(r"(\d{4}-\d{2}-\d{2})(\s+(?!and\b|/)(?=\S))?", step)
    title = step[begins.end() :] if begins and begins[2] else step
    return {"title": _capital(title), "number": None, "on": begins and begins[1]}


def _place(pact: Pact) -> dict[str, Any]:
    if not pact.get("place"):
        return NOTHING
    roles = [party["role"].lower() for party in pact["parties"]]
    owner = "municipality" if any("municipality" in role and "owner" in role for role in roles) else None
    rest = dict.fromkeys(("neighbourhood", "parcel", "size", "condition"))
    return {"terms": {"address": f"{pact['name']}, {pact['place']}", "owner": owner, **rest}}


def _term(pact: Pact, renewal: list[str]) -> dict[str, Any]:
    duration = pact.get("duration") or {}
    if not duration and not renewal:
        return NOTHING
    said = duration.get("text") or ""
    years = re.search(r"\b([12]\d{3})\s?[-–]\s?([12]\d{3})\b", said) if not duration.get("months") else None
    if years and years[2] < years[1]:
        years = None
    further = re.search(r"extendable by (\d{1,3}) months?", said)
    terms = {
        "starts_on": f"{years[1]}-01-01" if years else None,
        "ends_on": f"{years[2]}-12-31" if years else None,
        "months": duration.get("months"), "extensions": 1 if further else 0,
        "extension_months": int(further[1]) if further else None, "opens_on": None,
    }  # fmt: skip
    return {"text": _said([line for line in (said, *renewal) if line]).get("text"), "terms": terms}


def _notice(lines: list[str] | None, how_long: str, name: str) -> dict[str, Any]:
    if not lines:
        return NOTHING
    found = re.search(how_long, " ".join(lines))
    return _said(lines) | {"terms": {name: int(found[1])} if found else None}


def _promises(lines: list[str], lead: str) -> dict[str, Any]:
    rows = [_promise(line, lead) for line in lines]
    return {"terms": rows} if rows else NOTHING


def _promise(line: str, lead: str) -> dict[str, Any]:
    by = "municipality" if line.lower().startswith("municipality:") else lead
    what = re.sub(r"^(proponents?|municipality|collective|community):\s*", "", line)
    rest = dict.fromkeys(("amount", "unit", "due_on", "until"))
    return {"by": by, "what": _capital(what) or line, "every": "always", **rest}


def _support(pact: Pact, begins_on: date) -> dict[str, Any]:
    rows = [_help(line, pact, begins_on) for line in pact.get("support") or []]
    return {"terms": rows} if rows else NOTHING


def _help(line: str, pact: Pact, begins_on: date) -> dict[str, Any]:
    """Money that is used up before the agreement ends has a last day, and nobody was named to carry it on."""
    kind = next(kind for kind, words in SUPPORT.items() if re.search(words, line, re.IGNORECASE))
    euros = re.search(r"(?:EUR|€)\s?(\d{1,3}(?:[.,]?\d{3})*)", line)
    years = _used_up_after((pact.get("duration") or {}).get("text") or "")
    until = months_after(begins_on, 12 * years).isoformat() if years and euros else None
    return {
        "by": "municipality", "kind": kind, "what": _capital(line), "every": "once",
        "starts_on": None, "until": until, "successor": None,
        "amount": re.sub(r"[.,]", "", euros[1]) if euros else None, "unit": "euro" if euros else None,
    }  # fmt: skip


def _used_up_after(said: str) -> int:
    """In how many years, as in “used up in about five years”; 0 when it does not say."""
    found = re.search(r"used up in about (\w+) years", said)
    number = found[1] if found else ""
    return int(number) if number.isdecimal() and len(number) < 3 else YEARS.get(number, 0)


def _evaluation(pact: Pact, begins_on: date) -> dict[str, Any]:
    said = (pact.get("reporting") or {}).get("frequency") or ""
    if "evaluation" not in said:
        return NOTHING
    first_on = months_after(begins_on, 12).isoformat()
    return {"text": _sentence(said), "terms": {"every": "once", "first_on": first_on}}


def _reports(pact: Pact) -> dict[str, Any]:
    reporting = pact.get("reporting") or {}
    content = reporting.get("content")
    said = [f"A report says: {'; '.join(content)}." if content else "", reporting.get("publication") or ""]
    terms = {"every": rhythm_of(pact), "first_on": None, "answer_days": None}
    return {"text": _said([line for line in said if line]).get("text"), "terms": terms}


def _guidance(said: str | None) -> dict[str, Any]:
    return {"text": said} if said and not said.lower().startswith("none") else NOTHING


def _disputes(lines: list[str] | None) -> dict[str, Any]:
    days = re.search(r"within (\d{1,3}) days", " ".join(lines or []))
    terms = {"talk_days": None, "mediation_days": None, "committee_days": int(days[1])} if days else None
    return _said(lines) | ({"terms": terms} if lines else {})


def _joining(said: str | None) -> dict[str, Any]:
    return {"terms": {"open_to": _sentence(said), "may_refuse": None, "hearing": None}} if said else NOTHING


def _afterwards(lines: list[str] | None) -> dict[str, Any]:
    if not lines:
        return NOTHING
    place = [line for line in lines if re.search(r"remov|restor|place|site", line)]
    others = [line for line in lines if line not in place]
    rest = dict.fromkeys(("things", "money", "data", "people", "knowledge", "name"))
    terms = {"place": " ".join(_sentence(line) for line in place), **rest} if place else None
    return {"text": _said(others).get("text"), "terms": terms}


def _source(pact: Pact) -> dict[str, Any]:
    address = pact.get("source_url")
    if not address:
        return NOTHING
    return {"text": None, "terms": [{"title": f"As published: {address}", "dated_on": None}]}
