"""A short agreement as people make it: twenty provisions, four promises."""

from .samples import agreement, help_with, promise, says


def light() -> dict:
    return agreement("light", [
        ("Wie wij zijn", [
            says("A01", "Partijen en vertegenwoordiging", "Deze overeenkomst is van Vereniging Buurttuin De Linde"
                 " (het collectief) en Gemeente Lindendal (de gemeente). Amina Yıldız spreekt namens het collectief,"
                 " Joris van Vliet namens de gemeente."),
            says("A02", "Hoe wij hier kwamen", "In het voorjaar vroegen bewoners om een groene plek. Wij spraken elkaar"
                 " drie keer op het plein en werden het eens over deze tekst.", []),
        ]),
        ("Ons gezamenlijke doel", [
            says("A04", "Doel", "Samen maken wij van het oude schoolplein aan de Lindelaan een groene plek waar iedereen"
                 " uit de Lindenbuurt kan tuinieren, leren en elkaar ontmoeten."),
        ]),
        ("Onze waarden", [
            says("A03", "Waarden", "Wij gaan uit van vertrouwen. Slecht nieuws delen wij binnen een week, ook als wij"
                 " nog geen oplossing hebben. Wij vragen elkaar niet meer papier dan nodig is."),
        ]),
        ("De plek", [
            says("A05", "De plek", "Het collectief gebruikt het terrein zonder huur. Het eigendom verandert niet.",
                 {"address": "Lindelaan 4–6", "neighbourhood": "Lindenbuurt", "parcel": None, "size": "2.400 m²",
                  "owner": "municipality", "condition": None}),
        ]),
        ("Wat wij doen", [
            says("A06", "Activiteiten", "Het collectief onderhoudt de tuin, houdt hem open en organiseert activiteiten"
                 " voor de buurt. De gemeente onderhoudt het hek, de verlichting en de bomen die er al stonden."),
            says("A09", "Toezeggingen", None, [
                promise("LINDE", "Tuin open van april tot en met oktober", "yearly", amount=20, unit="uur per week"),
                promise("LINDE", "Activiteiten voor de hele buurt", "yearly", amount=4, unit="keer"),
                promise("municipality", "Onderhoud van hek, verlichting en bomen"),
                promise("municipality", "Sleutels van de berging en de poort", "once", due_on="2027-01-15"),
            ]),
        ]),
        ("Ondersteuning", [
            says("A10", "Ondersteuning", None, [
                help_with("space", "Gebruik van het terrein, met water en stroom bij de kas"),
            ]),
            says("A15", "Begeleiding", "De gemeente wijst een vast aanspreekpunt aan, en een vervanger voor als die er"
                 " niet is. Een vraag krijgt binnen tien werkdagen een antwoord."),
        ]),
        ("Looptijd", [
            says("A07", "Looptijd", None, {"starts_on": "2027-01-01", "months": 24, "ends_on": None, "extensions": 1,
                                           "extension_months": 12, "opens_on": None}),
        ]),
        ("Wie mee kan doen", [
            says("A19", "Wie mee kan doen", "Iedereen uit de buurt is welkom. Lid worden is niet nodig en meedoen kost"
                 " niets. Wie anderen in gevaar brengt, kan na een gesprek worden geweigerd."),
        ]),
        ("Volgen en evalueren", [
            says("A13", "Evaluatie", "Wij kijken samen wat goed ging, wat niet, en wat het de buurt opleverde. Beide"
                 " partijen kijken daarbij ook naar zichzelf.", {"every": "yearly", "first_on": "2027-11-01"}),
            says("A14", "Verslag", "Hierover is niets afgesproken.", {"every": "none"}, nothing=True),
        ]),
        ("Schade en verzekering", [
            says("A21", "Schade en verzekering", "De gemeente verzekert de vrijwilligers. Het collectief heeft een"
                 " verzekering voor aansprakelijkheid. Schade bespreken wij eerst; wie de schade veroorzaakt, betaalt."),
        ]),
        ("Als een afspraak niet wordt nagekomen", [
            says("A18", "Niet nakomen", "Komt een partij een toezegging niet na, dan vraagt de ander om een gesprek."
                 " Samen spreken wij een nieuwe datum af. Dit geldt voor beide partijen gelijk."),
        ]),
        ("Geschillen", [
            says("A17", "Geschillen", None, {"talk_days": 14, "mediation_days": 30, "committee_days": None}),
        ]),
        ("Wijzigen, pauzeren en opzeggen", [
            says("A25", "Wijzigen", "Wijzigen kan alleen als wij het allebei eens zijn. De wijziging komt in een"
                 " genummerde aanvulling, die wij net zo ondertekenen als deze tekst."),
            says("A08", "Pauzeren", "Bij gevaar mag ieder de activiteiten pauzeren.", {"notice_hours": 48}),
            says("A26", "Opzeggen", "Wij mogen allebei opzeggen, nadat wij elkaar hebben gesproken. De gemeente zegt"
                 " alleen op als het algemeen belang dat nodig maakt.", {"notice_days": 30}),
        ]),
        ("Einde en overdracht", [
            says("A20", "Na het einde", "Het terrein gaat terug naar de gemeente. Planten en gereedschap blijven van het"
                 " collectief, dat drie maanden heeft om ze op te halen.", {}),
        ]),
        ("Eigenheid en naam", [
            says("A31", "Eigenheid", "De gemeente stuurt het collectief niet aan buiten deze overeenkomst. De naam, de"
                 " kennis en de foto’s blijven van het collectief."),
        ]),
        ("Slotbepalingen", [
            says("A30", "Persoonsgegevens", "Wij bewaren alleen namen en adressen die voor deze samenwerking nodig zijn,"
                 " en niet langer dan een jaar na het einde ervan."),
        ]),
    ])  # fmt: skip
