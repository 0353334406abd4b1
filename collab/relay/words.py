"""The words of a hand-over: places that change hands, how far it is, who reads what is sensitive."""

from flask_babel import lazy_gettext as _

from collab.cases.handing import LABELS
from collab.collectives.words import Named
from collab.deadlines import Kind
from collab.support.words import State


class Place(Named):
    CONTACT = "contact", _("contact person")
    DEPUTY = "deputy", _("deputy")
    REPRESENTATIVE = "representative", _("representative")


class Progress(Named):
    BEGUN = "begun", _("begun")
    COMPLETED = "completed", _("relay letter written")
    ACKNOWLEDGED = "acknowledged", _("relay letter read by the successor")
    INTRODUCED = "introduced", _("introduced")


class Readers(Named):
    SUCCESSOR = "successor", _("only my successor")
    BOTH = "both", _("both sides")


class Meeting(Named):
    """How far an introduction is."""

    NOT_YET = "not_yet", _("not planned yet")
    PLANNED = "planned", _("planned")
    SAID = "said", _("to be confirmed")
    DONE = "done", _("done")


def state_label(code: str) -> object:
    return State(code).label


def kind_label(code: str) -> object:
    return Kind(code).label


def task_label(code: str) -> object:
    return LABELS[code]
