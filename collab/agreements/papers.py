"""Doors to the printed agreement."""

from flask import Blueprint, Response
from flask_babel import gettext as _

from collab.access import guard

from . import policy, queries
from .models import Agreement

bp = Blueprint("papers", __name__)
allows = guard(Agreement, queries.visible_to)


@bp.get("/agreements/<ref>/paper")
@allows(policy.download)
def download(agreement) -> Response:
    """The sealed paper; the printed one, named so, where no seal is set up or sealing is in trouble."""
    content, sealed = agreement.paper.copy, agreement.paper.is_sealed
    name = agreement.ref if sealed else _("%(ref)s-not-sealed", ref=agreement.ref)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(content.body, mimetype=content.media_type, headers=headers)
