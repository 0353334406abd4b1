"""Doors to the printed agreement."""

from flask import Blueprint, Response

from collab.access import guard, public
from collab.db import db
from collab.web import page

from . import policy, queries
from .models import Agreement

bp = Blueprint("papers", __name__)
allows = guard(Agreement, queries.visible_to)


@bp.get("/agreements/<ref>/paper")
@allows(policy.download)
def download(agreement) -> Response:
    content = agreement.paper.content
    headers = {
        "Content-Disposition": f'attachment; filename="{agreement.ref}.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(content.body, mimetype=content.media_type, headers=headers)


@bp.get("/check/<code>")
@public
def check(code):
    """Open to whoever holds the paper: its fingerprint is what one must know."""
    frozen = db.session.scalar(queries.frozen_as(code.lower()))
    return page("agreements/check.html", code=code, frozen=frozen)[0], 200 if frozen else 404
