"""Keys of secret addresses: signed when they are written in a mail or page, and never stored."""

from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


class Keys:
    """Of one purpose: a key that was made for another one opens nothing here."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose

    def sign(self, what: Any) -> str:
        return self._signer().dumps(what)

    def read(self, key: str) -> Any:
        """What was signed; None for a key that is not ours."""
        try:
            return self._signer().loads(key)
        except BadSignature:
            return None

    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=self.purpose)
