"""Advice that is asked waits as well while the clock stands still: silence then is no consent."""

from datetime import timedelta

from collab.approvals.jobs import note_silence
from collab.clock import at, now


def test_silence_in_a_pause_is_no_consent_and_the_day_comes_later(asked, cast, session):
    opinion = asked(silence_ground="Ordinance, article 9")
    begun, due, case = now(), opinion.due_on, opinion.agreement.case
    expires = opinion.link.expires_at
    case.pause("We wait for the council.", by=cast.ana)
    session.commit()
    with at(begun + timedelta(days=25)):
        note_silence.run()
        session.expire_all()
        assert opinion.deemed_on is None
    with at(begun + timedelta(days=30)):
        case.resume(by=cast.ben)
        session.commit()
        note_silence.run()
        session.expire_all()
        assert (opinion.due_on, opinion.deemed_on) == (due + timedelta(days=30), None)
        assert opinion.link.expires_at == expires + timedelta(days=30)
    with at(begun + timedelta(days=52)):
        note_silence.run()
        session.expire_all()
        assert opinion.deemed_on
