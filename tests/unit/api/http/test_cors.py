"""Which origins may read an answer, and where people of the front end log in."""

import pytest

from chalicelib.api.http.cors import allowed_origin, cors_config
from chalicelib.settings import front_end_url

SEVERAL = "https://one.example.com https://two.example.com"


@pytest.mark.parametrize(("origin", "named"), [("https://two.example.com", "two"), ("https://evil.example", "one")])
def test_an_answer_names_the_origin_that_asks_where_several_are_allowed(
    monkeypatch: pytest.MonkeyPatch, origin: str, named: str
) -> None:
    monkeypatch.setenv("CORS_ORIGIN", SEVERAL)
    assert allowed_origin(origin) == {"Access-Control-Allow-Origin": f"https://{named}.example.com", "Vary": "Origin"}
    assert cors_config().allow_origin == "https://one.example.com"


@pytest.mark.parametrize("origins", ["*", "https://one.example.com"])
def test_one_origin_is_in_every_answer_anyway(monkeypatch: pytest.MonkeyPatch, origins: str) -> None:
    monkeypatch.setenv("CORS_ORIGIN", origins)
    assert allowed_origin("https://two.example.com") == {}
    assert cors_config().allow_origin == origins


@pytest.mark.parametrize("blank", ["", " ", " \t "])
def test_a_blank_list_of_origins_is_no_list(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    monkeypatch.setenv("CORS_ORIGIN", blank)
    assert cors_config().allow_origin == "*"
    assert allowed_origin("https://two.example.com") == {}


@pytest.mark.parametrize(
    ("origins", "login", "expected"),
    [
        (" ", "", ""),
        ("*", "", ""),
        (SEVERAL, "", "https://one.example.com"),
        (SEVERAL, "https://x.example/in", "https://x.example/in"),
    ],
)
def test_people_log_in_at_the_first_front_end_unless_another_place_is_named(
    monkeypatch: pytest.MonkeyPatch, origins: str, login: str, expected: str
) -> None:
    monkeypatch.setenv("CORS_ORIGIN", origins)
    monkeypatch.setenv("LOGIN_URL", login)
    assert front_end_url() == expected
