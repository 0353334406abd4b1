"""The read-only page of the mailbox. It is for whoever sits at this machine, so it answers no other name."""

import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from engines.mailbox.letters import Letters

HERE = Path(__file__).parent
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

pages = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)


def linked(text: str) -> Markup:
    """Plain text with its addresses made clickable."""
    parts, end = [], 0
    for found in LINK.finditer(text):
        address = escape(found[0])
        parts += [escape(text[end : found.start()]), Markup('<a href="{0}">{0}</a>').format(address)]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


pages.filters["linked"] = linked


class Page(BaseHTTPRequestHandler):
    letters: Letters

    def do_GET(self) -> None:
        name = self.headers.get("Host", "").rpartition(":")[0]
        if name not in ("127.0.0.1", "localhost"):
            self._answer(403, b"This mailbox is read at 127.0.0.1.", "text/plain; charset=utf-8")
            return
        address = urlsplit(self.path)
        first, *rest = [part for part in address.path.split("/") if part] or [""]
        doors: dict[str, Callable[[], bool]] = {
            "": lambda: self._list(parse_qs(address.query).get("to", [""])[0]),
            "mailbox.css": self._style,
            "letters": lambda: self._letter(*rest),
        }
        if first not in doors or len(rest) > 2 or not doors[first]():
            self._show(404, "missing.html")

    def _list(self, recipient: str) -> bool:
        found = self.letters.newest(recipient)
        self._show(200, "list.html", letters=found, recipient=recipient, recipients=self.letters.recipients())
        return True

    def _style(self) -> bool:
        self._answer(200, HERE.joinpath("mailbox.css").read_bytes(), "text/css; charset=utf-8")
        return True

    def _letter(self, name: str = "", number: str = "") -> bool:
        letter = self.letters.find(name)
        if letter is None:
            return False
        if not number:
            self._show(200, "letter.html", letter=letter)
            return True
        attachments = dict(enumerate(letter.attachments))
        if not number.isdecimal() or int(number) not in attachments:
            return False
        attachment = attachments[int(number)]
        named = f"attachment; filename*=UTF-8''{quote(attachment.name)}"
        self._answer(200, attachment.content, attachment.kind, {"Content-Disposition": named})
        return True

    def _show(self, status: int, template: str, **what: object) -> None:
        page = pages.get_template(template).render(**what)
        self._answer(status, page.encode(), "text/html; charset=utf-8")

    def _answer(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, content in {**SAFE, **(more or {}), "Content-Type": kind}.items():
            self.send_header(name, content)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_what: object) -> None:
        """Nobody reads who read."""


def serve(letters: Letters, port: int) -> None:
    page = type("LettersPage", (Page,), {"letters": letters})
    ThreadingHTTPServer(("127.0.0.1", port), page).serve_forever()
