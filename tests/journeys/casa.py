"""The words of the Huis van Inspraak: what two sides type on the way to their agreement."""

from datetime import date, timedelta

HOUSE = "Huis van Inspraak"
GROUP = "Vier van de Wolweg"
SPEAKER = "Esmée van Rijn"
EMAIL = "esmee@wolweg.example"
OFFICER, OFFICER_EMAIL = "Karin de Boer", "karin.de.boer@lindendal.example"
APPROVER, APPROVER_EMAIL = "Marleen de Groot", "marleen.de.groot@lindendal.example"
ADMINISTRATOR_EMAIL = "stef.wouters@lindendal.example"


def in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011 as the visitor's calendar has it


REGISTRATION = {
    "What is your group called?": GROUP,
    "What kind of group is it?": "informal group",
    "What do you do, or want to do?": "Een werkplaats, een fotoclub, een toneelgroep en hulp bij brieven.",
    "In which neighbourhood?": "Wolkwartier",
}
FIRST_CONTACT = {
    "What shall we call it?": HOUSE,
    "What is it about?": "Wij willen de lege lokalen openen als huis waar de buurt meepraat over de wijk.",
    "Where is it?": "Wolweg 8, begane grond",
    "In which neighbourhood?": "Wolkwartier",
}
ORIGIN = (
    "Vier groepen uit het Wolkwartier deden samen een voorstel. De wijkraad steunt het. "
    "Met de school hiernaast spraken wij af wie wanneer in de lokalen is."
)
DECISIONS = [
    {"Decision or step": "Voorstel van de vier groepen", "Date": in_days(-340)},
    {"Decision or step": "Advies van de afdelingen: ja, mits", "Number": "AD-2026-19", "Date": in_days(-120)},
]
PURPOSE = (
    "Samen willen wij: dat bewoners weten wat er in hun wijk speelt en er iets over te zeggen hebben.\n\n"
    "Wij zien dat het lukt als: plannen van bewoners ook echt worden uitgevoerd."
)
PLACE = {
    "Address or description of the place": "Wolweg 8, begane grond",
    "Neighbourhood": "Wolkwartier",
    "Size": "drie lokalen, samen 180 m²",
    "Owner": "Gemeente Lindendal",
    "In what state is the place now?": "Droog en schoon. De stoep en de verwarming zijn oud.",
}
WORK = (
    "De vier groepen houden een luisterloket, leiden gesprekken over de wijk en geven gratis cursussen.\n\n"
    "De gemeente stelt de lokalen beschikbaar en vertelt de wijk wat hier gebeurt."
)
PROMISES = [
    {"Who does it?": GROUP, "What?": "Luisterloket openhouden", "How much?": "2", "Of what?": "middagen",
     "By when, for the first time?": in_days(60), "How often?": "every month"},
    {"Who does it?": GROUP, "What?": "Gesprek met de wijkraad leiden",
     "By when, for the first time?": in_days(90), "How often?": "every three months"},
    {"Who does it?": "Gemeente Lindendal", "What?": "Sleutels van de lokalen geven", "How much?": "6",
     "Of what?": "sleutels", "By when, for the first time?": in_days(21), "How often?": "once"},
    {"Who does it?": "Gemeente Lindendal", "What?": "De verwarming laten nakijken",
     "By when, for the first time?": in_days(40), "How often?": "once"},
]  # fmt: skip
SUPPORT = [
    {"Who gives it?": "Gemeente Lindendal", "Kind of support": "space", "What?": "De lokalen, zonder huur",
     "How often?": "all the time"},
    {"Who gives it?": "Gemeente Lindendal", "Kind of support": "materials and tools",
     "What?": "Tafels en stoelen", "How much?": "30", "Of what?": "stuks", "From": in_days(21)},
]  # fmt: skip
COSTS = "De vier groepen betalen water en stroom. De gemeente vraagt geen huur."
OPENING = "Het huis is open op werkdagen na schooltijd en op zaterdag. Binnenkomen is gratis."
JOINING = {
    "Who can take part?": "Iedereen uit de wijk, op elk moment",
    "On what grounds can somebody be refused?": "Alleen als iemand de huisregels niet volgt",
    "How is that person heard, and who decides?": "In een gesprek met twee groepen. De gemeente stemt in.",
}
CARE = "Wie schade maakt door eigen schuld, lost die zelf op. De anderen helpen zoeken naar een oplossing."
EXIT = {
    "What happens to the place?": "De groepen ruimen op en geven de sleutels terug.",
    "And to the things?": "Wat op de lijst van de overdracht staat, gaat terug naar de gemeente.",
    "And to what was learned?": "Wij schrijven samen op wat de volgende groep moet weten.",
}
