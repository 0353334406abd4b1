"""Code that somebody types prints as text; the printer opens no connection and reads no file."""

import select
import socket
from io import BytesIO

import pytest
from pypdf import PdfReader

from collab.documents.printing import CannotPrint, print_pdf
from tests.documents.hard import codes, hostile
from tests.documents.samples import bare, canonical, evidence, read

pytestmark = pytest.mark.xdist_group("paper")


HEAD = "<html lang=nl><title>x</title>"


@pytest.fixture
def door():
    """A real door on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def somebody_knocked(door) -> bool:
    """A connection waits at the door, also when the visitor has left again."""
    return bool(select.select([door], [], [], 0)[0])


def test_the_door_notices_a_visitor(door):
    assert not somebody_knocked(door)
    socket.create_connection(door.getsockname()).close()
    assert somebody_knocked(door)


def test_code_in_a_text_prints_as_it_was_typed(press, door):
    port = door.getsockname()[1]
    made = hostile(port)
    pdf = print_pdf(press(made, evidence(made)), canonical(made), "overeenkomst.json")
    printed = read(pdf)
    for code in codes(port):
        assert bare(code) in printed
    assert "root:" not in printed
    assert not somebody_knocked(door)
    names = PdfReader(BytesIO(pdf)).attachments
    assert list(names) == ["overeenkomst.json"]


@pytest.mark.parametrize("markup", [
    "<img src='{door}/x'>",
    "<link rel=stylesheet href='{door}/x'>",
    "<style>@import url('{door}/x');</style>",
    "<style>p {{ background: url('{door}/x') }}</style><p>Text</p>",
    "<style>@font-face {{ font-family: x; src: url('{door}/x') }} p {{ font-family: x }}</style><p>Text</p>",
    "<img src='file:///etc/passwd'>",
    "<a rel=attachment href='{door}/x'>Text</a>",
])  # fmt: skip
def test_a_page_gets_nothing_from_outside(door, markup):
    """Markup cannot come in; should it ever, then nothing is fetched and no paper has a hole in it."""
    address = f"http://127.0.0.1:{door.getsockname()[1]}"
    with pytest.raises(CannotPrint, match="outside"):
        print_pdf(HEAD + markup.format(door=address), b"{}", "overeenkomst.json")
    assert not somebody_knocked(door)


def test_a_page_cannot_attach_a_file_of_ours():
    pdf = print_pdf(f"{HEAD}<link rel=attachment href='file:///etc/passwd'>", b"{}", "overeenkomst.json")
    assert PdfReader(BytesIO(pdf)).attachments == {"overeenkomst.json": [b"{}"]}
    assert b"root:" not in pdf
