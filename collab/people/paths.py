"""Where a visitor may be sent on to: only to a page of our own, by an allow-list of characters."""

import re

from flask import current_app, request

PLAIN = re.compile(r"/(?:[A-Za-z0-9_.~-]+/?)*(?:\?[A-Za-z0-9_.~&=:,+-]*)?")
NEVER = ("//", "..")


def own_path(path: str | None) -> str:
    """The path when it is a page of ours that can be read, else everyone's first page."""
    home = f"{request.script_root}/"
    if not path or not PLAIN.fullmatch(path) or any(piece in path for piece in NEVER):
        return home
    inside = path.partition("?")[0].removeprefix(request.script_root)
    return path if current_app.url_map.bind("").test(inside, "GET") else home
