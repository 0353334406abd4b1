"""A long agreement in which every topic with facts has them."""

from .light import light
from .samples import HOUSING, agreement, help_with, promise, says

WHAT_WE_PROMISE = [
    promise("LINDE", "Tuin open van april tot en met oktober", "yearly", amount=20, unit="uur per week"),
    promise("LINDE", "Activiteiten voor de hele buurt", "yearly", amount=4, unit="keer per jaar"),
    promise("LINDE", "Onderhoud van beplanting, paden en kas"),
    promise("LINDE", "Snoeiafval scheiden en composteren"),
    promise("LINDE", "Verslag van één bladzijde over wat goed ging, wat niet, en wat het kostte", "half_yearly",
            due_on="2027-07-15", until="2029-12-31"),
    promise("LINDE", "Verzekering voor aansprakelijkheid", "once", due_on="2027-01-01"),
    promise("municipality", "Bijdrage voor de coördinator", "yearly", amount=4500, unit="EUR", due_on="2027-02-01"),
    promise("municipality", "Onderhoud van hek, verlichting en bestaande bomen"),
    promise("municipality", "Sleutels van de berging en de poort", "once", due_on="2027-01-01"),
    promise("municipality", "Vrijwilligersverzekering"),
]  # fmt: skip
WHAT_HELPS = [
    help_with("space", "Gebruik van het terrein zonder huur", starts_on="2027-01-01", until="2029-12-31",
              successor="Afdeling Vastgoed"),
    help_with("materials", "Water en stroom bij de kas", amount=200, unit="m³ per jaar"),
    help_with("money", "Startgeld voor gereedschap", amount="1250.50", unit="euro", until="2027-06-30"),
    help_with("staff", "Aanspreekpunt met vervanger, reactie binnen tien werkdagen", amount=2, unit="uur per week"),
    help_with("networks", "Rondleidingen voor andere buurten die een tuin willen beginnen", by="LINDE"),
]  # fmt: skip
EXIT = {
    "place": "Gaat terug naar de gemeente, schoon en begaanbaar. De kas mag blijven staan.",
    "things": "Gereedschap en planten blijven van het collectief.",
    "money": "Wat van de bijdrage over is, gaat terug; wat is uitgegeven, hoeft niet terug.",
    "data": "De ledenlijst wordt na een jaar gewist.",
    "people": "De coördinator krijgt drie maanden van tevoren bericht.",
    "knowledge": "Het beplantingsplan is van iedereen, onder een open licentie.",
    "name": "De naam Buurttuin De Linde blijft van het collectief.",
}


