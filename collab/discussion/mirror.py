"""What counts as a duty, a deadline, a right or a sanction, and for whom. The only place that says so."""

import re
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class Sort(Named):
    DUTY = "duty", _("Duties: who does, gives or pays something")
    DEADLINE = "deadline", _("Deadlines: a day or a rhythm to keep to")
    RIGHT = "right", _("Rights: what somebody may do or ask")
    SANCTION = "sanction", _("Consequences when a promise is not kept")

    @property
    def short(self):
        return {
            Sort.DUTY: _("duties"),
            Sort.DEADLINE: _("deadlines"),
            Sort.RIGHT: _("rights"),
            Sort.SANCTION: _("consequences"),
        }[self]


class Source(Named):
    """Where in an article it is read from, and so for whom it counts."""

    ROWS = "rows", _("each line of the list, for who does it")
    DATED = "dated", _("each line of the list with a day or a rhythm, for who does it")
    REPORTING = "reporting", _("the report, for who writes it")
    ANSWERING = "answering", _("the answer to a report, for who gives it")
    EVERYONE = "everyone", _("the term, for everyone")
    NAMED = "named", _("the text, for whom it names")


class Rule(NamedTuple):
    topic: str
    sort: Sort
    source: Source
    term: str = ""  # the fact that must be filled in


RULES = (
    Rule("A09", Sort.DUTY, Source.ROWS),
    Rule("A09", Sort.DEADLINE, Source.DATED),
    Rule("A10", Sort.DUTY, Source.ROWS),
    Rule("A10", Sort.DEADLINE, Source.DATED),
    Rule("A14", Sort.DUTY, Source.REPORTING),
    Rule("A14", Sort.DUTY, Source.ANSWERING),
    Rule("A14", Sort.DEADLINE, Source.REPORTING),
    Rule("A14", Sort.DEADLINE, Source.ANSWERING),
    Rule("A13", Sort.DEADLINE, Source.EVERYONE, "every"),
    Rule("A17", Sort.RIGHT, Source.EVERYONE, "talk_days"),
    Rule("A17", Sort.DEADLINE, Source.EVERYONE, "talk_days"),
    Rule("A26", Sort.RIGHT, Source.NAMED),
    Rule("A26", Sort.DEADLINE, Source.EVERYONE, "notice_days"),
    Rule("A08", Sort.RIGHT, Source.NAMED),
    Rule("A08", Sort.DEADLINE, Source.EVERYONE, "notice_hours"),
    Rule("A16", Sort.RIGHT, Source.NAMED),
    Rule("A27", Sort.RIGHT, Source.NAMED),
    Rule("A31", Sort.RIGHT, Source.NAMED),
    Rule("A21", Sort.DUTY, Source.NAMED),
    Rule("A23", Sort.DUTY, Source.NAMED),
    Rule("A24", Sort.DUTY, Source.NAMED),
    Rule("A18", Sort.SANCTION, Source.NAMED),
)
# What is only fair when it holds for every party: a text that names some of them gets a second look.
FOR_ALL = ("A26", "A08", "A18", "A21", "A23", "A16")
PROMISES = ("A09", "A10")
# Words that mean every party, in a sentence of an agreement.
TOGETHER = re.compile(
    r"\b(elke|iedere|alle|beide|een|geen) partij(en)?\b|\bbeiden\b|\b(wie|ieder|iedereen)\b"
    r"|\b(each|every|either|any|no|a|all|both) part(y|ies)\b|\b(whoever|everyone|both)\b",
    re.IGNORECASE,
)
KINDS = {
    "municipality": re.compile(r"\b(gemeente|municipality)\b", re.IGNORECASE),
    "collective": re.compile(r"\b(collectief|collectieve?n|collectives?)\b", re.IGNORECASE),
}
