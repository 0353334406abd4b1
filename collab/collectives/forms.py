"""What the pages of the register ask."""

import re

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from collab.clock import today
from collab.forms import Day, Form, Line, Text, required
from collab.people.forms import Address

from .words import Ground, Kind, LegalForm, MemberRole

KVK = re.compile(r"[0-9]{8}")


class RegisterForm(Form):
    """The first few facts; everything else can wait."""

    name = Line(
        _("What is your group called?"), [required(_("Write a name. A working name is good."))], longest=120
    )
    kind = SelectField(
        _("What kind of group is it?"), choices=Kind.choices(), default=Kind.INFORMAL_GROUP, coerce=Kind
    )
    legal_form = RadioField(
        _("Does it have a legal form?"),
        choices=LegalForm.choices(),
        default=LegalForm.NONE_YET,
        coerce=LegalForm,
    )
    kvk_number = Line(_("KvK number"))
    about = Text(_("What do you do, or want to do?"), longest=4000)
    neighbourhoods = Line(_("In which neighbourhood?"))

    def validate_kvk_number(self, field):
        eight_digits(field)


class RegisterForOthersForm(RegisterForm):
    """A civil servant enters a collective and says who speaks for it."""

    person_name = Line(_("Who speaks for the collective?"), [required(_("Write the name."))], longest=100)
    person_email = Address(_("Their e-mail address"))


class InviteForm(Form):
    name = Line(_("Name"), [required(_("Write the name."))], longest=100)
    email = Address(_("E-mail address"))
    role = RadioField(_("Role"), choices=MemberRole.choices(), default=MemberRole.READER, coerce=MemberRole)


class RoleForm(Form):
    role = RadioField(_("Role"), choices=MemberRole.choices(), coerce=MemberRole)


class AuthorityForm(Form):
    """`people` are those who belong to the collective now."""

    person = SelectField(_("Who may sign?"), coerce=int)
    ground = RadioField(_("What does this rest on?"), choices=Ground.choices(), coerce=Ground)
    reference = Line(_("Where does it stand?"), longest=300)
    starts_on = Day(_("From"), [required(_("Choose the first day."))], default=today)
    ends_on = Day(_("Up to and including"), [Optional()])

    def __init__(self, people, **kwargs):
        super().__init__(**kwargs)
        self.person.choices = [(person.id, person.name) for person in people]

    def validate_reference(self, field):
        if self.ground.data != Ground.SELF and not field.data:
            raise ValidationError(_("Say where it stands, so that others can look it up."))

    def validate_ends_on(self, field):
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("This day lies before the first day."))


def eight_digits(field) -> None:
    """A KvK number keeps its leading zeros; it may be typed with dots or blanks."""
    field.data = re.sub(r"[ .]", "", field.data or "") or None
    if field.data and not KVK.fullmatch(field.data):
        raise ValidationError(_("A KvK number has 8 digits. Leave it empty if there is none."))
