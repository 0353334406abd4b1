"""What a municipality calls the stages, and which of the optional ones it uses."""

from sqlalchemy import text

from collab.db import db
from collab.history.telling import quiet
from collab.history.tuned import MEMO, Tuned

quiet("stage_tuning.tuned")


class StageTuning(Tuned):
    """`values`: other names as "nl" and "en", and "off" for a stage that is not used here."""

    __tablename__ = "stage_tuning"

    @classmethod
    def take_turns(cls) -> None:
        """Who changes the road waits until the one before is done, and reads anew how it is then."""
        db.session.execute(text("select pg_advisory_xact_lock(hashtext('collab.stages'))"))
        db.session().info.pop(MEMO, None)
