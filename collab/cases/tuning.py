"""What a municipality calls the stages, and which of the optional ones it uses."""

from collab.history.telling import quiet
from collab.history.tuned import Tuned

quiet("stage_tuning.tuned")


class StageTuning(Tuned):
    """`values`: other names as "nl" and "en", and "off" for a stage that is not used here."""

    __tablename__ = "stage_tuning"
