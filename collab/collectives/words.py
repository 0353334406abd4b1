"""The enumerations of the register (domain 7.4), with their names for people."""

from enum import StrEnum

from flask_babel import lazy_gettext as _


class Named(StrEnum):
    """An enumeration whose members carry a name for people, in the language of the page."""

    label: object

    def __new__(cls, value: str, label: object = None):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, object]]:
        return [(member.value, member.label) for member in cls]

    @classmethod
    def names(cls, values: list[str] | None) -> str:
        """What stands in a list of values, for people."""
        return ", ".join(str(member.label) for member in cls if member.value in (values or []))


class Kind(Named):
    """What kind of party this is."""

    NATURAL_PERSON = "natural_person", _("one resident")
    INFORMAL_GROUP = "informal_group", _("informal group")
    ASSOCIATION = "association", _("association")
    FOUNDATION = "foundation", _("foundation")
    COOPERATIVE = "cooperative", _("cooperative")
    COMMITTEE = "committee", _("committee")
    NETWORK = "network", _("network of organisations")
    COMPANY = "company", _("company")
    SCHOOL = "school", _("school")
    OTHER_GOVERNMENT = "other_government", _("other government")
    HOUSING_ASSOCIATION = "housing_association", _("housing association")
    WATER_BOARD = "water_board", _("water board")
    INDEPENDENT_BODY = "independent_body", _("independent body")

    @property
    def is_public_body(self) -> bool:
        return self in {Kind.SCHOOL, Kind.OTHER_GOVERNMENT, Kind.WATER_BOARD}


class LegalForm(Named):
    COOPERATIVE = "cooperative", _("cooperative")
    ASSOCIATION = "association", _("association")
    FOUNDATION = "foundation", _("foundation")
    OTHER = "other", _("other legal form")
    NONE_YET = "none_yet", _("none yet")
    NONE_WANTED = "none_wanted", _("none, and that is our choice")


class Sector(Named):
    FOOD = "food", _("food")
    AGRICULTURE = "agriculture", _("agriculture")
    AREA_DEVELOPMENT = "area_development", _("development of an area")
    NATURE = "nature", _("nature")
    LANDSCAPE = "landscape", _("landscape")
    CARE = "care", _("care")
    CHILDCARE = "childcare", _("childcare")
    SOCIAL_INCLUSION = "social_inclusion", _("meeting and inclusion")
    HOUSING = "housing", _("living together, housing")
    INSURANCE = "insurance", _("insurance")
    ENERGY = "energy", _("energy")
    CULTURE = "culture", _("culture")
    INFRASTRUCTURE = "infrastructure", _("infrastructure")
    MOBILITY = "mobility", _("mobility")
    DIGITAL_INFRASTRUCTURE = "digital_infrastructure", _("digital infrastructure")
    OTHER = "other", _("something else")


class Cluster(Named):
    """Derived from the sectors, for counting."""

    SOCIAL = "social", _("social facilities")
    ENERGY = "energy", _("energy")
    CULTURE = "culture", _("culture")
    INFRASTRUCTURE = "infrastructure", _("infrastructure and mobility")
    FOOD_SOCIAL = "food_social", _("food and social")
    FOOD_NATURE = "food_nature", _("food, surroundings and environment")
    MULTIFUNCTIONAL = "multifunctional", _("multifunctional")
    OTHER = "other", _("something else")


class WorkingArea(Named):
    LOCAL = "local", _("village, district or neighbourhood")
    MUNICIPAL = "municipal", _("the whole municipality")
    REGIONAL = "regional", _("region")
    PROVINCIAL = "provincial", _("province")
    NATIONAL = "national", _("the whole country")
    INTERNATIONAL = "international", _("more than one country")


class TargetGroup(Named):
    RESIDENTS = "residents", _("all residents")
    SPECIFIC = "specific", _("a specific group")
    OTHER = "other", _("something else")


class SpecificGroup(Named):
    ELDERLY = "elderly", _("older people")
    IN_NEED_OF_CARE = "in_need_of_care", _("people who need care")
    JOB_SEEKERS = "job_seekers", _("people on benefit or looking for work")
    REFUGEES_MIGRANTS = "refugees_migrants", _("refugees and migrants")
    CHILDREN = "children", _("children")
    PARENTS = "parents", _("parents")
    FUTURE_RESIDENTS = "future_residents", _("future residents")
    OTHER = "other", _("another group")


class Condition(Named):
    """What someone must do or be to become a member."""

    ENTRY_FEE = "entry_fee", _("entry fee")
    CONTRIBUTION = "contribution", _("yearly contribution")
    ENTRY_FEE_AND_CONTRIBUTION = "entry_fee_and_contribution", _("entry fee and contribution")
    RESIDENCE = "residence", _("living in the area")
    RESIDENCE_AND_MONEY = "residence_and_money", _("living in the area and paying")
    NONE = "none", _("no conditions")
    OTHER = "other", _("other conditions")


class Decisions(Named):
    CONSENT = "consent", _("consent: nobody has a weighty objection")
    CONSENSUS = "consensus", _("consensus: everyone agrees")
    MAJORITY = "majority", _("majority of votes")
    ASSEMBLY = "assembly", _("assembly of all members")
    BOARD = "board", _("the board decides")
    OTHER = "other", _("another way")


class SizeClass(Named):
    LT20 = "lt20", _("fewer than 20")
    FROM_20 = "20_49", _("20 to 49")
    FROM_50 = "50_249", _("50 to 249")
    FROM_250 = "250_500", _("250 to 500")
    GT500 = "gt500", _("more than 500")
    NOT_APPLICABLE = "nvt", _("does not apply: a foundation has no members")


class MemberRole(Named):
    READER = "reader", _("reads along")
    EDITOR = "editor", _("writes along")
    REPRESENTATIVE = "representative", _("representative")


class Ground(Named):
    """On what somebody's authority to sign rests."""

    STATUTES = "statutes", _("statutes")
    MINUTES = "minutes", _("minutes of a meeting")
    POWER_OF_ATTORNEY = "power_of_attorney", _("power of attorney")
    SELF = "self", _("signs for themselves")


SOCIAL = {Sector.CARE, Sector.CHILDCARE, Sector.SOCIAL_INCLUSION, Sector.HOUSING, Sector.INSURANCE}
WAYS = {Sector.INFRASTRUCTURE, Sector.MOBILITY, Sector.DIGITAL_INFRASTRUCTURE}
FOOD = {Sector.FOOD, Sector.AGRICULTURE}
GREEN = {Sector.NATURE, Sector.LANDSCAPE, Sector.AREA_DEVELOPMENT}


def cluster_of(sectors: set[Sector]) -> Cluster | None:
    """More than three fields is multifunctional (the survey's rule); else the field they share."""
    if not sectors:
        return None
    if len(sectors) > 3:
        return Cluster.MULTIFUNCTIONAL
    if sectors & FOOD and sectors & SOCIAL:
        return Cluster.FOOD_SOCIAL
    fits = (
        (SOCIAL, Cluster.SOCIAL), ({Sector.ENERGY}, Cluster.ENERGY), ({Sector.CULTURE}, Cluster.CULTURE),
        (WAYS, Cluster.INFRASTRUCTURE), (FOOD | GREEN, Cluster.FOOD_NATURE),
    )  # fmt: skip
    return next((cluster for fields, cluster in fits if sectors <= fields), Cluster.OTHER)
