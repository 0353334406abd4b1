"""Everything that happens by itself, on one screen. What is due is in the database, so late does no harm."""

MINUTE, HOUR = 60.0, 3600.0

SCHEDULE = {
    name: {"task": name, "schedule": every, "options": {"expires": every}}
    for name, every in {
        "health.tick": MINUTE,
        "history.react": MINUTE,
        "deadlines.remind": MINUTE,
        "documents.print": MINUTE,
        "sealing.seal": MINUTE,
        "notifications.deliver": MINUTE,
        "notifications.read_bounces": MINUTE,
        "cases.wake": HOUR,
        "agreements.end_due": HOUR,
        "mandates.end_posts": HOUR,
        "approvals.note_silence": HOUR,
        "approvals.lapse": HOUR,
        "people.forget_old": HOUR,
        "relay.look_after": HOUR,
        "relay.warn_of_ends": HOUR,
        "relay.close_doors": HOUR,
        "tailoring.read": HOUR,
        "phases.look": HOUR,
        "support.tick": HOUR,
        "reports.open": HOUR,
    }.items()
}
