"""The key of the seal and its certificates, as the settings name them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from collab.settings import Settings

TEST = "Only for trying out"  # what the certificates of our own test authority say of themselves
DER = serialization.Encoding.DER
NOT_IN_FORCE = "The certificate of the seal holds from {} up to and including {}."


class Unusable(Exception):
    """There is no seal with these settings, and why in a sentence for whoever keeps them."""


@dataclass(frozen=True)
class Keyring:
    """What sealing needs; the first certificate is ours, the last one is trusted."""

    key: bytes
    certificates: list[x509.Certificate]

    @property
    def chain(self) -> list[bytes]:
        return [certificate.public_bytes(DER) for certificate in self.certificates]


def chain_of(settings: Settings) -> list[x509.Certificate]:
    """All that is needed to check a seal; also where the key is not."""
    if not settings.seal_certificate:
        return []
    try:
        found = x509.load_pem_x509_certificates(_content(settings.seal_certificate, "SEAL_CERTIFICATE"))
    except ValueError as wrong:
        raise Unusable("SEAL_CERTIFICATE holds no certificates in PEM form.") from wrong
    for certificate, issuer in pairwise(found):
        _check_issued(certificate, issuer)
    return found


def keyring(settings: Settings) -> Keyring:
    certificates = chain_of(settings)
    if not certificates:
        raise Unusable("SEAL_KEY and SEAL_CERTIFICATE are not set.")
    key = _private_key(settings)
    spelled = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    if key.public_key().public_bytes(*spelled) != certificates[0].public_key().public_bytes(*spelled):
        raise Unusable("SEAL_KEY is not the key of the first certificate in SEAL_CERTIFICATE.")
    plain = (DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Keyring(key.private_bytes(*plain), certificates)


def why_not_now(certificates: list[x509.Certificate], moment: datetime) -> str | None:
    """A certificate that has not begun or is over seals nothing that anyone would trust."""
    for it in certificates:
        if not it.not_valid_before_utc <= moment <= it.not_valid_after_utc:
            days = (it.not_valid_before_utc, it.not_valid_after_utc)
            return NOT_IN_FORCE.format(*(f"{day:%Y-%m-%d}" for day in days))
    return None


def is_test(certificate: x509.Certificate) -> bool:
    return TEST in _said(certificate, NameOID.ORGANIZATIONAL_UNIT_NAME)


def name_of(certificate: x509.Certificate) -> str:
    return next(_said(certificate, NameOID.COMMON_NAME), certificate.subject.rfc4514_string())


def _said(certificate: x509.Certificate, what: x509.ObjectIdentifier) -> Iterator[str]:
    return (str(found.value) for found in certificate.subject.get_attributes_for_oid(what))


def _check_issued(certificate: x509.Certificate, issuer: x509.Certificate) -> None:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError) as wrong:
        order = "its own first, then each time the one that issued it"
        raise Unusable(f"The certificates in SEAL_CERTIFICATE are not in order: {order}.") from wrong


def _private_key(settings: Settings):
    """Without its password an encrypted key is refused as such; the library says which of the two it was."""
    raw = _content(settings.seal_key, "SEAL_KEY")
    password = settings.seal_password.encode() or None
    if b"ENCRYPTED" not in raw:
        password = None
    try:
        return serialization.load_pem_private_key(raw, password)
    except TypeError as wrong:
        raise Unusable("SEAL_KEY has a password: set SEAL_PASSWORD.") from wrong
    except ValueError as wrong:
        why = (
            "SEAL_PASSWORD does not open SEAL_KEY."
            if password
            else "SEAL_KEY holds no private key in PEM form."
        )
        raise Unusable(why) from wrong


def _content(path: str, name: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as wrong:
        raise Unusable(f"The file of {name} cannot be read ({wrong.strerror}).") from wrong
