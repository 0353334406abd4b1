"""Files on their way in and out: a scan that somebody brings, a paper that somebody takes along."""

from typing import Any

from flask import Blueprint, Response, request
from flask_wtf.file import FileField
from wtforms.validators import ValidationError

MOST_SENT = 12 * 1024 * 1024
EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class ScanField(FileField):
    """A photo or a PDF that somebody brings."""

    kept: Any = None  # the bytes that may be kept of it, and what they are, once the form is valid

    def pre_validate(self, form) -> None:
        if not self.data:
            return
        from .uploads import Unfit, fit  # what reads pictures and PDFs is heavy to load

        try:
            self.kept = fit(self.data.read())
        except Unfit as unfit:
            raise ValidationError(str(unfit)) from None


def make_room(bp: Blueprint, door: str) -> None:
    """A photo from a telephone is larger than any form: it gets in at this door, and is kept smaller."""

    @bp.url_value_preprocessor
    def larger(endpoint: str | None, _values: dict | None) -> None:
        if endpoint == f"{bp.name}.{door}":
            request.max_content_length = MOST_SENT


def taken_along(body: bytes | str, media_type: str, name: str) -> Response:
    """Downloaded under a name, never opened as a page of ours."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(body, content_type=media_type, headers=headers)
