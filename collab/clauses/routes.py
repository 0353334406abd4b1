"""Doors of the clause library."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from collab.access import READS, may
from collab.agreements.library import ARTICLES, TOPICS, Topic
from collab.agreements.lifecycle import Weight
from collab.clock import today
from collab.db import db
from collab.menu import in_menu
from collab.refs import next_number
from collab.web import me, page, see_other

from . import policy, queries, showing
from .forms import NewWordingForm, NoteForm, RetireForm, WordingForm
from .models import Clause, Reworded
from .shelf import shelf
from .words import Level

bp = Blueprint("clauses", __name__)
in_menu("clauses.index", lazy_gettext("Clause library"), place=60, rule=policy.work_here, within=("clauses",))


@bp.get("/clauses")
@may(policy.read)
def index():
    """The topics in the order of the articles, with how many wordings there are, and which hold a word."""
    word = " ".join(request.args.get("q", "").split())[:80]
    return page("clauses/index.html", word=word, articles=showing.found(ARTICLES, shelf(), word))


@bp.get("/clauses/<topic>")
@may(policy.read)
def show(topic):
    entry = _topic(topic)
    clauses = showing.of_topic(entry, list(db.session.scalars(queries.on_topic(topic))))
    notes = showing.by_clause(db.session.scalars(queries.notes_for(me(), topic)))
    about = {"clauses": clauses, "notes": notes, "may_edit": policy.edit(me()) is None}
    return page("clauses/show.html", topic=entry, shelf=shelf(topic), today=today(), **about)


@bp.route("/clauses/<topic>/<weight>/new", methods=["GET", "POST"])
@may(policy.edit)
def add(topic, weight):
    entry, size = _topic(topic), _weight(weight)
    form = NewWordingForm(valid_from=today())
    if form.validate_on_submit():
        number = next_number(f"clause:{topic}-{size}")
        clause = Clause.begin(entry, size, number, form.fits.data)
        db.session.add(clause)
        clause.word(Level(form.level.data), form.words, form.valid_from.data, seen=-1, by=me())
        flash(_("The wording stands in the library."))
        return see_other(".show", topic=topic)
    return page("clauses/add.html", form, topic=entry, weight=size)


@bp.route("/clauses/<topic>/<weight>/<int:number>/version", methods=["GET", "POST"])
@may(policy.edit)
def reword(topic, weight, number):
    clause = _clause(topic, weight, number)
    form = WordingForm(obj=clause.latest)
    if form.validate_on_submit():
        try:
            clause.word(Level(form.level.data), form.words, form.valid_from.data, seen=form.number, by=me())
        except Reworded as meanwhile:
            return _overtaken(form, meanwhile, clause)
        flash(_("The new version stands in the library. Earlier versions stay as they were."))
        return see_other(".show", topic=topic)
    if request.method == "GET":
        form.seen.data, form.valid_from.data = clause.latest.number, today()
    return page("clauses/reword.html", form, topic=_topic(topic), clause=clause)


@bp.route("/clauses/<topic>/<weight>/<int:number>/retirement", methods=["GET", "POST"])
@may(policy.edit)
def retire(topic, weight, number):
    _topic(topic)
    if request.method not in READS:
        db.session.execute(queries.in_one_order(topic))
    clause = _clause(topic, weight, number)
    others = [it for it in shelf(topic).offered(topic, clause.weight) if it.clause != clause.name]
    form = RetireForm()
    form.replaced_by.choices = [("", _("None")), *((str(it.number), showing.called(it)) for it in others)]
    if form.validate_on_submit():
        chosen = form.replaced_by.data
        successor = _clause(topic, weight, int(chosen)) if chosen else None
        clause.retire(form.why.data, successor, by=me())
        flash(_("The wording is not offered any more. Texts that stand on it keep their words."))
        return see_other(".show", topic=topic)
    return page("clauses/retire.html", form, topic=_topic(topic), clause=clause)


@bp.route("/clauses/<topic>/<weight>/<int:number>/note", methods=["GET", "POST"])
@may(policy.edit)
def note(topic, weight, number):
    clause = _clause(topic, weight, number)
    form = NoteForm()
    if form.validate_on_submit():
        clause.note(form.text.data, by=me())
        return see_other(".show", topic=topic)
    return page("clauses/note.html", form, topic=_topic(topic), clause=clause)


def _overtaken(form, meanwhile: Reworded, clause: Clause):
    """409: both texts, and what was typed ready to be sent again as the version after the new one."""
    form.seen.data = meanwhile.latest.number
    topic = TOPICS[clause.topic]
    answer = page("clauses/overtaken.html", form, topic=topic, clause=clause, latest=meanwhile.latest)
    return answer[0], 409


def _topic(code: str) -> Topic:
    return TOPICS.get(code) or abort(404)


def _weight(weight: str) -> Weight:
    return Weight(weight) if weight in set(Weight) else abort(404)


def _clause(code: str, weight: str, number: int) -> Clause:
    """A wording as it is kept; that of the files before anybody changed it is only read, not kept."""
    topic, size = _topic(code), _weight(weight)
    known = queries.one(code, size, number)
    if request.method in READS:
        begun = Clause.begin(topic, size, 0) if number == 0 else None
        return db.session.scalar(known) or begun or abort(404)
    if number == 0 and (clause_id := db.session.scalar(queries.take_up(code, size))):
        words = topic.wording_for(size)
        db.session.execute(queries.as_version_0(clause_id, {"nl": words.nl, "en": words.en}))
    return db.session.scalar(known.with_for_update(of=Clause)) or abort(404)
