"""What follows from a nudge, or from a party that comes or goes: who hears of it."""

from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.words import Side

from .evidence import logs
from .reactions import facts

logs("agreement.amending", "agreement.party_joins", "agreement.party_leaves")


@after("agreement.nudged")
def ask_when_the_answer_comes(event: Event) -> None:
    """The same words whoever is asked, and to all who can answer for a party that did not yet."""
    agreement = event.agreement
    waiting = agreement.waiting_parties
    about = {"since": event.data["since"]} | facts(agreement)
    for person in agreement.case.people(Side(event.data["to"])):
        if waiting and agreement.party_for(person) not in waiting:
            continue
        key = f"{agreement.ref}:nudged:{event.id}"
        notify(person, key, "agreements/mail/nudged", case_id=agreement.case_id, **about)


@after("agreement.party_joins", "agreement.party_leaves")
def tell_who_comes_and_goes(event: Event) -> None:
    """All who take part, also whoever it is about."""
    agreement = event.agreement
    template = event.name.removeprefix("agreement.")
    about = {"party": agreement.party(event.data["party"]).name, "on": event.data["on"]} | facts(agreement)
    about["who"] = event.actor.name
    for person in agreement.case.people():
        if person.id != event.actor_id:
            key = f"{agreement.ref}:{template}:{event.id}"
            notify(person, key, f"agreements/mail/{template}", case_id=agreement.case_id, **about)
