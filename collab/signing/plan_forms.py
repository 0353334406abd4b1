"""What the pages of the plan ask: the order of the parties, and who signs for one of them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, FormField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import Email, Optional, ValidationError

from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.plan import Share
from collab.db import db
from collab.forms import Form, Line, Rows, between
from collab.people.models import Person, spelled
from collab.people.queries import of_address

from .forms import is_same_name

ORDERS = [
    ("no", _("At the same time: everyone gets their link at once")),
    ("yes", _("One after the other: the next gets a link when the one before has signed")),
]


class Guarded(NamedTuple):
    minor: str
    name: str
    email: str


class OrderForm(Form):
    order = RadioField(_("How do the parties sign?"), choices=ORDERS, default="no")

    @property
    def in_order(self) -> bool:
        return self.order.data == "yes"

    def place_of(self, party: Party) -> int:
        return int(self[f"place_{party.key}"].data)


class MinorForm(FlaskForm):
    minor = Line(_("Name of the minor"))
    name = Line(_("Name of the guardian"))
    email = EmailField(
        _("E-mail address of the guardian"),
        [Optional(), Email(_("Write an e-mail address with an @, for example name@example.com."))],
    )

    class Meta:
        csrf = False


class WhoForm(Form):
    named = SelectMultipleField(_("Who signs?"), coerce=int)
    quorum = IntegerField(_("How many of them have to sign?"), [Optional(), between(1, 60)])
    minors = Rows(FormField(MinorForm), _("Minors, who are represented by a guardian"), min_entries=1)
    everyone_signs = False

    @classmethod
    def of(cls, share: Share, people: list[Person], everyone_signs: bool) -> "WhoForm":
        """As the plan is now; in an informal group everyone who is named signs unless they say otherwise."""
        named = [one.person for one in share.named if not one.minor]
        minors = [_row(one) for one in share.named if one.minor]
        form = cls(quorum=share.quorum if share.named or share.quorum > 1 else None, minors=minors)
        form.everyone_signs = everyone_signs
        form.named.choices = [(person.id, person.name) for person in people]
        if not form.is_submitted():
            form.named.data = named
        return form

    @property
    def needed(self) -> int:
        count = self._count()
        return self.quorum.data or (count if self.everyone_signs and count else 1)

    @property
    def adults(self) -> list[int]:
        """Each of them once, however often the form names them."""
        return list(dict.fromkeys(self.named.data or ()))

    def guarded(self) -> Iterator[Guarded]:
        rows = (row.form for row in self.minors if row.form.minor.data)
        filled = (Guarded(form.minor.data, form.name.data, form.email.data) for form in rows)
        yield from {(one.minor, spelled(one.email or "")): one for one in filled}.values()

    def validate_minors(self, field: Any) -> None:
        for row in field:
            answers = [row.form.minor.data, row.form.name.data, row.form.email.data]
            if any(answers) and not all(answers):
                raise ValidationError(
                    gettext("Fill in the minor, the guardian and the address of the guardian.")
                )
            if all(answers):
                _expect_guardian(row.form.email.data, row.form.name.data)

    def validate_quorum(self, field: Any) -> None:
        count = self._count()
        if field.data and count and field.data > count:
            raise ValidationError(gettext("You named %(count)d people, so no more can sign.", count=count))

    def _count(self) -> int:
        return len(self.adults) + sum(1 for _minor in self.guarded())


def order_form(agreement: Agreement) -> OrderForm:
    """The form for these parties: the place of each in the row."""
    places = [(str(n), str(n)) for n in range(1, len(agreement.parties) + 1)]
    fields: dict[str, Any] = {
        f"place_{party.key}": SelectField(party.name, choices=places) for party in agreement.parties
    }
    plan = agreement.plan
    now = {f"place_{party.key}": str(plan.share_of(party.key).place) for party in agreement.parties}
    return type("ThisOrderForm", (OrderForm,), fields)(data={"order": "yes" if plan.in_order else "no"} | now)


def _row(one: Any) -> dict[str, str]:
    guardian = db.session.get_one(Person, one.person)
    return {"minor": one.minor, "name": guardian.name, "email": guardian.email}


def _expect_guardian(email: str, name: str) -> None:
    """Nobody who is on the other side; and an address does not tell whose it is."""
    person = db.session.scalar(of_address(email))
    if person and person.is_officer:
        raise ValidationError(gettext("Somebody of the municipality cannot sign for a collective."))
    if person and not is_same_name(person.name, name):
        raise ValidationError(
            gettext("This address is known here under another name. Look at the name and the address again.")
        )
