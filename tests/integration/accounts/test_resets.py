"""A forgotten password, from the request to the new one."""

import re

import pytest

from chalicelib.api.pages.inline import texts
from chalicelib.languages import LANGUAGES
from chalicelib.settings import settings
from tests.support.api import PASSWORD, Answer, Api, Person, Recorder
from tests.support.letters.sent import Sent, deliver, sent

NEW = "another fine passphrase"
FORM = "application/x-www-form-urlencoded"


def ask(api: Api, email: str) -> Answer:
    return api.call("POST", "/auth/password_reset", {"email": email})


def reset_mail(person: Person) -> Sent:
    assert ask(person.api, person.email).status == 202
    return deliver()[-1]


def post_form(api: Api, path: str, form: bytes, language: str = "en") -> Answer:
    return api.call("POST", path, data=form, content_type=FORM, headers={"Accept-Language": language})


def test_the_mailed_link_sets_a_new_password_and_ends_every_session(api: Api) -> None:
    person = api.person(name="Ann")
    mail = reset_mail(person)
    assert (mail.to, mail.subject) == (person.email, "Reset your password")
    assert "Hello Ann," in mail.text
    assert mail.link in mail.html
    assert api.call("POST", mail.link, {"new_password": NEW}).status == 200
    assert person.get("/me").status == 401
    assert api.call("POST", "/auth/token/refresh", {"refresh": person.refresh}).status == 401
    login = {"email": person.email, "password": NEW}
    assert api.call("POST", "/auth/login", login).status == 200
    assert api.call("POST", "/auth/login", login | {"password": PASSWORD}).status == 401
    assert deliver()[-1].subject == "Your password was changed"


def test_an_unknown_address_gets_the_same_answer_by_the_same_calls_and_no_mail(api: Api, calls: Recorder) -> None:
    person = api.person()
    calls.clear()
    known = ask(api, person.email)
    calls_for_known = list(calls.operations)
    calls.clear()
    unknown = ask(api, "nobody@example.com")
    assert (known.status, known.json["detail"]) == (unknown.status, unknown.json["detail"])
    assert calls.operations == calls_for_known
    assert [mail.to for mail in deliver()] == [person.email]


def test_opening_the_link_uses_nothing_up(api: Api) -> None:
    link = reset_mail(api.person()).link
    assert [api.call("GET", link).status for _ in range(3)] == [200, 200, 200]
    assert api.call("POST", link, {"new_password": NEW}).status == 200


def test_a_link_is_good_once(api: Api) -> None:
    link = reset_mail(api.person()).link
    assert api.call("POST", link, {"new_password": NEW}).status == 200
    assert api.call("POST", link, {"new_password": NEW + "!"}).status == 404
    assert api.call("GET", link).status == 404


def test_a_newer_request_voids_the_older_link(api: Api) -> None:
    person = api.person()
    older, newer = reset_mail(person).link, reset_mail(person).link
    assert api.call("GET", older).status == 404
    assert api.call("GET", newer).status == 200


def test_a_link_ends_after_its_time(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESET_LINK_SECONDS", "0")
    settings.cache_clear()
    person = api.person()
    ask(api, person.email)
    assert deliver() == []


def test_a_job_that_comes_twice_mails_the_same_link_and_none_once_it_was_used(api: Api) -> None:
    person = api.person()
    ask(api, person.email)
    first, second = deliver(times=2)
    assert first.link == second.link
    assert api.call("GET", first.link).status == 200


def test_a_used_link_is_not_brought_back_by_its_job(api: Api) -> None:
    import boto3

    from app import mail as worker
    from tests.support.letters.sent import _record

    person = api.person()
    ask(api, person.email)
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName="MailQueue")["QueueUrl"]
    job = sqs.receive_message(QueueUrl=url)["Messages"][0]
    worker({"Records": [_record(job)]}, None)
    link = sent()[-1].link
    assert api.call("POST", link, {"new_password": NEW}).status == 200
    number = len(sent())
    worker({"Records": [_record(job)]}, None)
    assert len(sent()) == number
    assert api.call("GET", link).status == 404


