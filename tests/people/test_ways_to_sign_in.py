"""Two equal ways in: a link by mail that needs a button press, and a password."""

from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from sqlalchemy import select

PASSWORD = "zonnebloem-en-regen"


def sign_in(client, email="ana@town.example", password=PASSWORD, **more):
    return client.post("/sign-in", data={"email": email, "password": password, "way": "password", **more})


def ask_link(client, email):
    return client.post("/sign-in", data={"email": email, "way": "link"})


def test_a_password_opens_the_account(cast, client):
    assert sign_in(client).status_code == 303
    assert "Ana" in client.get("/account").text


def test_an_address_may_be_typed_with_capitals_and_blanks(cast, client):
    assert sign_in(client, " ANA@Town.Example ").status_code == 303


def test_enter_after_a_password_signs_in_and_without_one_asks_a_link(cast, client, mailed):
    client.post("/sign-in", data={"email": "ben@town.example", "password": ""})
    assert mailed(cast.ben)
    assert (
        client.post("/sign-in", data={"email": "ana@town.example", "password": PASSWORD}).status_code == 303
    )
    assert not mailed(cast.ana)


@pytest.mark.parametrize(("email", "password"), [
    ("ana@town.example", "not this one at all"),
    ("nobody@town.example", PASSWORD),
    ("ben@town.example", PASSWORD),
])  # fmt: skip
def test_a_wrong_pair_gets_one_and_the_same_answer(cast, client, email, password):
    answer = sign_in(client, email, password)
    assert answer.status_code == 422
    assert "do not belong together" in answer.text or "horen niet bij elkaar" in answer.text


def test_a_known_and_an_unknown_address_get_the_same_answer(cast, client):
    known, unknown = ask_link(client, "ana@town.example"), ask_link(client, "nobody@town.example")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)


@pytest.mark.parametrize("ask", [ask_link, sign_in])
def test_the_time_of_the_answer_does_not_tell_who_is_known(cast, client, ask):
    def took(email):
        began = perf_counter()
        ask(client, email)
        return perf_counter() - began

    times = {email: [] for email in ("ben@town.example", "nobody@town.example")}
    for _ in range(5):
        for email, taken in times.items():
            taken.append(took(email))
    known, unknown = (median(taken) for taken in times.values())
    assert abs(known - unknown) < 0.3 * max(known, unknown) + 0.01


def test_opening_the_link_does_nothing_and_pressing_its_button_signs_in(cast, client, mailed, session):
    ask_link(client, "ana@town.example")
    key = mailed(cast.ana)
    for _ in range(2):
        assert client.get(f"/arrival/{key}").status_code == 200
    assert client.get("/account").status_code == 303
    assert client.post(f"/arrival/{key}").status_code == 303
    assert client.get("/account").status_code == 200


def test_a_link_works_once(cast, client, mailed):
    ask_link(client, "ana@town.example")
    key = mailed(cast.ana)
    client.post(f"/arrival/{key}")
    assert client.post(f"/arrival/{key}").status_code == 410
    assert client.get(f"/arrival/{key}").status_code == 410


def test_a_link_is_over_after_half_an_hour(cast, client, mailed, session):
    from collab.people.models import Link

    ask_link(client, "ana@town.example")
    link = session.scalar(select(Link))
    link.expires_at -= timedelta(minutes=31)
    assert client.post(f"/arrival/{mailed(cast.ana)}").status_code == 410


@pytest.mark.parametrize("key", ["x", "e30.x", "WyJhIiwic2lnbl9pbiJd.AAAA", "%00", "a" * 4000])
def test_a_key_that_we_did_not_make_opens_nothing(cast, client, key):
    assert client.get(f"/arrival/{key}").status_code == 410


def test_whoever_left_cannot_come_in(cast, client, mailed):
    cast.ana.leave(by=cast.bea)
    assert sign_in(client).status_code == 422
    ask_link(client, "ana@town.example")
    assert mailed(cast.ana) is None


def test_a_copy_of_the_cookie_opens_nothing_after_signing_out(cast, client, app):
    sign_in(client)
    copy = app.test_client()
    copy.set_cookie("collab", client.get_cookie("collab").value)
    assert copy.get("/account").status_code == 200
    client.post("/sign-out")
    assert copy.get("/account").status_code == 303


def test_signing_in_goes_on_to_the_page_one_came_for(cast, client):
    first = client.get("/account/password")
    assert first.location == "/sign-in?next=/account/password"
    answer = client.post(
        first.location, data={"email": "ana@town.example", "password": PASSWORD, "way": "password"}
    )
    assert answer.location == "/account/password"


def test_somebody_new_makes_an_account_and_gets_a_link(cast, client, mailed, session):
    from collab.people.queries import active_with

    client.post("/joining", data={"name": "Eva", "email": "eva@street.example"})
    eva = active_with("eva@street.example")
    assert client.post(f"/arrival/{mailed(eva)}").status_code == 303
    assert "Eva" in client.get("/account").text


def test_making_an_account_at_a_known_address_changes_nothing_and_says_the_same(cast, client):
    new = client.post("/joining", data={"name": "Eva", "email": "eva@street.example"})
    known = client.post("/joining", data={"name": "Someone", "email": "ana@town.example"})
    assert new.location == known.location
    assert cast.ana.name == "Ana"


def test_an_invitation_is_accepted_with_a_button_and_ones_own_name(cast, client, mailed, session):
    from collab.people.words import Purpose

    cast.cyd.ask_link(Purpose.INVITATION, by=cast.ben)
    key = mailed(cast.cyd)
    assert client.post(f"/arrival/{key}", data={"name": "", "language": "nl"}).status_code == 422
    assert client.post(f"/arrival/{key}", data={"name": "Cyd de Wit", "language": "nl"}).status_code == 303
    assert (cast.cyd.name, cast.cyd.language) == ("Cyd de Wit", "nl")


def test_guessing_is_slowed_per_account(strict):
    answers = [sign_in(strict, password=f"guess number {n}").status_code for n in range(13)]
    assert answers == [422] * 12 + [429]
    assert sign_in(strict, "cyd@town.example", "another account").status_code == 422


def test_guessing_is_slowed_per_visitor(strict):
    answers = [ask_link(strict, f"person{n}@town.example").status_code for n in range(61)]
    assert answers == [303] * 60 + [429]


@pytest.fixture
def strict(app):
    """A visitor whose attempts are counted; nobody is known here."""
    from collab import create_app
    from collab.extensions import limiter

    counting = create_app(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True)
    limiter.reset()
    yield counting.test_client()
    limiter.reset()
    limiter.enabled = False
    app.extensions["celery"].set_current()  # else later jobs run in the app made here
