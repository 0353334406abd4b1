"""What follows when a text is frozen, signed, not signed, passed on, or its day to sign comes near."""

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.reactions import facts, who_gets_a_copy
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.history import Event, after
from collab.notifications.letters import at_delivery
from collab.notifications.models import Notice, notify
from collab.people.models import Person

from .codes import Code
from .invitations import Invitation
from .signatories import everyone_concerned, who_can_sign, who_hears, who_is_asked


@after("agreement.frozen")
def begin_the_round(event: Event) -> None:
    """Who is asked to sign, now or later, gets a personal link; all others hear that the text is ready."""
    agreement = event.agreement
    db.session.refresh(agreement, with_for_update={"key_share": True})
    if agreement.status != Status.SIGNING or agreement.text.number != event.data["version"]:
        return
    invite(agreement)
    invited = {invitation.person for invitation in agreement.text.invitations}
    for person in everyone_concerned(agreement):
        if person not in invited:
            tell(person, "frozen", agreement, str(agreement.text.number))


@after("agreement.signed")
def tell_who_signed(event: Event) -> None:
    """Who is asked to sign now, or gets the paper after the last signature, has mail already."""
    agreement = event.agreement
    db.session.refresh(agreement, with_for_update={"key_share": True})
    has_mail = invite(agreement) if agreement.status == Status.SIGNING else set()
    if agreement.status == Status.ACTIVE:
        has_mail = who_gets_a_copy(agreement)
    for person in everyone_concerned(agreement):
        if person.id != event.actor_id and person not in has_mail:
            tell(person, "signed", agreement, str(event.id), who=event.actor.name)


@after("agreement.adopted_minutes")
def invite_whom_the_members_chose(event: Event) -> None:
    agreement = event.agreement
    db.session.refresh(agreement, with_for_update={"key_share": True})
    if agreement.status == Status.SIGNING:
        invite(agreement)


@after("agreement.invited")
def send_the_links(event: Event) -> None:
    agreement = event.agreement
    for invitation in agreement.text.invitations:
        is_asked = invitation.person_id in event.data["people"] and invitation.revoked_at is None
        if is_asked and invitation.party.key == event.data["party"]:
            about = {"invitation": invitation.id, "party": invitation.party.name} | facts(agreement)
            about["until"] = agreement.sign_by.isoformat() if agreement.sign_by else None
            about["first"] = ", ".join(party.name for party in agreement.text.on_turn)
            news = "ahead" if "ahead" in event.data else "invited"
            key = f"{agreement.ref}:{news}:{invitation.id}"
            notify(invitation.person, key, f"signing/mail/{news}", case_id=agreement.case_id, **about)


@after("agreement.asked_code")
def send_the_code(event: Event) -> None:
    """Beside the conversation: a code concerns nobody else."""
    code = Code.live(event.agreement.text, event.actor)
    if code:
        about = {"code": code.id} | facts(event.agreement)
        notify(event.actor, f"signing-code:{code.id}", "signing/mail/code", **about)


@after("agreement.declined")
def tell_who_declined(event: Event) -> None:
    """Everyone who was in the round, the signers too."""
    agreement = event.agreement
    for person in everyone_concerned(agreement):
        if person.id != event.actor_id:
            tell(person, "declined", agreement, str(event.id), "signing", who=event.actor.name)


@after("agreement.reopened")
def tell_it_is_open_again(event: Event) -> None:
    """Not again to those who heard a moment ago that somebody declined."""
    agreement = event.agreement
    if "declined" in event.data:
        return
    for person in everyone_concerned(agreement):
        if person.id != event.actor_id:
            tell(person, "reopened", agreement, str(event.id))


@after("agreement.moved_signing")
def tell_the_day(event: Event) -> None:
    agreement = event.agreement
    for person in everyone_concerned(agreement):
        if person.id != event.actor_id:
            due = {"due_on": event.data["due_on"], "who": event.actor.name}
            tell(person, "day_moved", agreement, str(event.id), "signing", **due)


