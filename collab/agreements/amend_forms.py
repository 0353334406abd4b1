"""What changing an agreement in force asks."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from wtforms import SelectField
from wtforms.validators import ValidationError

from collab.collectives.models import Collective
from collab.db import db
from collab.forms import Day, Form, Line, Text, required


class AmendForm(Form):
    reason = Text(
        _("Why should the agreement change?"),
        [required(_("Say why, so that all parties can follow it."))],
        longest=2000,
    )


class JoinForm(Form):
    """By its number in the register: whoever joins tells it, and nobody has to see the whole register."""

    collective = Line(_("Who joins?"), [required(_("Fill in its number in the register."))])
    starts_on = Day(_("From which day?"), [required(_("Fill in the first day."))])

    def validate_collective(self, field) -> None:
        if field.data and self.found is None:
            raise ValidationError(gettext("There is no party with this number in the register."))

    @property
    def found(self) -> Collective | None:
        return db.session.scalar(select(Collective).where(Collective.ref == (self.collective.data or "")))


class LeaveForm(Form):
    party = SelectField(_("Who leaves?"), validators=[required(_("Choose who leaves."))])
    ends_on = Day(_("Up to and including which day?"), [required(_("Fill in the last day."))])


class StopForm(Form):
    reason = Text(
        _("Why does this change not go on?"),
        [required(_("Tell the other parties why."))],
        longest=2000,
    )
