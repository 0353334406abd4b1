"""Doors to differences: two wordings of an article, and the whole text at two moments."""

from flask import request

from collab.web import page

from . import moments, policy
from .articles import Article, Wording
from .routes import allows, bp
from .showing import compared


@bp.get("/agreements/<ref>/articles/<int:number>/comparison")
@allows(policy.see)
def compare_wordings(agreement, number):
    it = agreement.article(number)
    old = _chosen(it, "from", it.before or (it.wordings[0] if it.wordings else None))
    new = _chosen(it, "to", it.latest or (it.wordings[-1] if it.wordings else None))
    found = compared(it, old.provisions if old else {}, new.provisions if new else {})
    chosen = {"article": it, "old": old, "new": new}
    return page("agreements/compare_wordings.html", agreement=agreement, found=found, **chosen)


@bp.get("/agreements/<ref>/comparison")
@allows(policy.see)
def compare(agreement):
    every = moments.of(agreement)
    old = _moment(every, request.args.get("from"), moments.usual_first(every))
    new = _moment(every, request.args.get("to"), every[-1])
    before, after = moments.text_at(agreement, old), moments.text_at(agreement, new)
    found = [
        (it, compared(it, before.get(it.number, {}), after.get(it.number, {}))) for it in agreement.articles
    ]
    return page("agreements/compare.html", agreement=agreement, moments=every, old=old, new=new, found=found)


def _chosen(article: Article, name: str, usual: Wording | None) -> Wording | None:
    wanted = request.args.get(name, "")
    return next((wording for wording in article.wordings if str(wording.number) == wanted), usual)


def _moment(every: list[moments.Moment], key: str | None, usual: moments.Moment) -> moments.Moment:
    return next((moment for moment in every if moment.key == key), usual)
