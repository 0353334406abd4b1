"""The way to the mail server: one connection for many letters, and what each of its answers means."""

import smtplib
import ssl
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from collab.chores import Later
from collab.clock import now

CONNECT_SECONDS, TALK_SECONDS = 10, 30
DOUBT = timedelta(minutes=15)
CLOSING = 421
TOO_LARGE = 552
SIGN_IN_FIRST = {530, 534, 535, 538}
HERE = {"localhost", "127.0.0.1", "::1"}
LONGEST_ANSWER = 200
NO_SUCH_LETTERS = "553 5.6.7 Non-ASCII addresses not permitted"


class Refused(Exception):
    """The answer is no and stays no; `answer` holds the words of the mail server."""

    def __init__(self, answer: str):
        super().__init__(answer)
        self.answer = answer


class Broken(Later):
    """The line fell away before the letter was handed over."""


class Carrier:
    """Carries letters for the length of a `with`. Without a letter there is no connection."""

    def __init__(self, mail_url: str, sender: str):
        self._where = urlsplit(mail_url)
        self._sender = sender
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> "Carrier":
        return self

    def __exit__(self, *_error: object) -> None:
        self._hang_up()

    def carry(self, letter: EmailMessage, recipient: str) -> None:
        """Comes back when the server has taken the letter; else raises `Refused` or `Later`."""
        used = self._line is not None
        try:
            line = self._offer(recipient)
        except Broken:
            # A server may end a used connection at any moment; a new one tells whether it is really out.
            if not used:
                raise
            line = self._offer(recipient)
        self._hand_over(line, letter, international=not recipient.isascii())

    def _offer(self, recipient: str) -> smtplib.SMTP:
        line = self._line = self._line or self._connect()
        international = not recipient.isascii()
        if international and not line.has_extn("smtputf8"):
            raise Refused(NO_SUCH_LETTERS)
        try:
            self._weigh(line, line.mail(self._sender, ["SMTPUTF8"] if international else []), of_sender=True)
            self._weigh(line, line.rcpt(recipient))
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            raise Broken(type(error).__name__, stop=True) from None
        return line

    def _hand_over(self, line: smtplib.SMTP, letter: EmailMessage, international: bool) -> None:
        """After a break here nobody knows whether it arrived: it goes again later, with its Message-ID."""
        body = letter.as_bytes(policy=policy.SMTPUTF8 if international else policy.SMTP)
        try:
            answer: tuple[int, bytes | str] = line.data(body)
        except smtplib.SMTPDataError as no:
            answer = (no.smtp_code, no.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            why = f"{type(error).__name__} while handing over"
            raise Later(why, after=DOUBT, counts=True, in_doubt_at=now()) from None
        self._weigh(line, answer)

    def _weigh(self, line: smtplib.SMTP, answer: tuple[int, bytes | str], of_sender: bool = False) -> None:
        """What the number of an answer means: yes, no for good, not now, or not now for anyone."""
        code, words = answer
        if code < 400:
            return
        if code == CLOSING:
            self._hang_up()
            raise Broken(f"answer {code}", stop=True)
        self._start_over(line)
        ours = code in SIGN_IN_FIRST or (of_sender and code != TOO_LARGE)
        if ours or code < 500:
            raise Later(f"answer {code}", stop=ours)
        raise Refused(said(code, words))

    def _start_over(self, line: smtplib.SMTP) -> None:
        try:
            line.rset()
        except (OSError, smtplib.SMTPException):
            self._hang_up()

    def _connect(self) -> smtplib.SMTP:
        line = None
        try:
            line = self._dial()
            self._introduce(line)
        except (OSError, smtplib.SMTPException) as error:
            if line:
                line.close()
            raise Later(type(error).__name__, stop=True) from None
        if line.sock:
            line.sock.settimeout(TALK_SECONDS)
        return line

    def _dial(self) -> smtplib.SMTP:
        ourselves = self._sender.rpartition("@")[2]
        how: dict[str, Any] = {"local_hostname": ourselves, "timeout": CONNECT_SECONDS}
        host, port = self._where.hostname or "", self._where.port
        if self._where.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port or 465, context=trust(self._where), **how)
        return smtplib.SMTP(host, port or 25, **how)

    def _introduce(self, line: smtplib.SMTP) -> None:
        line.ehlo_or_helo_if_needed()
        private = self._where.scheme == "smtps"
        if not private and line.has_extn("starttls"):
            line.starttls(context=trust(self._where))
            line.ehlo()
            private = True
        if self._where.username:
            if not private and self._where.hostname not in HERE:
                raise smtplib.SMTPNotSupportedError("A password goes over an encrypted connection only.")
            line.login(unquote(self._where.username), unquote(self._where.password or ""))

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is None:
            return
        try:
            line.quit()
        except (OSError, smtplib.SMTPException):
            line.close()


def trust(where: SplitResult) -> ssl.SSLContext:
    """Another machine must prove who it is; a server on this one often made its own certificate."""
    context = ssl.create_default_context()
    if where.hostname in HERE:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def said(code: int, words: bytes | str) -> str:
    written = words if isinstance(words, str) else words.decode(errors="replace")
    told = "".join(c if c.isprintable() else " " for c in written)
    return f"{code} {' '.join(told.split())}"[:LONGEST_ANSWER]
