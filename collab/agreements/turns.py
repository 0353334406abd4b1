"""What the side on turn is asked to do while a text is being written."""

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from collab.cases.hindering import hinders_step
from collab.cases.lifecycle import RUNNING, Stage
from collab.cases.models import Case
from collab.cases.words import asks
from collab.db import db
from collab.panels import panel
from collab.people.words import Side

from .articles import Article
from .lifecycle import Status
from .models import Agreement
from .negotiating import over_open_proposals
from .queries import with_text


@asks
def answer_proposals(case: Case, side: Side) -> str | None:
    waiting = [
        article for article in _open_articles(case) if any(p.side == side for p in article.waiting_parties)
    ]
    if len(waiting) == 1:
        return _("React to the proposal for article %(number)d", number=waiting[0].number)
    if waiting:
        return ngettext("React to %(num)s proposal", "React to %(num)s proposals", len(waiting))
    return None


@hinders_step
def answer_first(case: Case, to: Stage) -> str | None:
    """Equal pen: nobody lays the text before others over somebody's open proposal."""
    still_open = _open_articles(case) if to in {Stage.INTERNAL_REVIEW, Stage.DECISION_PENDING} else []
    return over_open_proposals(still_open) if still_open else None


@panel("stopping")
def left_unanswered(case: Case) -> str | None:
    """Whoever lets a cooperation stop or rest over open proposals, knows which."""
    numbers = ", ".join(str(article.number) for article in _open_articles(case))
    return render_template("agreements/stopping.html", numbers=numbers) if numbers else None


def _open_articles(case: Case) -> list[Article]:
    negotiated = [one.id for one in case.agreements if one.status == Status.NEGOTIATING]
    if case.stage not in {Stage.DRAFTING, *RUNNING} or not negotiated:
        return []
    text = with_text(select(Agreement).where(Agreement.id.in_(negotiated)))
    return db.session.scalars(text).one().open_articles
