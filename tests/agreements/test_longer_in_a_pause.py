"""A longer term that is agreed on while the clock stands still: what hangs on it loses no day of that."""

from datetime import timedelta

from collab.agreements.extending import follow_the_end
from collab.clock import at, now
from collab.deadlines import Deadline, Kind


def test_what_hangs_on_the_end_gets_the_whole_pause_and_the_extension(make, cast):
    agreement = make("begun")
    end, begun = agreement.ends_on, now()
    handover = Deadline.start(Kind.HANDOVER, "handover:0", end, subject="keys")
    agreement.add_deadline(handover)
    agreement.case.pause("We wait.", by=cast.ana)
    with at(begun + timedelta(days=10)):
        follow_the_end(agreement, end + timedelta(days=30), cast.ben)
    with at(begun + timedelta(days=28)):
        agreement.case.resume(by=cast.ben)
    assert handover.due_on == end + timedelta(days=30 + 28)
