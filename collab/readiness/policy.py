"""Who may do what about readiness. None is yes, a sentence is why not. It is a gate to nothing."""

from flask_babel import gettext as _

from collab.cases import policy as cases
from collab.cases.afterwards import take_part
from collab.cases.models import Case
from collab.conversations.parties import party_for
from collab.people.models import Person

from .gaps import Gap
from .models import latest_of


def see(person: Person, case: Case) -> str | None:
    """Everyone who takes part may read what all may read."""
    return take_part(person, case)


def begin(person: Person, case: Case) -> str | None:
    """Look again, from the beginning."""
    if (latest := latest_of(case)) and not latest.shared_at:
        return _("This round is not finished yet. Go on with it first.")
    return cases.write(person, case)


def write(person: Person, case: Case) -> str | None:
    if (latest := latest_of(case)) and latest.shared_at:
        return _("Everyone has read it by now. For another view you begin a new round.")
    return cases.write(person, case)


def share(person: Person, case: Case) -> str | None:
    if latest_of(case) is None:
        return _("There is nothing to share yet. Write your view first.")
    return cases.represent(person, case)


def mark(person: Person, case: Case) -> str | None:
    if latest_of(case) is None:
        return _("First all parties share their view. Then you name the gaps together.")
    return cases.write(person, case)


def help(person: Person, gap: Gap) -> str | None:
    """Who lacks it promises, the other side offers. A collective promises nothing to another here."""
    if not gap.is_open:
        return _("This gap is closed already.")
    if gap.help_now:
        return _("There is help on the way for this already.")
    mine = party_for(person, gap.case)
    if mine and mine.key != gap.whose.key and mine.side == gap.whose.side:
        return _("The other side offers help for this, or %(party)s itself.", party=gap.whose.name)
    return cases.represent(person, gap.case)


def settle(person: Person, gap: Gap) -> str | None:
    if not gap.is_open:
        return _("This gap is closed already.")
    return cases.represent(person, gap.case)


def open_to(person: Person, case: Case) -> set[str]:
    actions = {"begin": begin, "write": write, "share": share, "mark": mark}
    return {name for name, rule in actions.items() if rule(person, case) is None}


def open_to_gap(person: Person, gap: Gap) -> set[str]:
    return {name for name, rule in {"help": help, "settle": settle}.items() if rule(person, gap) is None}
