"""What a collective says of itself, and who may change it."""

import pytest

BASE = {"name": "Green Street", "kind": "informal_group", "legal_form": "none_yet", "open_to_all": ""}


def change(browser, **more):
    return browser.post("/collectives/C-901/profile", data=BASE | more)


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("eve", 200), ("ben", 200), ("ali", 403), ("cyd", 404)]
)
def test_who_may_change_a_profile(cast, as_, who, status):
    assert as_(getattr(cast, who)).get("/collectives/C-901/profile").status_code == status


@pytest.mark.parametrize("path", ["", "/members", "/profile", "/members/invitation", "/authorities/new"])
def test_the_collective_of_others_does_not_exist(cast, as_, path):
    assert as_(cast.cyd).get(f"/collectives/C-901{path}").status_code == 404


def test_every_answer_is_kept(cast, as_):
    change(
        as_(cast.ana), sectors=["food", "care"], working_area="local", decisions="consent", short_name="Gr",
        target_group="specific", specific_groups=["elderly", "children"], members_count="64", paid_fte="0,5",
        volunteers_count="12", membership_conditions=["contribution"], open_to_all="no", active_since="2019",
        founded_on="1-3-2021", website="https://green.example", rsin="123456782",
    )  # fmt: skip
    green = cast.green
    assert (green.sectors, green.specific_groups) == (["food", "care"], ["elderly", "children"])
    assert (green.members_count, str(green.paid_fte), green.active_since) == (64, "0.50", 2019)
    assert (green.open_to_all, green.decisions, green.founded_on.isoformat()) == (
        False,
        "consent",
        "2021-03-01",
    )
    assert green.rsin == "123456782"


def test_more_than_three_fields_make_it_multifunctional(cast, as_):
    ana = as_(cast.ana)
    change(ana, sectors=["food", "care", "energy"])
    assert "ultifunctional" not in ana.get("/collectives/C-901").text
    change(ana, sectors=["food", "care", "energy", "culture"])
    assert "Multifunctional" in ana.get("/collectives/C-901").text


def test_a_foundation_counts_participants(cast, as_):
    ana = as_(cast.ana)
    assert change(ana, kind="foundation", legal_form="foundation", members_count="5").status_code == 422
    assert change(ana, kind="foundation", legal_form="foundation", participants_count="40").status_code == 303
    assert (cast.green.participants_count, cast.green.size_class) == (40, "nvt")


def test_an_answer_can_be_taken_back(cast, as_):
    ana = as_(cast.ana)
    change(ana, about="A garden", members_count="5", working_area="local", open_to_all="yes")
    change(ana, about="", members_count="", working_area="", open_to_all="")
    green = cast.green
    assert (green.about, green.members_count, green.working_area, green.open_to_all) == (None,) * 4


@pytest.mark.parametrize(("field", "typed"), [
    ("name", ""), ("kind", "guild"), ("legal_form", ""), ("kvk_number", "1234567"), ("rsin", "123456789"),
    ("website", "javascript:alert(1)"), ("members_count", "-1"), ("members_count", "many"),
    ("paid_fte", "NaN"), ("paid_fte", "Infinity"), ("paid_fte", "99999"), ("working_area", "moon"),
    ("founded_on", "31-02-2020"), ("founded_on", "1-1-2199"), ("sectors", "magic"),
    ("active_since", "99999999999999999999"), ("volunteers_count", "99999999999"),
])  # fmt: skip
def test_what_cannot_be_is_sent_back(cast, as_, field, typed):
    assert change(as_(cast.ana), **{field: typed}).status_code == 422
    assert cast.green.name == "Green Street"


def test_history_keeps_which_answers_changed_and_not_what_they_held(cast, as_):
    change(as_(cast.eve), about="Our secret garden")
    event = cast.green.events[-1]
    assert event.name == "collective.described"
    assert "about" in event.data["fields"]
    assert "secret" not in str(event.data)


def test_the_profile_speaks_dutch(cast, as_):
    cast.ana.language = "nl"
    page = as_(cast.ana).get("/collectives/C-901/profile").text
    assert "Op welke terreinen bent u actief?" in page
    assert "nog geen" in page
