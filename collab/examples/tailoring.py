"""The library and the tailoring of the invented town: a text to fall back on, one retired, a reason given."""

from typing import TYPE_CHECKING

from collab.agreements.library import TOPICS, Words
from collab.agreements.lifecycle import Weight
from collab.clauses.models import Clause
from collab.clauses.words import Level
from collab.clock import today
from collab.db import db
from collab.people.models import Person
from collab.refs import next_number
from collab.tailoring import queries
from collab.tailoring.models import Account, Decided, Deviation
from collab.tailoring.reading import read
from collab.tailoring.words import Outcome

from .past import Story

if TYPE_CHECKING:
    from .lindendal import Road

LONG_TERM = Words(
    nl="De looptijd staat hieronder. Elk jaar kijken wij samen of de termijn nog past. Uiterlijk een"
    " jaar voor het einde bespreken wij of wij verlengen. Wie bomen plant of verbouwt, krijgt de "
    "tijd om die kosten terug te zien.",
    en="The term is shown below. Each year we look together whether it still fits. At least a year "
    "before the end we discuss whether we extend. Who plants trees or rebuilds gets the time to "
    "see those costs return.",
)
SPONSORS_OLD = Words(
    nl="Het collectief vraagt eerst toestemming voor elke sponsor.",
    en="The collective first asks permission for every sponsor.",
)
SPONSORS = Words(
    nl="Het collectief mag sponsors zoeken en meldt vooraf wie dat zijn. De gemeente kan binnen tien"
    " werkdagen zeggen waarom een sponsor niet past.",
    en="The collective may look for sponsors and says beforehand who they are. The municipality can "
    "say within ten working days why a sponsor does not fit.",
)
REASON = Account(
    "Het park leeft van giften van bezoekers en ondernemers. Met de standaardtekst moest elke "
    "gift eerst langs de gemeente, en dat paste niet bij hoe de stichting werkt.",
    ["trust", "autonomy"],
    "Een stichting met een eigen jaarrekening mag zelf geld ophalen, als de opbrengst naar de plek gaat.",
)
SUMMARY = (
    "Een stichting die een park beheert mag zelf giften en sponsors zoeken. De opbrengst gaat "
    "naar het park en staat in de jaarrekening."
)


def tailor(road: "Road") -> Story:
    """In the last month: the integral team works on the library, and one point gets its account."""
    if road.spec["title"] != "Dakpark De Kade":
        return
    yield road.ago(30, 9)
    noor = road.cast["Noor Verbeek"]
    _add("A07", "Als er lang wordt geplant of verbouwd.", Level.ACCEPTABLE, LONG_TERM, noor)
    old = _add("A27", "Als er sponsors komen.", Level.NEEDS_APPROVAL, SPONSORS_OLD, noor)
    yield road.ago(21, 11)
    new = _add("A27", "Als er sponsors komen, zonder toestemming vooraf.", Level.ACCEPTABLE, SPONSORS, noor)
    old.retire("Vragen om toestemming kostte beide partijen veel tijd.", new, by=noor)
    yield road.ago(16, 14)
    deviation = Deviation.open(road.agreement, TOPICS["A27"])
    deviation.explain(REASON, seen=0, by=road.lead)
    yield road.ago(12, 10)
    head = "Marleen de Groot, afdelingshoofd Leefomgeving"
    decided = Decided(Outcome.ALLOWED, head, today(), None, SUMMARY)
    deviation.decide(decided, seen=0, by=road.contact)
    db.session.flush()
    for wording in db.session.scalars(queries.unread()).all():
        db.session.execute(queries.as_read(wording, list(read(wording))))


def _add(code: str, fits: str, level: Level, words: Words, by: Person) -> Clause:
    number = next_number(f"clause:{code}-{Weight.COMPLEX}")
    clause = Clause.begin(TOPICS[code], Weight.COMPLEX, number, fits)
    db.session.add(clause)
    clause.word(level, words, today(), seen=-1, by=by)
    return clause
