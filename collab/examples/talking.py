"""A conversation about one article while its text is being written, to all and among ourselves."""

from typing import TYPE_CHECKING

from collab.db import db
from collab.discussion.comments import Comment
from collab.discussion.meanings import Meaning
from collab.discussion.messages import Place, Said
from collab.discussion.notes import Note

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road

ARTICLE = 7
WORDS = {
    "question": "Met vier jaar krijgen wij de inrichting niet betaald. Kunt u naar zes jaar kijken?",
    "ours": "Als zes jaar niet lukt, is vijf jaar met een verlenging voor ons ook goed.",
    "theirs": "Voor de laatste twee jaar staat nog geen geld apart. Met een voorbehoud kan het wel.",
    "answer": "Zes jaar lijkt mij mogelijk. Ik vraag het na bij ons afdelingshoofd, u hoort het deze week.",
    "our_meaning": "Wij hebben zes jaar zekerheid over het plein. Wij zitten er dus ook zes jaar aan vast.",
    "their_meaning": "Wij houden het plein zes jaar vrij. Voor elk jaar is geld in de begroting nodig.",
}


def discuss(road: "Road") -> Story:
    """Only where the text is still on the table, and after it began."""
    if not road.reaches("drafting") or road.reaches("signing"):
        return
    yield road.ago(6, 15, 10)
    question = _all(road, "question", road.lead)
    yield road.ago(6, 16, 40)
    Meaning.write(road.agreement.article(ARTICLE), WORDS["our_meaning"], seen=0, by=road.lead)
    yield road.ago(5, 9, 15)
    _aside(road, "theirs", road.contact, question)
    yield road.ago(4, 11, 5)
    _all(road, "answer", road.contact, question)
    Meaning.write(road.agreement.article(ARTICLE), WORDS["their_meaning"], seen=0, by=road.contact)
    yield road.ago(3, 19, 20)
    _aside(road, "ours", road.lead, question)


def _all(road: "Road", words: str, by, answers: Said | None = None) -> Comment:
    said = Comment.write(Place(road.agreement, ARTICLE, answers), WORDS[words], by=by)
    db.session.add(said)
    return said


def _aside(road: "Road", words: str, by, answers: Said) -> None:
    db.session.add(Note.write(Place(road.agreement, ARTICLE, answers), WORDS[words], by=by))
