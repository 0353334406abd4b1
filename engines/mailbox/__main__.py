"""python -m engines.mailbox: both servers, on this machine alone."""

import argparse
import signal
from pathlib import Path
from types import FrameType

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from engines.mailbox.letters import Letters
from engines.mailbox.page import serve

LARGEST = 30_000_000


class Sink:
    """Takes every letter, from anyone to anyone."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        self.letters.keep(content, [address for address in envelope.rcpt_tos if address])
        return "250 Kept in the mailbox"


def main() -> None:
    parser = argparse.ArgumentParser(prog="mailbox")
    parser.add_argument("--smtp", type=int, required=True)
    parser.add_argument("--web", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    letters = Letters(options.folder)
    smtp = Controller(Sink(letters), hostname="127.0.0.1", port=options.smtp, data_size_limit=LARGEST)
    smtp.start()
    signal.signal(signal.SIGTERM, _stop)
    try:
        serve(letters, options.web)
    finally:
        smtp.stop()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit


main()
