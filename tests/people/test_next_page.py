"""Where a visitor may be sent on to: a page of our own, and nothing that only looks like one."""

import pytest

HOSTILE = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "http:evil.example",
    "http://evil.example", "https:///evil.example", "/%09/evil.example", "/%2f/evil.example",
    "/..//evil.example", "/../account", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example",
    "/account\r\nX: y", "/@evil.example/..", "", None, "account", "?next=/", "/account#//evil.example",
    "/account\x00", "/nowhere",
]  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE)
def test_elsewhere_is_home(app, path):
    from collab.people.paths import own_path

    with app.test_request_context("/"):
        assert own_path(path) == "/"


@pytest.mark.parametrize("path", ["/account", "/account?from=mail&page=2", "/collectives/C-001/members"])
def test_a_page_of_ours_is_where_one_goes(app, path):
    from collab.people.paths import own_path

    with app.test_request_context("/"):
        assert own_path(path) == path


def test_a_page_that_can_only_be_posted_to_is_no_place_to_go(app):
    from collab.people.paths import own_path

    with app.test_request_context("/"):
        assert own_path("/account/sessions/ending") == "/"


def test_the_language_button_sends_nobody_away(client):
    assert client.post("/language", data={"language": "nl", "next": "//evil.example"}).location == "/"
