"""What the page for checking asks."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from collab.forms import Form, Line


class CheckForm(Form):
    paper = FileField(_("The PDF file"))
    code = Line(_("The code on the paper"))

    def validate_paper(self, field) -> None:
        if not field.data and not self.code.data:
            raise ValidationError(_("Choose a PDF file, or type the code."))

    @property
    def fingerprint(self) -> str:
        """As people type it: in groups, in capitals, or the whole address that stands under the QR code."""
        typed = (self.code.data or "").strip().rstrip("/").rpartition("/")[2]
        return "".join(typed.split()).lower()
