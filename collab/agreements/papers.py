"""Doors to the printed agreement, and to the evidence of how it came to be."""

from flask import Blueprint, Response, jsonify
from flask_babel import gettext as _

from collab.access import guard
from collab.documents.files import taken_along
from collab.web import page

from . import evidence, phrases, policy, queries
from .models import Agreement

bp = Blueprint("papers", __name__)
allows = guard(Agreement, queries.visible_to)
allows_all = guard(Agreement, queries.readable_by)
bp.add_app_template_filter(phrases.stamp, "local_stamp")


@bp.get("/agreements/<ref>/paper")
@allows(policy.download)
def download(agreement) -> Response:
    """The sealed paper; the printed one, named so, where no seal is set up or sealing is in trouble."""
    content, sealed = agreement.paper.copy, agreement.paper.is_sealed
    name = agreement.ref if sealed else _("%(ref)s-not-sealed", ref=agreement.ref)
    return taken_along(content.body, content.media_type, f"{name}.pdf")


@bp.get("/agreements/<ref>/evidence")
@allows_all(policy.see)
def show_evidence(agreement):
    """For the parties: every event, who did it for whom, when, and what it did to the text."""
    return page("agreements/evidence.html", agreement=agreement, proof=evidence.whole(agreement))


@bp.get("/agreements/<ref>/evidence.json")
@allows_all(policy.see)
def download_evidence(agreement) -> Response:
    answer = jsonify(evidence.whole(agreement))
    answer.headers["Content-Disposition"] = f'attachment; filename="{agreement.ref}-evidence.json"'
    return answer
