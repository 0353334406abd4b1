"""What follows from an answer, a nudge or a change of the agreement in force: who hears of it."""

from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.words import Side

from .evidence import logs
from .reactions import facts

logs("agreement.amending", "agreement.party_joins", "agreement.party_leaves")

TEMPLATES = {
    "agreement.rejected": "rejected",
    "agreement.taken_back": "taken_back",
    "agreement.amending": "amending",
}


@after("agreement.rejected", "agreement.taken_back", "agreement.amending")
def tell_the_others(event: Event) -> None:
    """Everyone but the party that did it; answers on many articles make one mail an hour."""
    agreement, hour = event.agreement, f"{event.happened_at:%Y-%m-%dT%H}"
    template, theirs = TEMPLATES[event.name], agreement.party_for(event.actor)
    said = {"who": theirs.name if theirs else event.actor.name} | facts(agreement)
    for person in agreement.case.people():
        if agreement.party_for(person) is not theirs:
            key = f"{agreement.ref}:{template}:{hour}"
            notify(person, key, f"agreements/mail/{template}", case_id=agreement.case_id, **said)


@after("agreement.nudged")
def ask_when_the_answer_comes(event: Event) -> None:
    """The same words whoever is asked, and to all who can answer on that side."""
    agreement = event.agreement
    about = {"since": event.data["since"]} | facts(agreement)
    for person in agreement.case.people(Side(event.data["to"])):
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
