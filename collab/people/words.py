"""The words of this slice: sides, duties, purposes of a link."""

from datetime import timedelta
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _


class Side(StrEnum):
    COLLECTIVE = "collective"
    MUNICIPALITY = "municipality"

    @property
    def other(self) -> "Side":
        return Side.MUNICIPALITY if self == Side.COLLECTIVE else Side.COLLECTIVE

    @property
    def label(self):
        return {Side.COLLECTIVE: _("the collective"), Side.MUNICIPALITY: _("the municipality")}[self]


class Duty(StrEnum):
    """What somebody does at the municipality. Everyone with a duty is a civil servant."""

    OFFICER = "officer"
    INTEGRAL_TEAM = "integral_team"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    MANDATE_HOLDER = "mandate_holder"
    ADMINISTRATOR = "administrator"

    @property
    def label(self):
        return {
            Duty.OFFICER: _("civil servant"),
            Duty.INTEGRAL_TEAM: _("integral team"),
            Duty.COORDINATOR: _("coordinator of the integral team"),
            Duty.MANAGER: _("manager"),
            Duty.MANDATE_HOLDER: _("mandate holder"),
            Duty.ADMINISTRATOR: _("administrator"),
        }[self]


class Channel(StrEnum):
    """How somebody likes to be reached."""

    HERE = "here"
    MAIL = "mail"
    PHONE = "phone"
    MEETING = "meeting"

    @property
    def label(self):
        return {
            Channel.HERE: _("by a message in the cooperation"),
            Channel.MAIL: _("by mail"),
            Channel.PHONE: _("by phone"),
            Channel.MEETING: _("in person, by appointment"),
        }[self]


class Purpose(StrEnum):
    SIGN_IN = "sign_in"
    INVITATION = "invitation"

    @property
    def lifetime(self) -> timedelta:
        return timedelta(minutes=30) if self == Purpose.SIGN_IN else timedelta(days=14)


def link_is_over() -> str:
    return gettext("This link was used already or is too old. Ask for a new one on the sign-in page.")


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad",
    "Windows": "Windows", "Mac OS": "Mac", "Linux": "Linux",
}  # fmt: skip


def device_called(agent: str) -> str:
    """What people would call the browser that says this of itself."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), gettext("A browser"))
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    return gettext("%(browser)s on %(system)s", browser=browser, system=system) if system else browser
