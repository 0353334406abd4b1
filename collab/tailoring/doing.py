"""What waits for whom: a reason without anybody who decided."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.cases.doing import Todo, waits
from collab.cases.models import Case
from collab.db import db
from collab.people.words import Side

from .models import Deviation


@waits
def decisions(desk: list[Case]) -> Iterator[Todo]:
    """One per text: the municipality writes down who decides on the tailoring in it."""
    cases = {case.id: case for case in desk}
    running = (Status.NEGOTIATING, Status.SIGNING)
    query = select(Agreement.case_id, Agreement.ref).distinct().join(Deviation)
    query = query.where(Agreement.case_id.in_(cases), Agreement.status.in_(running), ~Deviation.rulings.any())
    for case_id, ref in db.session.execute(query.order_by(Agreement.ref)):
        act = _("Write down who decides on the tailoring")
        yield Todo(cases[case_id], Side.MUNICIPALITY, act, url_for("tailoring.show", ref=ref))
