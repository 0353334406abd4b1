"""A collective enters the register: by itself or by a civil servant, with or without a legal form."""

import pytest
from sqlalchemy import select

NEW = {"name": "Buurttuin", "kind": "informal_group", "legal_form": "none_yet"}


def named(session, name):
    from collab.collectives.models import Collective

    return session.scalar(select(Collective).where(Collective.name == name))


def test_a_resident_registers_a_group_and_represents_it(cast, as_, session):
    answer = as_(cast.cyd).post("/collectives/new", data=NEW)
    tuin = named(session, "Buurttuin")
    assert answer.location == f"/collectives/{tuin.ref}"
    assert tuin.representatives == [cast.cyd]
    assert tuin.events[0].name == "collective.registered"


def test_no_legal_form_is_an_answer_and_a_choice(cast, as_, session):
    as_(cast.cyd).post("/collectives/new", data=NEW | {"legal_form": "none_wanted"})
    assert named(session, "Buurttuin").legal_form == "none_wanted"


def test_one_resident_may_sign_for_themselves(cast, as_, session):
    from collab.clock import today

    as_(cast.cyd).post("/collectives/new", data=NEW | {"kind": "natural_person"})
    assert named(session, "Buurttuin").authority_of(cast.cyd, today()).ground == "self"


def test_a_civil_servant_says_who_speaks_for_it_and_that_person_is_invited(cast, as_, session):
    from collab.people.models import Link
    from collab.people.words import Purpose

    ben = as_(cast.ben)
    assert ben.post("/collectives/new", data=NEW).status_code == 422
    ben.post("/collectives/new", data=NEW | {"person_name": "Dora", "person_email": "dora@town.example"})
    (dora,) = named(session, "Buurttuin").representatives
    assert dora.name == "Dora"
    assert session.scalar(select(Link).where(Link.person_id == dora.id)).purpose == Purpose.INVITATION


@pytest.mark.parametrize(("typed", "kept"), [("01234567", "01234567"), ("0123 4567", "01234567"), ("", None)])
def test_a_kvk_number_has_eight_digits_or_is_empty(cast, as_, session, typed, kept):
    as_(cast.cyd).post("/collectives/new", data=NEW | {"kvk_number": typed})
    assert named(session, "Buurttuin").kvk_number == kept


@pytest.mark.parametrize("typed", ["1234567", "123456789", "1234567a", "٠١٢٣٤٥٦٧"])
def test_another_kvk_number_is_sent_back_with_everything_typed(cast, as_, session, typed):
    answer = as_(cast.cyd).post("/collectives/new", data=NEW | {"kvk_number": typed, "about": "A garden."})
    assert answer.status_code == 422
    assert "<title>Error:" in answer.text
    assert 'href="#kvk_number"' in answer.text
    assert "A garden." in answer.text
    assert named(session, "Buurttuin") is None


def test_a_text_of_two_hundred_thousand_letters_is_too_long(cast, as_, session):
    assert as_(cast.cyd).post("/collectives/new", data=NEW | {"about": "x" * 200_000}).status_code == 422


def test_markup_in_a_name_is_shown_as_it_was_typed(cast, as_, session):
    cyd = as_(cast.cyd)
    answer = cyd.post("/collectives/new", data=NEW | {"name": "<b>Tuin</b> 🌻 {{ 7*7 }}"})
    assert "&lt;b&gt;Tuin&lt;/b&gt; 🌻 {{ 7*7 }}" in cyd.get(answer.location).text


def test_the_same_form_posted_twice_registers_once(cast, as_, session):
    from collab.collectives.models import Collective

    cyd = as_(cast.cyd)
    first, second = (cyd.post("/collectives/new", data=NEW | {"once": "0123456789"}) for _ in range(2))
    assert first.location == second.location
    assert len(session.scalars(select(Collective).where(Collective.name == "Buurttuin")).all()) == 1


def test_civil_servants_read_the_register_and_residents_their_own(cast, as_):
    assert {"Green Street", "Other Street"} <= words_of(as_(cast.ben).get("/collectives").text)
    seen = words_of(as_(cast.ali).get("/collectives").text)
    assert "Green Street" in seen
    assert "Other Street" not in seen


def test_the_register_is_searched_by_a_part_of_the_name(cast, as_):
    found = words_of(as_(cast.ben).get("/collectives?q=other").text)
    assert "Other Street" in found
    assert "Green Street" not in found
    assert as_(cast.ben).get("/collectives?q=%25").status_code == 200


def test_a_long_register_is_read_page_by_page(cast, as_, session):
    from collab.collectives.models import Collective
    from collab.collectives.words import Kind, LegalForm

    kind = (Kind.INFORMAL_GROUP, LegalForm.NONE_YET)
    session.add_all(Collective.register(f"C-8{n:02}", f"Tuin {n:02}", *kind, by=cast.ben) for n in range(60))
    session.flush()
    ben = as_(cast.ben)
    first = ben.get("/collectives").text
    assert "Tuin 59" not in first
    after = first.split("/collectives?after=")[1].split('"')[0]
    assert "Tuin 59" in ben.get(f"/collectives?after={after}").text


def words_of(page):
    import re

    return set(re.findall(r">([^<>]+)</a>", page))
