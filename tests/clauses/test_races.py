"""Two people change the same wording at the same moment, each over a connection of their own."""

from functools import partial

from sqlalchemy import func, select

from collab.agreements.library import TOPICS
from collab.clauses.models import Clause, ClauseVersion
from collab.clock import today
from collab.db import db
from tests.racing import app, browser, clash, past, session, together

__all__ = ["app", "clash", "past", "session"]
CODES = list(TOPICS)[:20]


def test_of_two_wordings_one_at_most_takes_the_place_of_the_other(clash, ina, written):
    for turn in range(20):
        one, other = written("One.", number=2 * turn + 1), written("Other.", number=2 * turn + 2)
        db.session.commit()
        here = "/clauses/A12/light"
        swap = [
            (ina, f"{here}/{old.number}/retirement", {"why": "Too long.", "replaced_by": str(new.number)})
            for old, new in ((one, other), (other, one))
        ]
        assert sorted(clash(*swap)) == [303, 422]


def test_the_first_change_of_a_standard_wording_happens_once_and_the_other_sees_both(app, ina):
    for code in CODES:
        here, typed = f"/clauses/{code}/light/0/version", {"valid_from": today().isoformat(), "seen": "0"}
        posts = [
            partial(browser(app, ina).post, here, data=typed | {"level": "preferred", "nl": said, "en": said})
            for said in ("First.", "Second.")
        ]
        answers = [
            (page.status_code, "First." in page.text and "Second." in page.text) for page in together(*posts)
        ]
        assert sorted(answers) == [(303, False), (409, True)], code
    db.session.expire_all()
    counted = select(func.count()).select_from(ClauseVersion).join(Clause).where(Clause.topic.in_(CODES))
    assert db.session.scalar(counted) == 2 * len(CODES)
