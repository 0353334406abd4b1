"""What time itself does to advice and approval."""

from celery import shared_task

from collab.chores import walk

from .opinions import Opinion
from .queries import gone_silent, standing_rounds
from .reactions import lapse_rounds_of
from .rounds import ApprovalRound


@shared_task(name="approvals.note_silence")
def note_silence() -> None:
    walk(gone_silent(), fall_silent)


@shared_task(name="approvals.lapse")
def lapse_overtaken() -> None:
    """For texts that changed in another way than by a proposal."""
    walk(standing_rounds(), lapse)


def fall_silent(opinion: Opinion) -> None:
    opinion.fall_silent()


def lapse(round: ApprovalRound) -> None:
    lapse_rounds_of(round.agreement)
