"""Doors between values and articles, and what they show on the pages of the text."""

from flask import abort, flash, render_template
from flask_babel import gettext as _
from wtforms import SelectField

from collab.conversations.words import Value
from collab.forms import Form
from collab.panels import panel
from collab.web import me, page, see_other

from . import policy, values
from .articles import Article
from .models import Agreement
from .routes import allows, bp
from .values import Tied, ValueLink, link_of, tied_in, tied_to


class TieForm(Form):
    value = SelectField("", choices=[(value.value, value.label) for value in Value], coerce=Value)


class UntieForm(Form):
    """Nothing to ask: the button is the answer."""


@bp.get("/agreements/<ref>/values", endpoint="values")
@allows(policy.see)
def show(agreement):
    """Values that no article carries, and articles that carry none: to look at, nothing has to."""
    return page("agreements/values.html", agreement=agreement, **_sorted_out(agreement))


@bp.post("/agreements/<ref>/articles/<int:number>/values")
@allows(values.tie)
def tie(agreement, number):
    form = TieForm()
    if form.validate_on_submit():
        ValueLink.tie(agreement.article(number), form.value.data, by=me())
        flash(_("Your side links this value to the article."))
    return see_other(".article", ref=agreement.ref, number=number, _anchor="values")


@bp.post("/agreements/<ref>/articles/<int:number>/values/<value>/removal")
@allows(values.tie)
def untie(agreement, number, value):
    it, mine = agreement.article(number), agreement.party_for(me())
    link = link_of(it, Value(value), mine) if value in set(Value) else None
    if link is None:
        abort(404)
    if UntieForm().validate_on_submit():
        link.untie(by=me())
    return see_other(".article", ref=agreement.ref, number=number, _anchor="values")


@panel("article", order=60)
def values_of(article: Article) -> str | None:
    tied, agreement = tied_to(article), article.agreement
    mine = agreement.party_for(me()) if values.tie(me(), agreement) is None else None
    if not tied and (mine is None or not agreement.case.conversations):
        return None  # who never talked about values is not asked about them at every article
    taken = {it.value for it in tied if mine in it.parties}
    free = [value for value in Value if value not in taken]
    about = {"article": article, "agreement": agreement, "tied": tied, "mine": mine, "free": free}
    return render_template("agreements/article/values.html", form=TieForm(formdata=None), **about)


@panel("agreement", order=60)
def way_to_values(agreement: Agreement) -> str | None:
    """Only for those who talked about values: a light agreement stays light."""
    if not any(conversation.opened_at for conversation in agreement.case.conversations):
        return None
    return render_template("agreements/show/values.html", agreement=agreement)


@panel("proposal", order=40)
def joint_words_to_begin_with(article: Article) -> str | None:
    if values.TOPIC not in {topic.code for topic in article.topics}:
        return None
    text = values.said_together(article.agreement)
    return text and render_template("agreements/article/joint_words.html", article=article, text=text)


def _sorted_out(agreement: Agreement) -> dict:
    tied = tied_in(agreement)
    by_value: dict[Value, list[tuple[Article, Tied]]] = {value: [] for value in Value}
    for article in agreement.articles:
        for it in tied.get(article.number, []):
            by_value[it.value].append((article, it))
    return {
        "carried": {value: rows for value, rows in by_value.items() if rows},
        "without_article": [value for value, rows in by_value.items() if not rows],
        "without_value": [a for a in agreement.articles if a.latest and a.number not in tied],
        "words": values.joint_words(agreement.case),
        "may_tie": values.tie(me(), agreement) is None,
    }
