"""Letters in a folder: one .eml file each, whose name begins with the moment it came."""

import os
import secrets
import time
from collections import Counter
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import NamedTuple

SHOWN = 500  # the newest ones; older ones stay in the folder


class Attachment(NamedTuple):
    name: str
    kind: str
    content: bytes


class Letter:
    def __init__(self, file: Path) -> None:
        self.name = file.stem
        self.came_at = time.localtime(int(file.stem.partition("-")[0]) / 1_000_000)
        self.message: EmailMessage = message_from_bytes(file.read_bytes(), policy=policy.default)

    def __getitem__(self, header: str) -> str:
        return str(self.message.get(header, ""))

    @property
    def recipients(self) -> list[str]:
        kept = self["X-Mailbox-To"].split(",")
        return [address.strip() for address in kept if address.strip()]

    @property
    def sender(self) -> str:
        name, address = parseaddr(self["From"])
        return name or address

    @property
    def text(self) -> str:
        part = self.message.get_body(preferencelist=("plain",))
        return part.get_content() if part else ""

    @property
    def attachments(self) -> list[Attachment]:
        return [
            Attachment(part.get_filename() or "attachment", part.get_content_type(), _content(part))
            for part in self.message.iter_attachments()
        ]


class Letters:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, content: bytes, recipients: list[str]) -> None:
        name = f"{time.time_ns() // 1000}-{secrets.token_hex(4)}"
        new = self.folder / f"{name}.new"
        addresses = ", ".join(address.encode("ascii", "replace").decode() for address in recipients)
        new.write_bytes(f"X-Mailbox-To: {addresses}\r\n".encode() + content)
        os.replace(new, self.folder / f"{name}.eml")

    def newest(self, recipient: str = "") -> list[Letter]:
        files = sorted(self.folder.glob("*.eml"), reverse=True)[:SHOWN]
        letters = [Letter(file) for file in files]
        return [letter for letter in letters if not recipient or recipient in letter.recipients]

    def recipients(self) -> list[tuple[str, int]]:
        return sorted(Counter(address for letter in self.newest() for address in letter.recipients).items())

    def find(self, name: str) -> Letter | None:
        file = self.folder / f"{name}.eml"
        known = name.replace("-", "").isalnum() and file.is_file()
        return Letter(file) if known else None


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else part.as_bytes()