def complex_agreement() -> dict:
    short = {article["title"]: article["provisions"] for article in light()["articles"]}
    who, _came = short["Wie wij zijn"]
    return agreement("complex", [
        ("Wie wij zijn", [
            {**who, "text": who["text"] + "\n\nVerandert een aanspreekpunt, dan laten wij dat binnen een week weten en"
             " maken wij binnen twee weken kennis."},
            says("A02", "Hoe wij hier kwamen", "Sinds 2024 werken wij samen op grond van overeenkomst LD-2023-014. Op"
                 " 5 november 2026 evalueerden wij die samenwerking. Beide partijen willen verder.",
                 [{"title": "Besluit van de ledenvergadering", "number": None, "on": "2026-10-01"},
                  {"title": "Collegebesluit over de Lindenbuurt", "number": "B-2026-418", "on": "2026-11-24"}]),
        ]),
        ("Ons gezamenlijke doel", [{**short["Ons gezamenlijke doel"][0], "text":
            short["Ons gezamenlijke doel"][0]["text"] + "\n\nWij zien dat het lukt als:\n– de tuin open is;\n– nieuwe"
            " mensen meedoen;\n– buren elkaar beter kennen."}]),
        ("Onze waarden", short["Onze waarden"]),
        ("De plek", [
            says("A05", "De plek", "Het collectief gebruikt het terrein zonder huur. Het eigendom verandert niet.",
                 {"address": "Lindelaan 4–6", "neighbourhood": "Lindenbuurt", "parcel": "LDL00 B 4127",
                  "size": "2.400 m²", "owner": "municipality",
                  "condition": "Bestrating deels verzakt; de berging is in 2025 nagekeken. Geen asbest gevonden."}),
            says("A29", "Vergunningen", None, [
                {"kind": "Omgevingsvergunning voor de kas", "number": "OV-2025-0118", "holder": "LINDE",
                 "ends_on": "2028-06-30"},
                {"kind": "Verkeersbesluit afsluiting Lindelaan", "number": None, "holder": "municipality",
                 "ends_on": None}]),
        ]),
        ("Wat wij doen", [
            short["Wat wij doen"][0],
            says("A09", "Toezeggingen", "Een toezegging is klaar als de ander bevestigt dat zij is nagekomen.",
                 WHAT_WE_PROMISE),
            says("A12", "Bestuur", "Wij spreken elkaar elke drie maanden aan tafel in de kas. Beslissen doen wij samen."),
        ]),
        ("Ondersteuning", [
            says("A10", "Ondersteuning", None, WHAT_HELPS), short["Ondersteuning"][1],
            says("A27", "Eigen inkomsten", "Hierover is niets afgesproken.", nothing=True)]),
        ("Looptijd", [
            says("A07", "Looptijd", "Voor het jaar 2029 geldt: de gemeenteraad stelt het geld nog vast.",
                 {"starts_on": "2027-01-01", "months": 36, "ends_on": "2029-12-31", "extensions": 2,
                  "extension_months": 12, "opens_on": "2027-04-03"})]),
        ("Wie mee kan doen", [
            says("A11", "Openheid", "De tuin is overdag open voor iedereen. Niemand heeft een eigen stuk."),
            says("A19", "In- en uitsluiten", None,
                 {"open_to": "Iedereen uit de buurt. Lid worden is niet nodig en meedoen kost niets.",
                  "may_refuse": "Alleen wie anderen in gevaar brengt, door het bestuur, na een gesprek.",
                  "hearing": "Die persoon kan een gesprek met alle partijen vragen."})]),
        ("Volgen en evalueren", [
            short["Volgen en evalueren"][0],
            says("A14", "Verslag", "Het verslag is kort: wat ging goed, wat niet, en wat kostte het.",
                 {"every": "half_yearly", "first_on": "2027-07-15", "answer_days": 14})]),
        ("Schade en verzekering", [
            *short["Schade en verzekering"], says("A24", "Zekerheid", "Hierover is niets afgesproken.", nothing=True)]),
        ("Als een afspraak niet wordt nagekomen", short["Als een afspraak niet wordt nagekomen"]),
        ("Geschillen", [
            says("A17", "Geschillen", "Het voorstel van de bemiddelaar is niet bindend. De rest van de overeenkomst"
                 " blijft intussen gelden. De weg naar de rechter blijft open.",
                 {"talk_days": 14, "mediation_days": 30, "committee_days": 30})]),
        ("Wijzigen, pauzeren en opzeggen", short["Wijzigen, pauzeren en opzeggen"]),
        ("Einde en overdracht", [says("A20", "Na het einde", None, EXIT)]),
        ("Eigenheid en naam", short["Eigenheid en naam"]),
        ("Maatwerk", [
            says("A32", "Maatwerk", None, [
                {"rule": "Voor gebruik van gemeentegrond wordt huur gevraagd",
                 "reason": "Het collectief neemt onderhoud over dat de gemeente anders zelf betaalt",
                 "decided_by": "College van burgemeester en wethouders", "decided_on": "2026-11-24"}]),
            says("A33", "Voorbehoud", None, nothing=True)]),
        ("Slotbepalingen", [
            *short["Slotbepalingen"],
            says("A36", "Bijlagen", None, [{"title": "Kaart van het terrein", "dated_on": "2026-10-12"},
                                           {"title": "Polis aansprakelijkheid (niet openbaar)", "dated_on": None}])]),
    ])  # fmt: skip


def three_parties() -> dict:
    made = complex_agreement()
    made["parties"].append(dict(HOUSING))
    return made
