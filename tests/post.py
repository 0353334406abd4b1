"""An SMTP server that keeps what it is sent, and can be told to refuse."""

import secrets
import socket
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from collab.clock import now


def free_port() -> int:
    """Below those that the system lends to outgoing connections, which could take it meanwhile."""
    while True:
        port = 12_000 + secrets.randbelow(20_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Post:
    """`messages` as they came, and at what moment by the clock of the house.

    `answer` is what the next ones hear (a callable chooses per message).
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"smtp://127.0.0.1:{port}"
        self.messages: list[EmailMessage] = []
        self.came: list[datetime] = []
        self.answer = "250 OK"
        self.controller = Controller(self, hostname="127.0.0.1", port=port)

    async def handle_DATA(self, _server, _session, envelope) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        answer = self.answer(message) if callable(self.answer) else self.answer
        if answer.startswith("250"):
            self.messages.append(message)
            self.came.append(now())
        return answer

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.messages if address in str(message["To"])]

    def __enter__(self) -> "Post":
        self.controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.controller.stop()
