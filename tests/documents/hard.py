"""What people and attackers type: long words, other scripts, pictures, and code that must stay text."""

from .samples import complex_agreement, three_parties

LONG_WORD = "Lindenbuurtbewonersvereniging" * 7
SCRIPTS = (
    "İğdır ağacı: çok güzel ✓ → ≤ 3 m². 日本語 ไทย 한국어 नमस्ते.\x0b\x01"
    " Привет, καλημέρα, Tiếng Việt, e\u0301. \ue000\ufeff\u00ad\u2028 ❤️ 🏳️‍🌈"
)
NAMES = [
    "Vereniging تعاونية الزيتون – Zeytin Dalı Kooperatifi 🌳👩‍🌾🇳🇱",
    "\u202eGemeente\u202c Lindendal \u200fשלום\u200e ﷽",
    f"Stichting {LONG_WORD[:200]}",
]


def codes(port: int) -> list[str]:
    """Each asks a careless printer for something outside the page."""
    here = f"http://127.0.0.1:{port}"
    return [
        "<b>vet</b> & <script>alert(1)</script>",
        f"<img src={here}/x>",
        f'"><svg onload=1><image href="{here}/s"/></svg>',
        "{{ 7*7 }} {% include '/etc/passwd' %} {{ config }}",
        f"</style><style>@import url({here}/css); body {{ background: url({here}/bg) }}</style>",
        "file:///etc/passwd",
        "<link rel=attachment href=file:///etc/passwd>",
        f"<base href={here}/><object data={here}/o></object><embed src={here}/e>",
        "<!-- --></bdi></p></section><iframe src=file:///etc/hosts></iframe>",
    ]


def hostile(port: int = 9) -> dict:
    """The codes in every place where people type."""
    made = complex_agreement()
    typed = codes(port)
    made["title"] = typed[1]
    for party, code in zip(made["parties"], typed[4:], strict=False):
        party["name"] = code
    made["articles"][1]["provisions"] = [purpose(typed[2], "\n\n".join(typed))]
    terms = made["articles"][4]["provisions"][1]["terms"]
    for item, code in zip(terms, typed, strict=False):
        item.update(what=code, unit=code)
    return made


def strange() -> dict:
    """Three parties with names that no form refuses, in scripts that we can and cannot show."""
    made = three_parties()
    made["title"] = f"🌻 De Linde اللغة العربية {LONG_WORD}"
    for party, name in zip(made["parties"], NAMES, strict=True):
        party["name"] = name
    made["articles"][1]["provisions"] = [purpose("Doel", f"{LONG_WORD}\n\n{SCRIPTS}")]
    made["articles"][4]["provisions"][1]["terms"][0].update(what=LONG_WORD, unit=LONG_WORD[:60])
    return made


def purpose(title: str, text: str) -> dict:
    return {"topic": "A04", "title": title, "text": text, "nothing": False, "terms": None}
