"""Doors of the size of an agreement: four questions, asking for another size, and beginning a text."""

from collections.abc import Callable
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from collab.cases import policy as cases
from collab.cases.lifecycle import BEFORE_SIGNING
from collab.cases.models import Case
from collab.db import db
from collab.errors import NotNow
from collab.forms import SeenForm
from collab.panels import panel
from collab.people.models import Person
from collab.web import me, page, see_other

from . import burden, policy, proportion
from .lifecycle import Status, Weight
from .models import Agreement
from .routes import allows, allows_case, bp
from .size_forms import AnswersForm, AskForm, DeclineForm, DraftForm
from .weighing import Weighing, last_answers, open_ask, weight_of

EARLY = BEFORE_SIGNING
IS_OPEN = {Status.NEGOTIATING, Status.SIGNING, Status.ACTIVE}
Sized = Case | Agreement


def see(person: Person, thing: Sized) -> None:
    """Everyone for whom it exists may read it."""


def weigh(person: Person, thing: Sized) -> str | None:
    """Before there is a text, on the cooperation; after that, on the text."""
    if isinstance(thing, Agreement):
        return policy.weigh(person, thing)
    if any(agreement.status in IS_OPEN for agreement in thing.agreements):
        return _("There is a text already. Its size is changed on the page of the agreement.")
    if thing.stage not in EARLY:
        return _("The size can be chosen while an agreement is being made.")
    return cases.represent(person, thing)


def sized(path: str, rule: Callable, **how) -> Callable:
    """Two doors to one page: the one at a text locks it, so that its size and its freezing take turns."""

    def register(view: Callable) -> Callable:
        for place, allow in (("cases", allows_case), ("agreements", allows)):
            guarded = allow(rule)(view)
            bp.add_url_rule(f"/{place}/<ref>/{path}", f"{view.__name__}_of_{place}", guarded, **how)
        return view

    return register


@bp.route("/cases/<ref>/agreement", methods=["GET", "POST"])
@allows_case(policy.draft)
def draft(case):
    """Begin in the size that was weighed last; when nobody did, the four questions are on this page."""
    form = DraftForm(asks_size=weight_of(case) is None)
    if form.validate_on_submit():
        if form.asks_size:
            Weighing.weigh(case, form.answers, by=me())
        agreement = Agreement.draft(case, weight_of(case) or Weight.LIGHT, form.language.data, by=me())
        db.session.add(agreement)
        return see_other(".show", ref=agreement.ref)
    return page("agreements/draft.html", form, case=case, weight=weight_of(case), asked=open_ask(case))


@sized("size", see)
def size(thing):
    """What each size asks, side by side, and which one fits."""
    return page("sizes/show.html", **_shown(thing))


@sized("size/answers", weigh, methods=["GET", "POST"])
def size_answers(thing):
    last = last_answers(_case(thing))
    form = AnswersForm(data=last.answers if last else proportion.USUAL)
    form.must_explain = weight_of(_case(thing))
    if form.validate_on_submit():
        weighing = Weighing.weigh(_case(thing), form.answers, form.reason.data or "", by=me())
        flash(_("The answers propose: %(size)s.", size=weighing.asked.label))
        return _back(thing)
    return page("sizes/answers.html", form, **_about(thing))


@sized("size/question", weigh, methods=["GET", "POST"])
def size_question(thing):
    """Ask the other side for another size."""
    form = AskForm(weight_of(_case(thing)))
    if form.validate_on_submit():
        Weighing.ask(_case(thing), Weight(form.weight.data), form.reason.data, by=me())
        flash(_("The question is asked. The size changes when all parties agree."))
        return _back(thing)
    return page("sizes/ask.html", form, **_about(thing))


@sized("size/consent", weigh, methods=["POST"])
def size_consent(thing):
    form = SeenForm()
    if form.validate_on_submit():
        _asked(thing, form.number).agree(by=me())
        flash(_("You agreed to the other size."))
    return _back(thing)


@sized("size/refusal", weigh, methods=["GET", "POST"])
def size_refusal(thing):
    asked = open_ask(_case(thing))
    form = DeclineForm(seen=asked.number if asked else 0)
    if form.validate_on_submit():
        _asked(thing, form.number).decline(form.reason.data, by=me())
        flash(_("The size stays as it is. The other side reads why."))
        return _back(thing)
    return page("sizes/decline.html", form, asked=asked, **_about(thing))


@sized("size/return", weigh, methods=["POST"])
def size_return(thing):
    form = SeenForm()
    if form.validate_on_submit():
        _asked(thing, form.number).take_back(by=me())
        flash(_("You do not ask for another size any more."))
    return _back(thing)


@panel("acquaintance", order=40)
def size_to_come(case: Case) -> str | None:
    """Before there is a text: what size fits, or what it will be."""
    if case.agreements or case.stage not in EARLY:
        return None
    about = {"case": case, "weight": weight_of(case), "asked": open_ask(case)}
    return render_template("sizes/panel.html", may=weigh(me(), case) is None, **about)


@panel("size")
def size_of_text(agreement: Agreement) -> str:
    about = {"agreement": agreement, "asked": open_ask(agreement.case)}
    return render_template("sizes/meter.html", burden=burden.of_text(agreement), **about)


def door(thing: Sized, name: str) -> str:
    """The address of a page about the size: at the text where there is one."""
    place = "agreements" if isinstance(thing, Agreement) else "cases"
    return url_for(f"agreements.{name}_of_{place}", ref=thing.ref)


@bp.app_template_filter()
def marked(weight: Weight, holds: Weight | None, proposed: Weight | None) -> str:
    """The name of a size, and whether it holds or is proposed."""
    said = [_("now")] if weight == holds else []
    said += [_("proposed")] if weight == proposed else []
    name = str(weight.label).capitalize()
    return f"{name} ({', '.join(said)})" if said else name


def _shown(thing: Sized) -> dict[str, Any]:
    case = _case(thing)
    return _about(thing) | {
        "asked": open_ask(case),
        "last": last_answers(case),
        "mine": me(),
        "may": weigh(me(), thing) is None,
        "why_not_begin": policy.draft(me(), case),
        "burdens": {weight: burden.of_class(case, weight) for weight in Weight},
        "text": burden.of_text(thing) if isinstance(thing, Agreement) else None,
    }


def _about(thing: Sized) -> dict[str, Any]:
    case = _case(thing)
    agreement = thing if isinstance(thing, Agreement) else None
    words = {"asks": proportion.ASKS, "because": proportion.because, "assumed": burden.ASSUMED}
    return words | {
        "thing": thing,
        "case": case,
        "agreement": agreement,
        "weight": agreement.weight if agreement else weight_of(case),
        "door": door,
    }


def _asked(thing: Sized, seen: int) -> Weighing:
    """The question that this person saw; when another one lies there now, they look again first."""
    asked = open_ask(_case(thing))
    if asked is None or asked.number != seen:
        raise NotNow(_("This question about the size has been answered or taken back."))
    return asked


def _case(thing: Sized) -> Case:
    return thing.case if isinstance(thing, Agreement) else thing


def _back(thing: Sized):
    return see_other(f".size_of_{'agreements' if isinstance(thing, Agreement) else 'cases'}", ref=thing.ref)