@pytest.mark.parametrize("path", ["x/y", "00000000000000000000000000/abc", "..%2F..%2F/abc"])
def test_a_made_up_link_shows_a_page_that_says_so(api: Api, path: str) -> None:
    answer = api.call("GET", f"/auth/password_reset_confirm/{path}")
    assert answer.status == 404
    assert b"no longer valid" in answer.body


def test_a_bad_password_leaves_the_link_good(api: Api) -> None:
    link = reset_mail(api.person()).link
    assert api.call("POST", link, {"new_password": "password1"}).status == 422
    assert api.call("POST", link, {}).status == 422
    assert api.call("POST", link, {"new_password": NEW}).status == 200


def test_the_page_shows_errors_in_place_and_ends_at_an_address_without_the_token(api: Api) -> None:
    person = api.person()
    link = reset_mail(person).link
    refused = post_form(api, link, b"new_password=password1")
    assert refused.status == 422
    assert b'role="alert"' in refused.body
    assert b"attackers try first" in refused.body
    done = post_form(api, link, b"new_password=another+fine+passphrase")
    assert (done.status, done.headers["Location"]) == (303, "https://api.example.com/dev/auth/password_reset_done")
    assert b"password is set" in api.call("GET", "/auth/password_reset_done").body
    assert api.call("POST", "/auth/login", {"email": person.email, "password": NEW}).status == 200


def test_the_page_speaks_the_readers_language(api: Api) -> None:
    link = reset_mail(api.person()).link
    page = api.call("GET", link, headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert "设置新密码" in page.body.decode()
    assert page.headers["Content-Language"] == "zh"
    assert "最先尝试" in post_form(api, link, b"new_password=password1", "zh").body.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_of_the_pages_words(language: str) -> None:
    for page, words in texts("en").items():
        said = texts(language)[page]
        assert said.keys() == words.keys(), page
        for name, text in words.items():
            filled = [sorted(set(re.findall(r"{\w+}", str(each)))) for each in (text, said[name])]
            assert filled[0] == filled[1], (page, name)


def test_a_page_without_its_token_leads_back_to_the_link_and_the_last_one_on(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = api.call("GET", reset_mail(api.person()).link).body.decode()
    assert 'data-resume="/dev/auth/link"' in form
    again = api.call("GET", "/auth/link")
    assert (again.status, b"history.state" in again.body) == (200, True)
    assert b'href="https://api.example.com/dev/"' in api.call("GET", "/auth/password_reset_done").body
    monkeypatch.setenv("LOGIN_URL", "https://app.example.com/log-in")
    assert b'href="https://app.example.com/log-in"' in api.call("GET", "/auth/password_reset_done").body


def test_the_mail_is_in_the_persons_language(api: Api) -> None:
    answer = api.call(
        "POST",
        "/auth/register",
        {"email": "li@example.com", "password": PASSWORD},
        headers={"Accept-Language": "zh-CN"},
    )
    assert answer.json["user"]["language"] == "zh"
    ask(api, "li@example.com")
    assert deliver()[-1].subject == "重置您的密码"


def test_the_page_is_locked_down(api: Api) -> None:
    answer = api.call("GET", reset_mail(api.person()).link)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(rb'(?:src|href)="http', answer.body)


def test_markup_in_a_name_stays_text_and_line_breaks_are_refused(api: Api) -> None:
    bad = {"email": "a@example.com", "password": PASSWORD, "name": "Ann\r\nBcc: everybody@example.com"}
    assert api.call("POST", "/auth/register", bad).status == 422
    person = api.person(name="<script>alert(1)</script>")
    mail = reset_mail(person)
    assert "<script>" not in mail.html
    assert "&lt;script&gt;" in mail.html
