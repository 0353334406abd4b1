"""The words of looking back: states of a report, moments of an evaluation, advice, ways to know."""

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class State(Named):
    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("handed in")
    SKIPPED = "skipped", _("skipped")
    ANSWERED = "answered", _("answered")

    @property
    def badge(self) -> str:
        return {"draft": "neutral", "submitted": "neutral", "skipped": "inactive", "answered": "success"}[
            self
        ]


class Moment(Named):
    """Why both look back together."""

    YEARLY = "yearly", _("evaluation together")
    MIDTERM = "midterm", _("check halfway")
    END = "end", _("check before the end")
    EXTRA = "extra", _("evaluation in between")


class Advice(Named):
    """What one side advises for the time after this term. Never a decision."""

    RENEW = "renew", _("go on as it is")
    CHANGE = "change", _("go on, with changes")
    STOP = "stop", _("stop")
    NOT_YET = "not_yet", _("too early to say")


class Finding(Named):
    FINDING = "finding", _("what we found")
    CHANGE = "change", _("what changes")


class Method(Named):
    """How we know."""

    COUNT = "count", _("counted")
    STORY = "story", _("told in a story")
    SURVEY = "survey", _("asked around")
    ESTIMATE = "estimate", _("estimated")
    OTHER = "other", _("in another way")
