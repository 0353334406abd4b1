"""The words of the Wolspinnerij: what two sides type on the way from their values to the seal."""

from datetime import date, timedelta

TITLE = "De Wolspinnerij"
GROUP = "Vereniging De Spil"
SPEAKER, EMAIL = "Aylin Yıldız", "aylin@despil.example"
TOWN = "Gemeente Lindendal"
OFFICER, OFFICER_EMAIL = "Karin de Boer", "karin.de.boer@lindendal.example"
HEAD, HEAD_EMAIL = "Marleen de Groot", "marleen.de.groot@lindendal.example"
ALDERMAN, ALDERMAN_EMAIL = "Pieter Hoekstra", "pieter.hoekstra@lindendal.example"
ADVISER, ADVISER_EMAIL = "Ruud Bakker", "ruud.bakker@brandweer.example"
STATUTES = "statuten, artikel 9"


def in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011 as the visitor's calendar has it


REGISTRATION = {
    "What is your group called?": GROUP,
    "What kind of group is it?": "association",
    "What do you do, or want to do?": "Werkplaatsen, een leerkeuken en repetitieruimte voor de buurt.",
    "In which neighbourhood?": "Spinnerijkwartier",
}
FIRST_CONTACT = {
    "What shall we call it?": TITLE,
    "What is it about?": "Wij willen de oude spinnerij samen weer opendoen.",
    "Where is it?": "Spinnerijpad 1",
    "In which neighbourhood?": "Spinnerijkwartier",
}

# What each writes on trust before the other may read it.
OURS = {
    "What does this value mean here, for you?": "Een sleutel krijgen voordat er een contract is.",
    "Where do you see tension?": "Als elke lamp eerst op papier moet.",
    "What do you ask of the other side?": "Bel ons voordat u een brief stuurt.",
}
THEIRS = {
    "What does this value mean here, for you?": "That we hear of a problem while it is still small.",
    "Where do you see tension?": "The building is listed, so we cannot let everything go.",
    "What do you ask of the other side?": "Tell us before you change a wall.",
}
TOGETHER = "Wij bellen elkaar eerst, en schrijven daarna pas op wat wij afspraken."
EXPECTATION = "Dat één persoon bij de gemeente onze vragen kent, ook in de vakantie."

# Texts that the officer writes, by article and topic.
PLACE = {
    "Address or description of the place": "Spinnerijpad 1",
    "Neighbourhood": "Spinnerijkwartier",
    "Owner": TOWN,
    "In what state is the place now?": "Het dak is dicht. Van de vier trappen zijn er twee veilig.",
}
SUPPORT = {"Who gives it?": TOWN, "Kind of support": "space", "What?": "Het gebouw, zonder huur",
           "How often?": "all the time"}  # fmt: skip
GUIDANCE = "De gemeente stelt een projectleider en betaalt die zelf."
CARE = "Wie schade maakt, meldt die en helpt haar te herstellen."
EXIT = {"What happens to the place?": "De vereniging ruimt het gebouw op."}
TOO_SHORT = {"What happens to the place?": "De vereniging maakt het gebouw leeg binnen één dag."}
NOT_IN_A_DAY = "Een weefgetouw uit elkaar halen duurt al een week. In één dag kan niemand dit."

# And the collective.
ORIGIN = "Drie buurtgroepen maakten een plan. De gemeenteraad wees de spinnerij aan als buurtgebouw."
STEP = {"Decision or step": "Plan van de buurtgroepen", "Date": in_days(-200)}
PURPOSE = "Samen willen wij: een gebouw waar elke bewoner iets kan maken."
WORK = "De vereniging beheert het gebouw en opent vijf dagen per week de werkplaatsen."
PROMISE = {"Who does it?": GROUP, "What?": "De werkplaatsen openen", "How much?": "5", "Of what?": "dagen",
           "By when, for the first time?": in_days(60), "How often?": "every month"}  # fmt: skip
