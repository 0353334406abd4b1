"""A seal that cannot be right is told at the start, in a sentence; without one everything else works."""

import pytest

from collab import create_app
from collab.sealing.keys import TEST
from engines import authority
from engines.authority import SealFiles, kept_seal, make_seal


@pytest.fixture
def own(tmp_path):
    files = SealFiles(tmp_path / "key.pem", tmp_path / "certificate.pem")
    make_seal(files, "Gemeente Lindendal")
    return files


@pytest.fixture
def start(app, monkeypatch):
    """Starts an application with this in its environment: with which sentence it stops, or None."""

    def start(**given):
        for name, value in given.items():
            monkeypatch.setenv(name.upper(), str(value))
        try:
            create_app()
        except SystemExit as stopped:
            return str(stopped)
        finally:
            app.extensions["celery"].set_current()
        return None

    return start


def test_with_a_key_and_its_certificates_it_starts(start, own):
    assert start(**own.settings) is None


@pytest.mark.parametrize("one", ["SEAL_KEY", "SEAL_CERTIFICATE"])
def test_one_of_the_two_is_not_enough(start, own, one):
    assert "belong together" in start(**{one: own.settings[one]})


def test_a_time_stamping_authority_without_a_seal_makes_no_sense(start):
    assert "TIMESTAMP_URL is for the seal" in start(timestamp_url="https://tsa.example")


def test_the_address_of_a_time_stamping_authority_is_an_address(start, own):
    assert "TIMESTAMP_URL must start with" in start(timestamp_url="tsa.example", **own.settings)


def test_a_file_that_is_not_there(start, own):
    own.key.unlink()
    assert start(**own.settings) == "The file of SEAL_KEY cannot be read (No such file or directory)."


@pytest.mark.parametrize(
    "content", [b"", b"garbage", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"]
)
def test_a_file_that_holds_something_else(start, own, content):
    own.certificate.write_bytes(content)
    assert start(**own.settings) == "SEAL_CERTIFICATE holds no certificates in PEM form."


def test_a_key_that_is_none(start, own):
    own.key.write_bytes(own.certificate.read_bytes())
    assert start(**own.settings) == "SEAL_KEY holds no private key in PEM form."


def test_a_key_with_a_password(start, tmp_path):
    files = SealFiles(tmp_path / "key.pem", tmp_path / "certificate.pem")
    make_seal(files, "Gemeente Lindendal", password="a secret")
    assert start(**files.settings) == "SEAL_KEY has a password: set SEAL_PASSWORD."
    assert start(seal_password="another", **files.settings) == "SEAL_PASSWORD does not open SEAL_KEY."
    assert start(seal_password="a secret", **files.settings) is None


def test_a_password_for_a_key_without_one_does_no_harm(start, own):
    assert start(seal_password="a secret", **own.settings) is None


def test_a_key_of_another_certificate(start, own, tmp_path):
    other = SealFiles(tmp_path / "other-key.pem", tmp_path / "other.pem")
    make_seal(other, "Gemeente Elders")
    said = start(seal_key=own.key, seal_certificate=other.certificate)
    assert said == "SEAL_KEY is not the key of the first certificate in SEAL_CERTIFICATE."


def test_certificates_in_the_wrong_order(start, own):
    first, second = own.certificate.read_bytes().split(b"-----END CERTIFICATE-----\n")[:2]
    end = b"-----END CERTIFICATE-----\n"
    own.certificate.write_bytes(second + end + first + end)
    assert "not in order" in start(**own.settings)


def test_a_certificate_that_is_over_stops_nobody(start, tmp_path):
    files = SealFiles(tmp_path / "key.pem", tmp_path / "certificate.pem")
    make_seal(files, "Gemeente Lindendal", days=-3)
    assert start(**files.settings) is None


def test_the_seal_to_try_out_is_made_once_for_its_owner_alone(tmp_path):
    first = kept_seal(tmp_path / "seal", "Gemeente Lindendal")
    bytes_then = first.key.read_bytes()
    again = kept_seal(tmp_path / "seal", "Gemeente Lindendal")
    assert again.key.read_bytes() == bytes_then
    assert [file.stat().st_mode & 0o777 for file in (again.key, again.certificate)] == [0o600, 0o600]


def test_engines_and_application_mean_the_same_by_a_test():
    assert authority.TEST == TEST