@after("agreement.brought_paper")
def ask_whether_it_is_so(event: Event) -> None:
    """Of several collectives only the one that signed: nobody says it of another."""
    agreement, other = event.agreement, event.actor.side.other
    signed = agreement.party(event.data["party"])
    theirs = [party for party in agreement.present_parties if party.side == other]
    parties = [party for party in theirs if signed.side != other or party is signed]
    asked = {person for party in parties for person in who_hears(agreement, party)}
    near = {one for one in agreement.case.people(other) if any(party.speaks(one) for party in parties)}
    for person in sorted(asked | near, key=lambda person: person.id):
        tell(person, "paper_brought", agreement, str(event.id), "signing", who=event.actor.name)


@after("agreement.contested_paper")
def tell_it_is_not_so(event: Event) -> None:
    agreement = event.agreement
    for person in agreement.case.people(event.actor.side.other):
        tell(person, "paper_contested", agreement, str(event.id), "signing", who=event.actor.name)


@after("deadline.came_near")
def remind_to_sign(event: Event) -> None:
    """Only of the day that holds, and only whose turn it is."""
    deadline = db.session.get_one(Deadline, event.data["deadline"])
    if deadline.kind != Kind.SIGNATURE or deadline.met_on or deadline.paused_at:
        return
    agreement = event.agreement
    party = agreement.party(deadline.data["party"])
    if party not in agreement.text.on_turn:
        return
    asked = who_hears(agreement, party)
    if event.data["step"] >= 0:  # the day is there: whoever else can sign may help
        asked = who_can_sign(agreement, party) or asked
    for person in asked:
        key = f"deadline:{deadline.id}:{event.data['step']}"
        link = open_link(agreement, party, person)
        due = {"due_on": deadline.due_on.isoformat(), "invitation": link and link.id} | facts(agreement)
        notify(person, key, "agreements/mail/signature_due", case_id=agreement.case_id, **due)


@at_delivery("signing/mail/invited")
def key_of(notice: Notice) -> dict | None:
    """Told only when the mail goes out; a link that is over by then need not go."""
    invitation = db.session.get_one(Invitation, notice.data["invitation"])
    if invitation.why_over() or invitation.has_signed:
        return None
    return {"key": invitation.key}


@at_delivery("signing/mail/ahead")
def key_to_read_with(notice: Notice) -> dict | None:
    """By the time that it is their turn, the question itself is on its way."""
    invitation = db.session.get_one(Invitation, notice.data["invitation"])
    return key_of(notice) if invitation.is_ahead else None


@at_delivery("agreements/mail/signature_due")
def key_to_sign_with(notice: Notice) -> dict | None:
    """A guardian has no other way in than the link."""
    if notice.data.get("invitation") is None:
        return {"key": None}
    return key_of(notice)


@at_delivery("signing/mail/code")
def digits_of(notice: Notice) -> dict | None:
    code = db.session.get_one(Code, notice.data["code"])
    return {"digits": code.digits} if code.is_live else None


def invite(agreement: Agreement) -> set[Person]:
    """Everyone who has no link yet, and whose turn has come since; answers who gets mail now."""
    invited: set[Person] = set()
    text = agreement.text
    for party in agreement.present_parties:
        asked = [] if text.is_complete(party) else who_is_asked(agreement, party)
        new = [person for person in asked if not open_link(agreement, party, person)]
        Invitation.send(text, party, new)
        known = asked_on_turn(agreement, party)
        waited = [one for one in asked if party in text.on_turn and one.id not in known]
        Invitation.ask(text, party, waited)
        invited.update(new, waited)
    return invited


def asked_on_turn(agreement: Agreement, party: Party) -> set[int]:
    """Who was asked in this round when it was their turn already, by number."""
    asked: set[int] = set()
    for event in reversed(agreement.events):
        if event.name == "agreement.frozen":
            break
        if event.name == "agreement.invited" and event.data["party"] == party.key:
            asked.update(() if "ahead" in event.data else event.data["people"])
    return asked


def tell(
    person: Person, news: str, agreement: Agreement, occasion: str, where: str = "agreements", **more: str
) -> None:
    key = f"{agreement.ref}:{news}:{occasion}"
    said = more | facts(agreement)
    notify(person, key, f"{where}/mail/{news}", case_id=agreement.case_id, **said)


def open_link(agreement: Agreement, party: Party, person: Person) -> Invitation | None:
    mine = (i for i in agreement.text.invitations if i.person is person and i.party is party)
    return next((invitation for invitation in mine if invitation.revoked_at is None), None)
