"""The six kinds of support and what belongs to each, in what it is counted, and in which role it is given."""

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named

from .words import SUPPORT, Sort


class Support(Named):
    """The six kinds of support (domain 7.4); each sort of the ledger belongs to one."""

    SPACE = "space", _("Space and things")
    FUNDING = "funding", _("Money")
    RECOGNITION = "recognition", _("Recognition")
    NETWORKS = "networks", _("Networks and knowledge")
    ADMINISTRATIVE = "administrative", _("Administrative and legal")
    GUIDANCE = "guidance", _("Guidance")

    @property
    def sorts(self) -> list[Sort]:
        return [sort for sort in SUPPORT if KIND_OF[sort] == self]

    @property
    def details(self) -> list["Detail"]:
        return [detail for detail in Detail if detail.kind == self]


KIND_OF = {
    Sort.SPACE: Support.SPACE, Sort.MATERIALS: Support.SPACE, Sort.MONEY: Support.FUNDING,
    Sort.RECOGNITION: Support.RECOGNITION, Sort.COMMUNICATION: Support.RECOGNITION,
    Sort.NETWORKS: Support.NETWORKS, Sort.TRAINING: Support.NETWORKS,
    Sort.ADMINISTRATIVE: Support.ADMINISTRATIVE,
    Sort.GUIDANCE: Support.GUIDANCE, Sort.STAFF: Support.GUIDANCE,
}  # fmt: skip


class Detail(Named):
    """The sub-kinds, from the phases and the pacts. None has the value of a Sort."""

    MEETING_ROOM = "meeting_room", _("room to meet in")
    TRIAL_PLACE = "trial_place", _("place for a trial")
    FIXED_PLACE = "fixed_place", _("fixed place")
    LONG_USE = "long_use", _("long use of a place")
    FREE_USE = "free_use", _("use without rent")
    UTILITIES = "utilities", _("water, power and heating")
    MAINTENANCE = "maintenance", _("maintenance")
    TOOLS = "tools", _("things on loan")
    SUPPLIES = "supplies", _("materials to use up")
    PROTECTION = "protection", _("protective clothing and gear")
    WASTE = "waste", _("removal of waste")
    STARTING_GIFT = "starting_gift", _("money to start")
    TRIAL_MONEY = "trial_money", _("money for a trial")
    COORDINATION = "coordination", _("coordination for several years")
    LOAN = "loan", _("loan")
    GUARANTEE = "guarantee", _("guarantee")
    INVESTMENT = "investment", _("investment")
    EXEMPTION = "exemption", _("exemption from a levy")
    SET_OFF = "set_off", _("work or hours instead of rent")
    LISTENING = "listening", _("listening")
    SUPPORT_LETTER = "support_letter", _("letter of support")
    SEAT = "seat", _("seat at the table")
    ACCORD = "accord", _("accord")
    PEERS = "peers", _("meeting others who do the same")
    EXPERTS = "experts", _("experts")
    PARTNERS = "partners", _("partners")
    TEACHING = "teaching", _("teaching others")
    WHO_IS_WHO = "who_is_who", _("knowing whom to ask")
    LEGAL_FORM = "legal_form", _("legal form and statutes")
    INSURANCE = "insurance", _("insurance")
    PERMITS = "permits", _("permits and exemptions")
    FUNDRAISING = "fundraising", _("raising money")
    CONTRACTS = "contracts", _("contracts and staff")
    CONTACT_PERSON = "contact_person", _("contact person")
    PROCESS_HELP = "process_help", _("help with the process")
    COACH = "coach", _("coach")
    CONFLICT_HELP = "conflict_help", _("help with a conflict")

    @property
    def sort(self) -> Sort:
        return SORT_OF[self]

    @property
    def kind(self) -> Support:
        return KIND_OF[self.sort]


D = Detail
_MEMBERS = {
    Sort.SPACE: (D.MEETING_ROOM, D.TRIAL_PLACE, D.FIXED_PLACE, D.LONG_USE, D.FREE_USE, D.UTILITIES,
                 D.MAINTENANCE),
    Sort.MATERIALS: (D.TOOLS, D.SUPPLIES, D.PROTECTION, D.WASTE),
    Sort.MONEY: (
        D.STARTING_GIFT, D.TRIAL_MONEY, D.COORDINATION, D.LOAN, D.GUARANTEE, D.INVESTMENT,
        D.EXEMPTION, D.SET_OFF,
    ),
    Sort.RECOGNITION: (D.LISTENING, D.SUPPORT_LETTER, D.SEAT, D.ACCORD),
    Sort.NETWORKS: (D.PEERS, D.EXPERTS, D.PARTNERS, D.TEACHING),
    Sort.ADMINISTRATIVE: (
        D.WHO_IS_WHO, D.LEGAL_FORM, D.INSURANCE, D.PERMITS, D.FUNDRAISING, D.CONTRACTS,
    ),
    Sort.GUIDANCE: (D.CONTACT_PERSON, D.PROCESS_HELP, D.COACH, D.CONFLICT_HELP),
}  # fmt: skip
SORT_OF = {detail: sort for sort, details in _MEMBERS.items() for detail in details}


def kind_of(sort: Sort) -> Support | None:
    """None for an act of the agreement, a report and its answer."""
    return KIND_OF.get(sort)


class Role(Named):
    """The four roles of government (domain 7.4): in which of them the municipality does this."""

    LAWFUL = "lawful", _("lawful: it keeps to the rules and sees that others do")
    PERFORMING = "performing", _("performing: it delivers what it planned")
    COOPERATING = "cooperating", _("cooperating: it does this together with others")
    RESPONSIVE = "responsive", _("responsive: it joins what residents begin")


class Measure(Named):
    """In what it is counted. Different measures are never added up."""

    EUROS = "euros", _("euros")
    HOURS = "hours", _("hours")
    SQUARE_METRES = "square_metres", _("m²")
    ROOMS = "rooms", _("rooms")
    KEYS = "keys", _("keys")
    PIECES = "pieces", _("pieces")
    PLACES = "places", _("places")
    TALKS = "talks", _("talks")
    OTHER = "other", _("something else")  # in words of the people
