"""An authority of our own, to try out sealing: its seal says that it is a test."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TEST = "Only for trying out"  # stands in every certificate of it, and is told wherever its seal is shown
YEARS = 10
PEM = serialization.Encoding.PEM
Holder = tuple[x509.Certificate, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey]


class SealFiles(NamedTuple):
    key: Path
    certificate: Path

    @property
    def settings(self) -> dict[str, str]:
        return {"SEAL_KEY": str(self.key), "SEAL_CERTIFICATE": str(self.certificate)}


def kept_seal(folder: Path, organisation: str) -> SealFiles:
    """Made once in this folder, so that papers sealed before a restart are still known."""
    files = SealFiles(folder / "key.pem", folder / "certificate.pem")
    if not (files.key.exists() and files.certificate.exists()):
        folder.mkdir(mode=0o700, exist_ok=True)
        make_seal(files, organisation)
    return files


def make_seal(files: SealFiles, organisation: str, *, password: str = "", days: int = YEARS * 365) -> Holder:
    """A seal and the authority that issued it, which is answered: it can issue more."""
    authority = issue(f"Test authority of {organisation}", organisation)
    certificate, key = issue(f"Test seal of {organisation}", organisation, authority, days=days)
    chain = (certificate, authority[0])
    _write(files.certificate, b"".join(one.public_bytes(PEM) for one in chain))
    lock = (
        serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
    )
    _write(files.key, key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, lock))
    return authority


def issue(
    name: str,
    organisation: str,
    issuer: Holder | None = None,
    *,
    days: int = YEARS * 365,
    stamps: bool = False,
) -> Holder:
    """A certificate and its key; without an issuer it is an authority itself."""
    key = rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
    subject = _named(name, organisation)
    by, by_key = issuer or (None, key)
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key
    ends = datetime.now(UTC) + timedelta(days)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(datetime.now(UTC), ends) - timedelta(days=1))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(issued_by(by_key.public_key()), critical=False)
        .add_extension(_usage(issuer is None), critical=True)
    )
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(by_key, hashes.SHA256()), key


def _usage(is_authority: bool) -> x509.KeyUsage:
    may = dict.fromkeys(("digital_signature", "content_commitment"), not is_authority)
    issues = dict.fromkeys(("key_cert_sign", "crl_sign"), is_authority)
    never = ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only")
    return x509.KeyUsage(**may, **issues, **dict.fromkeys(never, False))


def _named(name: str, organisation: str) -> x509.Name:
    facts = {
        NameOID.COUNTRY_NAME: "NL",
        NameOID.ORGANIZATION_NAME: organisation[:64],
        NameOID.ORGANIZATIONAL_UNIT_NAME: TEST,
        NameOID.COMMON_NAME: name[:64],
    }
    return x509.Name([x509.NameAttribute(kind, text) for kind, text in facts.items()])


def _write(file: Path, text: bytes) -> None:
    """Whole or not at all: a start that is killed half-way leaves no half a key."""
    new = file.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        written.write(text)
    new.replace(file)
