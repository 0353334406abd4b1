"""A paper that cannot be made ends in time, leaves nothing behind and says why."""

import os
import signal
import tempfile
import threading
import time
from pathlib import Path

import pytest

from collab.documents import printing
from collab.documents.printing import CannotPrint, print_pdf

pytestmark = pytest.mark.xdist_group("paper")

HEAD = "<html lang=nl><title>x</title>"
SHORT = f"{HEAD}<p>Kort</p>"
ENDLESS = HEAD + "<p>Tekst</p>" * 60_000


def printers() -> list[int]:
    """The printers that this process started and that still live."""
    threads = Path("/proc/self/task").glob("*/children")
    children = [int(pid) for thread in threads for pid in thread.read_text().split()]
    return [pid for pid in children if b"printer.py" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def ask(page: str) -> str | None:
    try:
        print_pdf(page, b"{}", "x.json")
    except CannotPrint as refusal:
        return refusal.why
    return None


@pytest.fixture(autouse=True)
def nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert printers() == []
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(printing, "CPU_SECONDS", 1)
    began = time.monotonic()
    assert "too long" in ask(ENDLESS)
    assert time.monotonic() - began < 8


def test_a_printer_that_waits_for_ever_is_stopped(monkeypatch):
    monkeypatch.setattr(printing, "WALL_SECONDS", 0.5)
    assert "too long" in ask(ENDLESS)


def test_a_text_that_needs_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setattr(printing, "MEMORY_BYTES", 190 * 1024**2)
    assert ask(ENDLESS) in {
        "The text needs more memory than printing may use.",
        "Printing was broken off. It can be tried again.",  # where a library of C gives up by itself
    }


def test_a_printer_that_is_killed_says_so_and_the_next_print_goes_well():
    answers = []
    asking = threading.Thread(target=lambda: answers.append(ask(ENDLESS)))
    asking.start()
    deadline = time.monotonic() + 5
    while not printers() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(printers()[0], signal.SIGKILL)
    asking.join()
    assert answers == ["Printing was broken off. It can be tried again."]
    assert print_pdf(SHORT, b"{}", "x.json").startswith(b"%PDF-")


def test_more_than_two_hundred_pages_are_refused():
    assert "200 pages" in ask(HEAD + "<p style='break-after: page'>Bladzijde</p>" * 202)


@pytest.mark.parametrize("text", ["woord " * 34_000, "w" * 200_000], ids=["words", "one word"])
def test_a_text_of_200_kilobytes_is_printed_or_refused_in_time(text):
    began = time.monotonic()
    ask(f"{HEAD}<p>{text}")
    assert time.monotonic() - began < printing.WALL_SECONDS + 2
