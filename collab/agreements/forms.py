"""What the pages of an agreement ask."""

from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import Optional, ValidationError

from collab.forms import Day, Form, SeenForm, Text, number_in

from . import terms
from .articles import Article, Wording
from .library import Topic, blanks
from .lifecycle import PartyRole, Weight

OTHER_ROLES = [(role.value, role.label) for role in PartyRole if role != PartyRole.MUNICIPALITY]


class PartyForm(Form):
    role = SelectField(_("What is its part in this agreement?"), choices=OTHER_ROLES)
    starts_on = Day(_("Takes part from"), [Optional()])
    ends_on = Day(_("Takes part until"), [Optional()])

    def validate_ends_on(self, field) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day lies before the first day."))


class AllForm(Form):
    """An act on several articles at once; `seen` holds article:wording pairs as they were read."""

    seen = HiddenField()

    @property
    def pairs(self) -> list[tuple[int, int]]:
        written = [pair.partition(":") for pair in (self.seen.data or "").split(",")]
        read = [(number_in(article), number_in(wording)) for article, _colon, wording in written]
        return [(article, wording) for article, wording in read if article and wording]


class ArticleForm(SeenForm):
    """A wording of one article: per topic a text, its typed terms, or "nothing agreed on this"."""

    topics: tuple[Topic, ...] = ()
    reason = Text(
        _("Why do you propose this?"), longest=2000, description=_("One or two sentences are enough.")
    )

    def text(self, topic: Topic) -> Any:
        return self[f"{topic.code}_text"]

    def nothing(self, topic: Topic) -> Any:
        return self[f"{topic.code}_nothing"]

    def terms(self, topic: Topic) -> Any:
        return self[f"{topic.code}_terms"] if topic.terms else None

    @property
    def provisions(self) -> dict[str, Any]:
        said = {topic.code: self._said(topic) for topic in self.topics}
        return {code: it for code, it in said.items() if it["nothing"] or it["text"] or it["terms"]}

    def show(self, wording: Wording | None, language: str, weight: Weight) -> None:
        """Begin with the text on the table, or with the standard wording."""
        for topic in self.topics:
            said = wording.provisions.get(topic.code) if wording else self._standard(topic, language, weight)
            if said is None:
                continue
            self.text(topic).data, self.nothing(topic).data = said["text"], said["nothing"]
            if topic.terms:
                terms.show(self.terms(topic), said["terms"])

    def validate(self, extra_validators=None) -> bool:
        """An article that says nothing at all is no proposal; blanks must be filled in."""
        good = super().validate(extra_validators)
        for topic in self.topics:
            left = [] if self.nothing(topic).data else blanks(self.text(topic).data or "")
            if left:
                self.text(topic).errors = [*self.text(topic).errors, _fill_in(left)]
                good = False
        if good and not self.provisions:
            first = self.text(self.topics[0])
            first.errors = [*first.errors, gettext("Write a text, or say that nothing is agreed on this.")]
            return False
        return good

    def _said(self, topic: Topic) -> dict[str, Any]:
        if self.nothing(topic).data:
            return {"text": None, "nothing": True, "terms": None}
        facts = terms.kept(self.terms(topic)) if topic.terms else None
        return {"text": self.text(topic).data or None, "nothing": False, "terms": facts}

    def _standard(self, topic: Topic, language: str, weight: Weight) -> dict[str, Any] | None:
        from .standard import provision

        return provision(topic, language, weight)


def form_for(article: Article) -> ArticleForm:
    """The form of this article: its fields follow from its topics and the parties."""
    parties = [(party.key, party.name) for party in article.agreement.parties]
    fields: dict[str, Any] = {"topics": tuple(article.topics)}
    for topic in article.topics:
        fields[f"{topic.code}_text"] = Text(_("Text"), render_kw={"rows": 8})
        fields[f"{topic.code}_nothing"] = BooleanField(_("Nothing agreed on this"))
        if topic.terms:
            fields[f"{topic.code}_terms"] = terms.field_for(topic.terms, parties)
    return type("ThisArticleForm", (ArticleForm,), fields)()


def _fill_in(left: list[str]) -> str:
    hints = ", ".join(left)
    return ngettext(
        "Fill in this blank: %(hints)s.", "Fill in these blanks: %(hints)s.", len(left), hints=hints
    )
