"""What follows when somebody joins a collective."""

from collab.history import Event, after
from collab.notifications.models import notify


@after("collective.admitted")
def welcome(event: Event) -> None:
    """Whoever knows the place already hears where they belong now; newcomers have their invitation."""
    person, collective = event.person, event.collective
    if person is None or person.id == event.actor_id or not person.arrived_at:
        return
    facts = {
        "ref": collective.ref,
        "collective": collective.name,
        "who": event.actor.name if event.actor else "",
    }
    notify(person, f"{collective.ref}:admitted:{event.id}", "collectives/mail/admitted", **facts)
