"""Addresses that nobody types by accident get a plain answer, never an error of ours."""

import pytest

LONG = "9" * 30


@pytest.mark.parametrize("path", [
    "/collectives/%00", "/collectives/C-901%00/members", "/collectives?q=%00", "/collectives?after=%00",
    f"/collectives/C-1/members/{LONG}/role", "/collectives?q=" + "x" * 5000, "/collectives/" + "x" * 5000,
    f"/people/{LONG}", f"/people?after={LONG}", "/people?after=x", "/people?after=-1", "/people/0",
    f"/people/1/posts/{LONG}/ending", "/arrival/%00", "/arrival/" + "x" * 5000, "/sign-in?next=%00",
])  # fmt: skip
def test_a_rough_address_is_answered(cast, as_, path):
    assert as_(cast.bea).get(path).status_code < 500


@pytest.mark.parametrize(
    "typed", ["\x00", "a\x00@town.example", "\ud83d", "x" * 100_000, "ana@town.example\r\nBcc: x"]
)
def test_a_rough_sign_in_is_answered(cast, client, typed):
    given = {
        "email": typed.encode("utf-8", "surrogatepass"),
        "password": typed.encode("utf-8", "surrogatepass"),
    }
    assert client.post("/sign-in", data=given).status_code in {422, 400}


def test_without_the_database_a_page_says_so(app):
    from collab import create_app

    gone = create_app(TESTING=False, SQLALCHEMY_DATABASE_URI="postgresql+psycopg://x@127.0.0.1:1/x")
    visitor = gone.test_client()
    with visitor.session_transaction() as kept:
        kept.update(key="somebody's", seen=2_000_000_000)
    answer = visitor.get("/account")
    assert answer.status_code == 503
    assert 'class="page-head"' in answer.text
