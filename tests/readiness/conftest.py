"""The cast of the agreements, and a page in the language of the test."""

from tests.agreements.conftest import as_, case, cast, make

__all__ = ["as_", "case", "cast", "make"]
