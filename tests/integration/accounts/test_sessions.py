"""Registering, logging in, and sessions that end."""

from tests.support.api import PASSWORD, Api


def test_a_registered_person_can_log_in_whatever_the_case_of_the_address(api: Api) -> None:
    person = api.person(name="Ann", company_name="Acme")
    answer = api.call("POST", "/auth/login", {"email": person.email.upper(), "password": PASSWORD})
    assert answer.status == 200
    assert answer.json["user"]["role"] == "admin"
    assert set(answer.json) == {"access", "refresh", "expires_in", "user"}


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(api: Api) -> None:
    person = api.person()
    wrong = api.call("POST", "/auth/login", {"email": person.email, "password": "wrong password"})
    unknown = api.call("POST", "/auth/login", {"email": "nobody@example.com", "password": "wrong password"})
    assert wrong.status == unknown.status == 401
    assert wrong.json["detail"] == unknown.json["detail"]


def test_a_logged_out_access_token_is_refused_on_the_next_call(api: Api) -> None:
    person = api.person()
    assert person.post("/auth/logout").status == 204
    assert person.get("/invoices").status == 401
    assert api.call("POST", "/auth/token/refresh", {"refresh": person.refresh}).status == 401


def test_a_refresh_token_is_good_once_and_its_reuse_ends_the_session(api: Api) -> None:
    person = api.person()
    renewed = api.call("POST", "/auth/token/refresh", {"refresh": person.refresh})
    assert renewed.status == 200
    assert api.call("POST", "/auth/token/refresh", {"refresh": person.refresh}).status == 401
    assert api.call("POST", "/auth/token/refresh", {"refresh": renewed.json["refresh"]}).status == 401
    assert api.call("GET", "/invoices", token=renewed.json["access"]).status == 401


def test_a_refresh_token_does_not_open_the_api(api: Api) -> None:
    assert api.call("GET", "/invoices", token=api.person().refresh).status == 401
