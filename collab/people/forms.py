"""What the pages of people ask."""

from datetime import date

from flask import current_app
from flask_babel import lazy_gettext as _
from wtforms import EmailField, PasswordField, RadioField, SelectField, SubmitField
from wtforms.validators import Email, EqualTo, ValidationError

from collab.clock import today
from collab.forms import Day, Form, Line, required
from collab.i18n import LANGUAGES

from .models import spelled
from .words import Duty

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
EVERYBODY_TRIES = ("wachtwoord", "password", "welkom", "welcome", "geheim", "samenwerken", "123", "qwerty")
FEWEST_CHARACTERS = 5  # different ones; "aaaaaaaaaaaa" is no password


class Address(Line, EmailField):
    """An e-mail address, in the one spelling under which we know people."""

    def __init__(self, label=None, validators=(), **kwargs):
        looks_right = Email(_("Write an e-mail address with an @, for example name@example.com."))
        given = required(_("Write an e-mail address."))
        super().__init__(label, [given, looks_right, *validators], **kwargs)

    def process_formdata(self, valuelist):
        super().process_formdata([spelled(typed) for typed in valuelist])


class SignInForm(Form):
    email = Address(_("E-mail address"))
    password = PasswordField(_("Password"))
    way = SubmitField()

    @property
    def wants_link(self) -> bool:
        return self.way.raw_data == ["link"] or not (self.way.raw_data or self.password.data)

    def validate_password(self, field):
        if not self.wants_link and not field.data:
            raise ValidationError(_("Write your password, or ask for a link by mail."))


class JoinForm(Form):
    name = Line(_("Your name"), [required(_("Write your name."))], longest=100)
    email = Address(_("E-mail address"))


class ArriveForm(Form):
    """A button: mail programs open links, only people press buttons."""


class InvitationForm(Form):
    """The name by which the invited wants to be known."""

    name = Line(_("Your name"), [required(_("Write your name."))], longest=100)
    language = RadioField(_("In which language do we write to you?"), choices=list(LANGUAGES.items()))


class AccountForm(Form):
    name = Line(_("Your name"), [required(_("Write your name."))], longest=100)
    phone = Line(_("Phone number"), longest=30)
    language = RadioField(_("In which language do we write to you?"), choices=list(LANGUAGES.items()))


class NewPasswordForm(Form):
    """`person` decides whether the old password is asked and what the new one may not hold."""

    current = PasswordField(_("Your password now"))
    password = PasswordField(_("New password"), [required(_("Write a new password."))])
    again = PasswordField(
        _("The new password again"), [EqualTo("password", _("The two new passwords are not the same."))]
    )

    def __init__(self, person, **kwargs):
        super().__init__(**kwargs)
        self.person = person
        if not person.password_hash:
            del self.current

    def validate_current(self, field):
        if not self.person.knows(field.data or ""):
            raise ValidationError(_("This is not your password now."))

    def validate_password(self, field):
        if why_not := weakness(field.data, self.person):
            raise ValidationError(why_not)


class StaffForm(Form):
    """Invite somebody of the municipality to a first post."""

    name = Line(_("Name"), [required(_("Write the name."))], longest=100)
    email = Address(_("Work e-mail address"))
    duty = SelectField(_("Post"), choices=[(duty.value, duty.label) for duty in Duty])
    starts_on = Day(_("From"), [required(_("Choose the first day."))], default=today)


class PostForm(Form):
    duty = SelectField(_("Post"), choices=[(duty.value, duty.label) for duty in Duty])
    starts_on = Day(_("From"), [required(_("Choose the first day."))], default=today)


class EndForm(Form):
    """The last day of something that has a start."""

    last_day = Day(_("Last day"), [required(_("Choose the last day."))], default=today)

    @property
    def day(self) -> date:
        return self.last_day.data or today()


def weakness(password: str, person) -> object | None:
    """What makes a password easy to guess. Length counts; we ask for no signs or digits."""
    if len(password) < SHORTEST_PASSWORD:
        return _("Use at least 12 characters. A sentence of your own is easy to remember.")
    if len(password) > LONGEST_PASSWORD:
        return _("Use at most %(number)d characters.", number=LONGEST_PASSWORD)
    if len(set(password)) < FEWEST_CHARACTERS:
        return _("Use more different characters.")
    place = current_app.config["SETTINGS"].municipality_name
    known = [person.email.partition("@")[0], *person.name.split(), place, *EVERYBODY_TRIES]
    rest = password.casefold()
    for word in known:
        rest = rest.replace(word.casefold(), "") if len(word) > 2 else rest
    if len(rest) < SHORTEST_PASSWORD // 2:
        return _("This is easy to guess, because it is mostly your name or a word of this site.")
    return None
