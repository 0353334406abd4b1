"""Doors of the conversation before the text: each party for itself, then all together."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext as _

from collab.access import guard
from collab.cases.models import Case
from collab.cases.queries import visible_to as visible_cases
from collab.forms import DoneForm, SeenForm
from collab.web import me, numbered, page, see_other

from . import policy, recurring, showing
from .forms import BeginForm, JointForm, ReadyForm, WordsForm
from .models import Conversation
from .statements import Overtaken
from .words import Reason, Value

bp = Blueprint("conversations", __name__)
# Everything said before the text hangs on the cooperation, so its row is where writers take turns.
allows = guard(Case, visible_cases)


@bp.get("/cases/<ref>/acquaintance")
@allows(policy.see)
def index(case):
    """Where the parties get acquainted: values, expectations, and what later slices put here."""
    return page("conversations/index.html", case=case, **showing.acquaintance(case))


@bp.route("/cases/<ref>/conversations/new", methods=["GET", "POST"])
@allows(policy.begin)
def begin(case):
    form = BeginForm(is_first=not case.conversations)
    if form.validate_on_submit():
        begun = Conversation.begin(case, form.chosen, by=me())
        flash(_("The values conversation has begun. Each side writes for itself now."))
        return see_other(".show", ref=case.ref, number=begun.number)
    asked = recurring.asked_now(case)
    if request.method == "GET" and asked and form.reason:
        form.reason.data = Reason(asked.data["reason"])
    return page("conversations/begin.html", form, case=case)


@bp.post("/cases/<ref>/conversations/postponement")
@allows(policy.represent)
def put_off(case):
    if DoneForm().validate_on_submit():
        recurring.put_off(case, by=me())
        flash(_("You are asked again in a year. Anyone can begin one earlier."))
    return see_other(".index", ref=case.ref)


@bp.get("/cases/<ref>/conversations/<int:number>")
@allows(policy.see)
def show(case, number):
    conversation = conversation_of(case, number)
    about = showing.conversation(conversation)
    if conversation.opened_at:
        return page("conversations/beside.html", **about)
    return page("conversations/show.html", ReadyForm(seen=showing.as_pairs(about["mine"])), **about)


@bp.route("/cases/<ref>/conversations/<int:number>/values/<value>", methods=["GET", "POST"])
@allows(policy.write)
def write(case, number, value):
    conversation, value = conversation_of(case, number), value_of(value)
    form = WordsForm()
    if form.validate_on_submit():
        try:
            conversation.write(value, form.words, form.number, by=me())
        except Overtaken as meanwhile:
            return showing.overtaken_words(form, conversation, value, meanwhile.latest)
        if "next" in request.form and value.following:
            return see_other(".write", ref=case.ref, number=number, value=value.following)
        return see_other(".show", ref=case.ref, number=number)
    if request.method == "GET" and "write" not in policy.open_to(me(), conversation):
        return see_other(".show", ref=case.ref, number=number)
    about = showing.own_words(conversation, value)
    if request.method == "GET" and (latest := about["latest"]):
        form.meaning.data, form.tension.data, form.request.data = latest.words
        form.seen.data = latest.number
    return page("conversations/write.html", form, **about)


@bp.post("/cases/<ref>/conversations/<int:number>/sharing")
@allows(policy.represent)
def set_ready(case, number):
    conversation, form = conversation_of(case, number), ReadyForm()
    if form.validate_on_submit():
        conversation.set_ready(form.pairs, by=me())
        flash(
            _("All parties are ready. You can read each other's texts now.")
            if conversation.opened_at
            else _("Your text is ready. The others read it as soon as all are ready.")
        )
    return see_other(".show", ref=case.ref, number=number)


@bp.post("/cases/<ref>/conversations/<int:number>/sharing/withdrawal")
@allows(policy.represent)
def take_back(case, number):
    conversation = conversation_of(case, number)
    if DoneForm().validate_on_submit():
        conversation.take_back(by=me())
        flash(_("You can write on. Set your text ready again when you are done."))
    return see_other(".show", ref=case.ref, number=number)


@bp.route("/cases/<ref>/conversations/<int:number>/joint-words/<value>", methods=["GET", "POST"])
@allows(policy.write)
def propose(case, number, value):
    conversation, value = conversation_of(case, number), value_of(value)
    form = JointForm()
    if form.validate_on_submit():
        try:
            conversation.propose(value, form.text.data, form.tension.data or "", seen=form.number, by=me())
        except Overtaken as meanwhile:
            return showing.overtaken_joint(form, conversation, value, meanwhile.latest)
        flash(_("Your words are on the table. The others are asked to agree."))
        return see_other(".show", ref=case.ref, number=number, _anchor=value)
    if request.method == "GET" and "propose" not in policy.open_to(me(), conversation):
        return see_other(".show", ref=case.ref, number=number)
    latest = conversation.latest_words(value)
    if request.method == "GET" and latest:
        form.text.data, form.tension.data, form.seen.data = latest.text, latest.tension, latest.number
    about = showing.conversation(conversation) | {"value": value, "latest": latest}
    return page("conversations/joint.html", form, **about)


@bp.post("/cases/<ref>/conversations/<int:number>/joint-words/<value>/consent")
@allows(policy.represent)
def agree(case, number, value):
    conversation, value, form = conversation_of(case, number), value_of(value), SeenForm()
    if form.validate_on_submit():
        try:
            conversation.agree(value, form.number, by=me())
        except Overtaken as meanwhile:
            return showing.overtaken_joint(None, conversation, value, meanwhile.latest)
        flash(_("You say this together now."))
    return see_other(".show", ref=case.ref, number=number, _anchor=value)


def conversation_of(case: Case, number: int) -> Conversation:
    return numbered(case.conversations, number)


def value_of(name: str) -> Value:
    if name not in set(Value):
        abort(404)
    return Value(name)
