"""Help that somebody looks after passes to their successor."""

from collections.abc import Iterator
from functools import partial

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from collab.cases.handing import Task, hands_over
from collab.cases.models import Case
from collab.db import db
from collab.people.models import Person

from .gaps import Help


@hands_over("help", _("looks after"))
def helps(person: Person, case: Case | None) -> Iterator[Task]:
    for help in db.session.scalars(select(Help).where(Help.owner_id == person.id).order_by(Help.id)):
        if help.gap.is_open and help.gap.help_now is help and case in (None, help.gap.case):
            yield Task(help.gap.case, "help", help.promise.what, partial(_give, help))


def _give(help: Help, to: Person, by: Person | None) -> bool:
    help.owner = to
    return True
