"""Reading a file: every mistake with its place, and nothing is used unless all of it is right."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO

LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS, MOST_MONTHS = 300, 20_000, 200, 1200
MOST_TOLD, MOST_BYTES = 20, 10_000_000
Check = Callable[[Any, str], Iterator[str]]


class NotReadable(ValueError):
    """What is wrong in the file, one sentence a line."""

    def __init__(self, why: list[str]):
        more = [f"and {len(why) - MOST_TOLD} more"] if len(why) > MOST_TOLD else []
        super().__init__("\n".join([*why[:MOST_TOLD], *more]))


def read(file: BinaryIO, check: Check) -> Any:
    """The JSON in this file, if it passes."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise NotReadable([f"the file is larger than {MOST_BYTES // 1_000_000} MB"])
    try:
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as why:
        raise NotReadable([f"byte {why.start + 1}: is not UTF-8"]) from None
    except json.JSONDecodeError as why:
        raise NotReadable([f"line {why.lineno}, column {why.colno}: is not JSON ({why.msg})"]) from None
    except RecursionError:
        raise NotReadable(["the file is nested too deeply"]) from None
    except NotReadable:
        raise
    except ValueError:
        raise NotReadable(["the file holds a number that is too long"]) from None
    if wrong := list(check(found, "")):
        raise NotReadable(wrong)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _times)] = Counter(name for name, _ in pairs).most_common(1)
        raise NotReadable([f"“{_shown(twice)}” stands twice in one object"])
    return found


def _no_number(name: str) -> None:
    raise NotReadable([f"{name} is not a number"])


def record(required: dict[str, Check], optional: dict[str, Check]) -> Check:
    """An object with these keys and no others; what is optional may also be null."""
    known = required | {name: or_nothing(check) for name, check in optional.items()}

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{place or 'the file'}: must be an object, not {_kind(value)}"
            return
        for name in required.keys() - value.keys():
            yield f"{_in(place, name)}: is missing"
        for name, inside in value.items():
            if name in known:
                yield from known[name](inside, _in(place, name))
            else:
                yield f"{_in(place, _shown(name))}: is not known here; known are {', '.join(known)}"

    return check


def listed(item: Check, least: int = 0) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{place}: must be a list, not {_kind(value)}"
        elif not least <= len(value) <= MOST_ITEMS:
            yield f"{place}: must have {least} to {MOST_ITEMS} items, and has {len(value)}"
        else:
            for n, inside in enumerate(value):
                yield from item(inside, f"{place}[{n}]")

    return check


def or_nothing(check: Check) -> Check:
    return lambda value, place: iter(()) if value is None else check(value, place)


def text(longest: int = LONGEST_TEXT) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        if why := _not_text(value, longest):
            yield f"{place}: {why}"

    return check


def _not_text(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        return f"must be text, not {_kind(value)}"
    if not value.strip():
        return "must not be empty"
    if len(value) > longest:
        return f"must have at most {longest} characters, and has {len(value)}"
    bad = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", value)
    return f"holds a character that cannot be kept (U+{ord(bad.group()):04X})" if bad else ""


def line(value: Any, place: str) -> Iterator[str]:
    wrong = list(text(LONGEST_LINE)(value, place))
    if not wrong and len(value.splitlines()) > 1:
        wrong = [f"{place}: must be one line"]
    yield from wrong


def whole(least: int, most: int, otherwise: str) -> Check:
    def check(value: Any, place: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            yield f"{place}: must be {otherwise}"
        elif value > most:
            yield f"{place}: must be at most {most}"

    return check


def day(value: Any, place: str) -> Iterator[str]:
    """A date as 2024-02-29."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        yield f"{place}: must be a date like 2024-02-29, not {_shown(value)}"
    else:
        yield from _exists(value, place)


def dated(value: Any, place: str) -> Iterator[str]:
    """A line that may begin with a date; then it must be one that exists."""
    wrong = list(line(value, place))
    if not wrong and (begins := re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])", value)):
        wrong = list(_exists(begins.group(), place))
    yield from wrong


def _exists(value: str, place: str) -> Iterator[str]:
    try:
        date.fromisoformat(value)
    except ValueError:
        yield f"{place}: {value} is a day that does not exist"


def _in(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def _shown(value: Any) -> str:
    """Short enough for one line, with nothing in it that a terminal would act on."""
    said = json.dumps(value)
    return said.strip('"') if isinstance(value, str) and len(said) <= 60 else f"{said[:57].strip(chr(34))}…"
