"""What one may do with one's own account, and in which language."""

import pytest

PASSWORD = "zonnebloem-en-regen"
BETTER = "een paard in de gang staat"


def test_name_phone_and_language_can_be_changed(cast, as_):
    ana = as_(cast.ana)
    ana.post("/account", data={"name": "Ana Yıldız", "phone": "06 12345678", "language": "nl"})
    assert (cast.ana.name, cast.ana.phone, cast.ana.language) == ("Ana Yıldız", "06 12345678", "nl")
    ana.post("/account", data={"name": "Ana Yıldız", "phone": "", "language": "nl"})
    assert cast.ana.phone is None


def test_a_name_in_any_script_is_fine_and_one_that_turns_the_page_around_is_not(cast, as_):
    ana = as_(cast.ana)
    assert ana.post("/account", data={"name": "آنا 🌻", "language": "nl"}).status_code == 303
    assert ana.post("/account", data={"name": "Ana\u202e", "language": "nl"}).status_code == 422


def test_a_new_password_ends_the_sessions_elsewhere_and_not_here(cast, as_):
    here, elsewhere = as_(cast.ana), as_(cast.ana)
    here.post("/account/password", data={"current": PASSWORD, "password": BETTER, "again": BETTER})
    assert cast.ana.knows(BETTER)
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_the_password_of_now_is_asked_first(cast, as_):
    given = {"current": "something else", "password": BETTER, "again": BETTER}
    assert as_(cast.ana).post("/account/password", data=given).status_code == 422
    assert cast.ana.knows(PASSWORD)


def test_whoever_has_none_sets_one(cast, as_):
    as_(cast.ben).post("/account/password", data={"password": BETTER, "again": BETTER})
    assert cast.ben.knows(BETTER)


@pytest.mark.parametrize(
    "weak", ["kort", "aaaaaaaaaaaaaaa", "lindendal123", "wachtwoord12", "ana ana ana ana", "x" * 201]
)
def test_a_password_that_is_easy_to_guess_is_refused(cast, as_, weak):
    answer = as_(cast.ana).post(
        "/account/password", data={"current": PASSWORD, "password": weak, "again": weak}
    )
    assert answer.status_code == 422


def test_signing_out_everywhere_ends_every_session(cast, as_):
    one, other = as_(cast.ana), as_(cast.ana)
    one.post("/account/sessions/ending")
    assert {one.get("/account").status_code, other.get("/account").status_code} == {303}


def test_the_account_tells_where_one_is_signed_in(cast, client):
    phone = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/605.1"}
    given = {"email": "ana@town.example", "password": PASSWORD, "way": "password"}
    client.post("/sign-in", data=given, headers=phone)
    assert "Safari on iPhone" in client.get("/account").text


def test_the_language_of_the_page_is_remembered_for_the_person(cast, as_):
    ana = as_(cast.ana)
    assert ana.post("/language", data={"language": "nl", "next": "/account"}).location == "/account"
    assert cast.ana.language == "nl"
    assert "Mijn account" in ana.get("/account").text


def test_a_stranger_chooses_a_language_too(client):
    client.post("/language", data={"language": "en"})
    assert "Send me a sign-in link" in client.get("/sign-in").text
    client.post("/language", data={"language": "nl"})
    assert "Stuur mij een inloglink" in client.get("/sign-in").text


def test_an_unknown_language_changes_nothing(cast, as_):
    assert as_(cast.ana).post("/language", data={"language": "xx"}).status_code == 303
    assert cast.ana.language == "en"


def test_changing_the_language_keeps_what_was_typed_and_keeps_nothing_else(cast, as_):
    typed = {"name": "Half a na", "phone": "06", "language": "en", "_language": "nl"}
    answer = as_(cast.ana).post("/account", data=typed)
    assert answer.status_code == 200
    assert 'value="Half a na"' in answer.text
    assert "Uw naam" in answer.text
    assert (cast.ana.name, cast.ana.language) == ("Ana", "nl")


def test_the_language_button_of_the_header_posts_the_form_of_the_page(cast, as_):
    page = as_(cast.ana).get("/account").text
    assert '<button class="as-link" type="submit" form="form-1" name="_language" value="nl"' in page


def test_a_form_posted_after_the_session_ended_comes_back_readable(cast, client):
    answer = client.post("/account", data={"name": "My <long> text", "csrf_token": "secret"})
    assert answer.status_code == 401
    assert "My &lt;long&gt; text" in answer.text
    assert "secret" not in answer.text


def test_someone_of_the_municipality_who_left_the_desk_is_asked_to_sign_in_again(cast, as_):
    ben = as_(cast.ben)
    with ben.session_transaction() as kept:
        kept["seen"] -= 61 * 60
    assert ben.get("/account").status_code == 303
