"""A mail server with moods: refuses some, breaks off, counts who came."""

from tests.post import Post


class Office(Post):
    """`refuses` answers for an address; `cuts` is how often it still breaks off, letter in hand."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.refuses: dict[str, str] = {}
        self.cuts = 0
        self.lines: set[object] = set()
        self.recipients: list[str] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
        if answer := self.refuses.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.lines.add(session.peer)
        self.recipients += envelope.rcpt_tos
        answer = await super().handle_DATA(server, session, envelope)
        if self.cuts:
            self.cuts -= 1
            server.transport.abort()
        return answer

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.messages]
