"""The examples can be loaded on any day, also when nobody works for days."""

from datetime import datetime

from sqlalchemy import select

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.cases.models import Case
from collab.clock import ZONE, at
from collab.db import db
from collab.examples import lindendal


def test_between_christmas_and_new_year(session):
    with at(datetime(2026, 12, 27, 3, 0, tzinfo=ZONE)):
        lindendal.load()
    stages = {case.source.partition(":")[2]: case.stage for case in db.session.scalars(select(Case))}
    told = {spec["source"]: spec["stage"].replace("first_contact", "signalled") for spec in lindendal.SPECS}
    assert stages == told
    in_force = db.session.scalars(select(Agreement).where(Agreement.status == Status.ACTIVE)).all()
    assert all(agreement.began_at.year <= 2026 for agreement in in_force)


def test_being_elsewhere_ends():
    from collab.clock import now

    before = now()
    with at(datetime(1999, 12, 31, tzinfo=ZONE)):
        assert now().year == 1999
    assert now() >= before
