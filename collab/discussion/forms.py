"""What the pages of the discussion ask."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from collab.agreements.models import Agreement
from collab.forms import Form, SeenForm, Text, required
from collab.people.models import Person

from . import circle, policy
from .messages import Said
from .words import Audience

LONGEST = 5_000


class MeaningForm(SeenForm):
    text = Text(
        _("What does this article mean for you?"),
        [required(_("Write what this article means for you."))], longest=2_000,
    )  # fmt: skip


class EditForm(SeenForm):
    text = Text(_("Your message"), [required(_("Write your message."))], longest=LONGEST)


class Press(Form):
    """A button without questions."""


class MessageForm(Form):
    """A new message. Whoever forgets to choose for whom it is, writes to their own side only."""

    message = Text(_("Your message"), [required(_("Write your message."))], longest=LONGEST)
    mentions = SelectMultipleField(_("Ask somebody to look at it"), coerce=int)
    audience = RadioField(_("Who may read this?"), default=Audience.SIDE.value)
    reader = SelectField(_("Which person?"), coerce=int, default=0)

    def __init__(self, person: Person, agreement: Agreement, answers: Said | None = None):
        super().__init__()
        self.answers, self.mine = answers, agreement.party_for(person)
        self.rings = circle.around(person, agreement)
        if answers and not answers.is_shared:
            self._inherit(answers, person)
        else:
            self._offer(policy.speak(person, agreement) is None)

    def _inherit(self, note: Said, person: Person) -> None:
        """An answer to a note is for whom that note was: there is nothing to choose."""
        between = note.other(person) if note.reader_id else None
        people = [between] if between else self.own
        self.rings = [ring._replace(people=[p for p in ring.people if p in people]) for ring in self.rings]
        del self.audience, self.reader
        if between:
            del self.mentions
        else:
            self._name(self.own)

    def _offer(self, speaks: bool) -> None:
        left_out = set() if speaks else {Audience.ALL}
        if not self.everyone:
            left_out.add(Audience.PERSON)
        self.audience.choices = [(kind.value, kind.label) for kind in Audience if kind not in left_out]
        self.reader.choices = [(0, _("Choose a person")), *self._names(self.everyone)]
        self._name(self.everyone)

    def _name(self, people: list[Person]) -> None:
        self.mentions.choices = self._names(people)
        if not people:
            del self.mentions

    def _names(self, people: list[Person]) -> list[tuple[int, str]]:
        party = {p.id: ring.party.name for ring in self.rings for p in ring.people}
        return [(p.id, f"{p.name} ({party[p.id]})") for p in people]

    @property
    def helps(self) -> dict[str, str]:
        """What each choice means, in the words of this side."""
        party = self.mine.name
        if self.mine.collective:
            side = gettext("Only people of %(party)s. The others cannot see that it exists.", party=party)
        else:
            side = gettext(
                "Only people of %(party)s. Somebody can ask for it under the Open Government Act.",
                party=party,
            )
        all_read = gettext("All parties read it at once. What was read cannot be hidden again.")
        one = gettext("Only you and the one you choose, of your side or of another.")
        return {Audience.SIDE: side, Audience.PERSON: one, Audience.ALL: all_read}

    @property
    def everyone(self) -> list[Person]:
        return [person for ring in self.rings for person in ring.people]

    @property
    def own(self) -> list[Person]:
        return [person for ring in self.rings if ring.party is self.mine for person in ring.people]

    @property
    def chosen(self) -> Audience:
        return Audience(self.audience.data) if self.audience else Audience.SIDE

    @property
    def reached(self) -> list[Person]:
        """Who can read it besides the writer."""
        if self.chosen == Audience.ALL:
            return self.everyone
        return self.own if self.chosen == Audience.SIDE else [p for p in [self.one] if p]

    @property
    def one(self) -> Person | None:
        if not self.reader or self.chosen != Audience.PERSON:
            return None
        return next((person for person in self.everyone if person.id == self.reader.data), None)

    @property
    def asked(self) -> list[Person]:
        """Who was chosen or named with @, of those who can read it."""
        ticked = set(self.mentions.data or []) if self.mentions else set()
        named = circle.named_in(self.message.data or "", self.reached)
        return [person for person in self.reached if person.id in ticked or person in named]

    def validate_reader(self, field) -> None:
        if self.chosen == Audience.PERSON and self.one is None:
            raise ValidationError(gettext("Choose the person for whom this is."))

    def validate_mentions(self, field) -> None:
        out = [p.name for p in self.everyone if p.id in (field.data or []) and p not in self.reached]
        if out:
            raise ValidationError(
                gettext("%(names)s cannot read this message. Choose who may read it.", names=", ".join(out))
            )
