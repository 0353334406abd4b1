"""What an answer to a proposal asks."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from collab.forms import Form, SeenForm, Text, required


class RejectForm(SeenForm):
    reason = Text(
        _("Why do you say no?"),
        [required(_("Tell the other parties why, so that they can do something with it."))],
        longest=2000,
    )


class UndoForm(SeenForm):
    """`seen` is the number of the step that is taken back."""


class FreezeForm(Form):
    """`digest` is the fingerprint of the text as it was read."""

    digest = HiddenField()
