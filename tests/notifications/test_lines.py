"""The line to the mail server: encrypted where it can be, and no password over an open one."""

import ssl
import subprocess

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from collab.chores import Later
from collab.notifications.carrier import Carrier
from tests.office import Office
from tests.post import free_port


class Secured(Office):
    """Offers encryption, and takes mail only from who signs in over it."""

    def __init__(self, port: int, papers: ssl.SSLContext) -> None:
        super().__init__(port)
        self.encrypted: list[bool] = []
        self.controller = Controller(
            self, hostname="127.0.0.1", port=port, tls_context=papers, require_starttls=True,
            authenticator=self.knows, auth_required=True,
        )  # fmt: skip

    def knows(self, _server, session, _envelope, _mechanism, given) -> AuthResult:
        self.encrypted.append(session.ssl is not None)
        return AuthResult(success=(given.login, given.password) == (b"post", b"s/ecret"), handled=False)


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """A certificate that a server made for itself."""
    folder = tmp_path_factory.mktemp("papers")
    key, certificate = folder / "key.pem", folder / "cert.pem"
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost")
    ask = ("openssl", "req", "-x509", *kind, "-keyout", str(key), "-out", str(certificate))
    subprocess.run(ask, check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context


@pytest.fixture
def secured(papers):
    with Secured(free_port(), papers) as office:
        yield office


@pytest.fixture
def carry(news, ana, session):
    """Carries one letter to Ana."""
    from collab.notifications.letters import letter_for
    from collab.notifications.mail import compose, spelled_for_mail

    recipient = spelled_for_mail(ana.email)

    def carry_(url: str) -> None:
        notice = news(ana)
        with Carrier(url, "samenwerken@lindendal.example") as carrier:
            carrier.carry(compose(notice, letter_for(notice, {}), recipient), recipient.addr_spec)

    return carry_


def test_it_encrypts_where_the_server_offers_it_and_then_signs_in(secured, carry):
    carry(f"smtp://post:s%2Fecret@127.0.0.1:{secured.port}")
    assert len(secured.messages) == 1
    assert secured.encrypted == [True]


def test_a_wrong_password_leaves_the_letter_waiting(secured, carry):
    with pytest.raises(Later) as later:
        carry(f"smtp://post:wrong@127.0.0.1:{secured.port}")
    assert later.value.stop
    assert later.value.why == "SMTPAuthenticationError"


def test_another_machine_must_prove_who_it_is(secured, carry, monkeypatch):
    monkeypatch.setattr("collab.notifications.carrier.HERE", set())
    with pytest.raises(Later, match="SSLCertVerificationError"):
        carry(f"smtp://post:s%2Fecret@127.0.0.1:{secured.port}")
    assert secured.messages == []


def test_no_password_goes_over_an_open_line(office, carry, monkeypatch):
    monkeypatch.setattr("collab.notifications.carrier.HERE", set())
    with pytest.raises(Later, match="SMTPNotSupportedError"):
        carry(f"smtp://post:s%2Fecret@127.0.0.1:{office.port}")
    assert office.messages == []


@pytest.mark.parametrize("host", ["nobody.invalid", "127.0.0.1:9"])
def test_nobody_there_is_no_fault_of_the_letter(carry, host):
    with pytest.raises(Later) as later:
        carry(f"smtp://{host}")
    assert later.value.stop
