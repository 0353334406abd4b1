"""What deserves a look in a text, though nobody's mistake: things that end before the agreement does."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from collab.clock import today

from .beginning import day, term_of, terms_of

if TYPE_CHECKING:
    from .models import Agreement


def remarks(agreement: "Agreement") -> list[tuple[int, str]]:
    """Number of the article and a sentence, per thing that ends too early or with nobody to carry it on."""
    return [*_term(agreement), *_permits(agreement), *_support(agreement)]


def _term(agreement: "Agreement") -> Iterator[tuple[int, str]]:
    last = agreement.ends_on or term_of(agreement)[1]
    if last and last < today():
        yield 7, _("The last day of the term has passed already.")


def _permits(agreement: "Agreement") -> Iterator[tuple[int, str]]:
    last = agreement.ends_on or term_of(agreement)[1]
    for permit in terms_of(agreement, "A29") or []:
        ends_on = day(permit.get("ends_on"))
        if ends_on and (last is None or ends_on < last):
            yield 4, _("“%(permit)s” ends before the agreement does.", permit=permit["kind"])


def _support(agreement: "Agreement") -> Iterator[tuple[int, str]]:
    last = agreement.ends_on or term_of(agreement)[1]
    for row in terms_of(agreement, "A10") or []:
        until = day(row.get("until"))
        early = until and (last is None or until < last)
        if early and not row.get("successor"):
            yield (
                6,
                _(
                    "“%(what)s” ends before the agreement does, and nobody is named to carry it on.",
                    what=row["what"],
                ),
            )