OPENING = "Iedereen uit de stad mag binnenkomen. Een dagdeel maken kost niets."
JOINING = {
    "Who can take part?": "Iedereen uit de stad",
    "On what grounds can somebody be refused?": "Alleen bij gevaar voor anderen",
    "How is that person heard, and who decides?": "In een gesprek met twee bestuursleden",
}
LONGER = "Een werkplaats bouwen kost al een jaar."
SPONSORS = "De vereniging mag zelf sponsors zoeken en meldt ze eens per jaar in haar verslag."

# Tailored: not what the library says, and why that is fair to others.
BEFORE = "Dakpark De Kade"
WHY_TAILORED = "De spinnerij leeft van giften. Vooraf om toestemming vragen kost te veel tijd."
OTHERS = "Wie een jaarverslag met alle giften maakt, mag hetzelfde vragen."
DECISION = {
    "allowed": True,
    "Who decided?": "Marleen de Groot, afdelingshoofd Leefomgeving",
    "Summary for everyone": "Een vereniging met een jaarverslag mag zelf sponsors zoeken.",
}

# Said to all, and said only at home.
TO_ALL = "Kunnen wij de eerste twee jaar elk half jaar samen kijken of de termijn past?"
OUR_NOTE = "Onder ons: vijf jaar is genoeg, maar dat zeggen wij nog niet."
THEIR_NOTE = "Between us: the alderman wants at most six years here."

ADVICE = {
    "Department, body or organisation": "Brandweer Lindendal",
    "Name of the adviser": ADVISER,
    "E-mail address of the adviser": ADVISER_EMAIL,
    "What about, in a few words": "vluchtwegen in de spinnerij",
    "By when?": in_days(21),
}
QUESTION = "Hoeveel mensen mogen er boven zijn zolang twee trappen dicht zijn? Ook als het nul is."
ANSWER = "Boven hooguit dertig mensen. De noordtrap keur ik af; dat is intern nog niet bekend."
IN_PUBLIC = "Boven mogen dertig mensen zijn, tot de derde trap klaar is."

ASKED_CHANGE = "Zet erbij dat boven hooguit dertig mensen zijn zolang twee trappen dicht zijn."
SAFER = "Boven zijn hooguit dertig mensen tegelijk, tot de derde trap klaar is."
HEADS_NOTE = "For our file: the north stairs come in the budget of next year."

WHY_NOT = "Over wie de keuring van de trap betaalt staat er nog niets."
WHO_PAYS = "Wie schade maakt, meldt die. De gemeente betaalt de keuring van de trap."
ON_LEAVE = "Ik ben deze maand weg. De wethouder mag dit ook tekenen."

SECRETS_OF_THE_GROUP = [OUR_NOTE]
SECRETS_OF_THE_TOWN = [THEIR_NOTE, QUESTION, ANSWER, HEADS_NOTE]

HAPPENED = [
    (OFFICER, "began the text of the agreement"),
    (OFFICER, "proposed a text for article 7"),
    (SPEAKER, "made a counter-proposal for article 7"),
    (SPEAKER, "said no to the proposal for article 14, with a reason"),
    (OFFICER, "wrote why article 6 is tailored"),
    (OFFICER, "wrote down the decision on the tailoring of article 6"),
    (OFFICER, "proposed a text for article 14"),
    (SPEAKER, "agreed to article 14"),
    (OFFICER, "agreed to article 7"),
    (OFFICER, "laid the text before those who approve it"),
    (HEAD, "asked for a change of the text"),
    (OFFICER, "for article 10"),
    (SPEAKER, "agreed to article 10"),
    (HEAD, "approved the text"),
    (OFFICER, "froze the text for signing"),
    (SPEAKER, "signed the agreement"),
    (HEAD, "did not sign, and said why"),
    (OFFICER, "for article 10"),
    (HEAD, "approved the text"),
    (OFFICER, "froze the text for signing"),
    (HEAD, "handed the signature over to somebody else"),
    (SPEAKER, "signed the agreement"),
    (ALDERMAN, "signed the agreement"),
    ("", "The agreement is in force: all parties signed"),
    ("", "The paper of the agreement carries the seal of the municipality"),
]
