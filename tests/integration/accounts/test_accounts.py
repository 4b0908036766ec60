"""Passwords, profiles, e-mail addresses, and accounts that end."""

import base64
import hashlib
from collections.abc import Mapping

import bcrypt
import pytest

from chalicelib.accounts import sessions
from chalicelib.accounts.passwords import hashing
from chalicelib.settings import settings
from chalicelib.storage.accounts import users
from chalicelib.storage.accounts.items import PROFILE, UserItem, user_key
from tests.support.api import PASSWORD, Api, Person
from tests.support.letters.sent import deliver, sent
from tests.support.people.proof import open_proof_link
from tests.support.people.team import member_of

NEW = "another fine passphrase"


def log_in(api: Api, email: str, password: str) -> int:
    return api.call("POST", "/auth/login", {"email": email, "password": password}).status


def change(person: Person, method: str, path: str, body: Mapping[str, object]) -> int:
    return person.api.call(method, path, body, token=person.access).status


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(api: Api) -> None:
    person = api.person()
    other = api.call("POST", "/auth/login", {"email": person.email, "password": PASSWORD}).json
    assert person.post("/auth/password", {"current_password": PASSWORD, "new_password": NEW}).status == 204
    assert person.get("/me").status == 200
    assert api.call("GET", "/me", token=other["access"]).status == 401
    assert api.call("POST", "/auth/token/refresh", {"refresh": other["refresh"]}).status == 401
    assert (log_in(api, person.email, PASSWORD), log_in(api, person.email, NEW)) == (401, 200)
    assert deliver()[-1].subject == "Your password was changed"


def test_changing_the_password_needs_the_current_one(api: Api) -> None:
    person = api.person()
    answer = person.post("/auth/password", {"current_password": "wrong", "new_password": NEW})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "current_password")


def test_logging_out_everywhere_ends_every_session(api: Api) -> None:
    person = api.person()
    other = api.call("POST", "/auth/login", {"email": person.email, "password": PASSWORD}).json
    assert person.post("/auth/logout_all").status == 204
    assert [api.call("GET", "/me", token=token).status for token in (person.access, other["access"])] == [401, 401]
    assert log_in(api, person.email, PASSWORD) == 200


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("password123", "attackers try first"),
        ("mEtAlLiCa1", "attackers try first"),
        ("qwertyuiop", "attackers try first"),
        ("qwertyuiop2031", "easy to guess"),
        ("1234567", "at least 8"),
        ("x" * 129, "8 to 128"),
        ("somebody@example.com!", "e-mail"),
        ("xx-somebody-xx", "e-mail"),
        ("ﬀ" * 64 + "x", "8 to 128"),  # NFKC makes each ligature two letters
    ],
)
def test_a_bad_new_password_is_refused_with_the_reason(api: Api, password: str, reason: str) -> None:
    answer = api.call("POST", "/auth/register", {"email": "somebody@example.com", "password": password})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "password")
    assert reason in answer.json["errors"][0]["message"]


@pytest.mark.parametrize(
    "password", ["пароль из трёх слов", "马云 的电池 订书机 正确", "🐎🔋📎 right staple", "a" * 60 + "b c" * 20]
)
def test_any_unicode_makes_a_good_password(api: Api, password: str) -> None:
    email = f"{hashlib.sha256(password.encode()).hexdigest()[:8]}@example.com"
    assert api.call("POST", "/auth/register", {"email": email, "password": password}).status == 201
    assert log_in(api, email, password) == 200


def test_the_same_characters_in_another_normal_form_are_the_same_password(api: Api) -> None:
    person = api.call("POST", "/auth/register", {"email": "nfc@example.com", "password": "caf\u00e9 au lait noir"})
    assert person.status == 201
    assert log_in(api, "nfc@example.com", "cafe\u0301 au lait noir") == 200


def django_hash(password: str) -> str:
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), b"salt", 1000)
    return f"pbkdf2_sha256$1000$salt${base64.b64encode(digest).decode()}"


def bcrypt_hash(password: str) -> str:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()


@pytest.mark.parametrize("make_hash", [django_hash, bcrypt_hash])
def test_an_imported_hash_verifies_once_and_becomes_argon2id(api: Api, make_hash) -> None:  # type: ignore[no-untyped-def]
    person = api.person()
    UserItem(user_key(person.user["id"]), PROFILE).update([UserItem.password_hash.set(make_hash("old system's word"))])
    assert log_in(api, person.email, "wrong") == 401
    assert log_in(api, person.email, "old system's word") == 200
    user = users.find_user(person.user["id"])
    assert user is not None
    assert user.password_hash.startswith("$argon2id$")
    assert log_in(api, person.email, "old system's word") == 200


def test_name_and_language_can_be_changed_one_by_one(api: Api) -> None:
    person = api.person(name="Ann")
    assert change(person, "PATCH", "/me", {"language": "zh"}) == 200
    assert change(person, "PATCH", "/me", {"name": "Ann B."}) == 200
    me = person.get("/me").json
    assert (me["name"], me["language"]) == ("Ann B.", "zh")


def test_a_new_address_counts_once_its_link_is_followed_and_the_old_one_is_told(api: Api) -> None:
    person = api.person()
    assert person.post("/me/email", {"new_email": "New@Example.com", "password": PASSWORD}).status == 202
    mail = deliver()[-1]
    assert mail.to == "new@example.com"
    assert api.call("GET", mail.link).status == 200
    assert person.get("/me").json["email"] == person.email
    assert api.call("POST", mail.link, {"password": PASSWORD}).status == 200
    assert person.get("/me").json["email"] == "new@example.com"
    assert (log_in(api, "new@example.com", PASSWORD), log_in(api, person.email, PASSWORD)) == (200, 401)
    notice = deliver()[-1]
    assert (notice.to, "new@example.com" in notice.text) == (person.email, True)
    assert api.call("POST", mail.link, {"password": PASSWORD}).status == 404


def test_an_address_that_somebody_took_meanwhile_is_a_conflict(api: Api) -> None:
    person = api.person()
    person.post("/me/email", {"new_email": "wanted@example.com", "password": PASSWORD})
    link = deliver()[-1].link
    assert api.call("POST", "/auth/register", {"email": "wanted@example.com", "password": NEW}).status == 201
    assert api.call("POST", open_proof_link("wanted@example.com"), {"password": NEW}).status == 200
    assert api.call("POST", link, {"password": PASSWORD}).status == 409
    assert person.get("/me").json["email"] == person.email


def test_a_password_reset_voids_a_pending_change_of_address(api: Api) -> None:
    person = api.person()
    person.post("/me/email", {"new_email": "thief@example.com", "password": PASSWORD})
    thiefs_link = deliver()[-1].link
    api.call("POST", "/auth/password_reset", {"email": person.email})
    assert api.call("POST", deliver()[-1].link, {"new_password": NEW}).status == 200
    assert api.call("POST", thiefs_link, {"password": PASSWORD}).status == 404


def test_deleting_the_account_frees_the_address_and_keeps_the_companys_invoices(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    invoice_id = member.upload(b"%PDF-1.4 kept").json["id"]
    assert change(member, "DELETE", "/me", {"password": PASSWORD}) == 204
    assert admin.get(f"/invoices/{invoice_id}").status == 200
    assert [item["email"] for item in admin.get("/company/members").json["items"]] == [admin.email]
    assert api.call("POST", "/auth/register", {"email": member.email, "password": NEW}).status == 201


def test_deleting_the_account_needs_the_password(api: Api) -> None:
    person = api.person()
    assert change(person, "DELETE", "/me", {"password": "wrong"}) == 422
    assert person.get("/me").status == 200


def test_the_last_admin_must_hand_over_before_leaving(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    assert change(admin, "DELETE", "/me", {"password": PASSWORD}) == 409
    assert change(admin, "PATCH", f"/company/members/{member.user['id']}", {"role": "admin"}) == 204
    assert change(admin, "DELETE", "/me", {"password": PASSWORD}) == 204
    assert member.get("/me").json["role"] == "admin"


def test_a_company_with_invoices_is_not_left_behind_by_its_only_member(api: Api) -> None:
    person = api.person()
    invoice_id = person.upload(b"%PDF-1.4 mine").json["id"]
    assert change(person, "DELETE", "/me", {"password": PASSWORD}) == 409
    person.delete(f"/invoices/{invoice_id}")
    assert change(person, "DELETE", "/me", {"password": PASSWORD}) == 204


def test_nothing_is_mailed_without_a_reason(api: Api) -> None:
    api.person()
    deliver()
    assert sent() == []


def test_a_change_of_address_that_waits_in_the_queue_is_void_after_a_reset(api: Api) -> None:
    """The thief asks, the victim resets, and only then does the worker get to the thief's job."""
    person = api.person()
    api.call("POST", "/auth/password_reset", {"email": person.email})
    link = deliver()[-1].link
    assert person.post("/me/email", {"new_email": "thief@example.com", "password": PASSWORD}).status == 202
    assert api.call("POST", link, {"new_password": NEW}).status == 200
    assert [mail.to for mail in deliver()].count("thief@example.com") == 0


def test_a_reset_link_to_the_old_address_is_void_after_the_address_changed(api: Api) -> None:
    person = api.person()
    api.call("POST", "/auth/password_reset", {"email": person.email})
    old_link = deliver()[-1].link
    person.post("/me/email", {"new_email": "safe@example.com", "password": PASSWORD})
    assert api.call("POST", deliver()[-1].link, {"password": PASSWORD}).status == 200
    assert api.call("POST", old_link, {"new_password": NEW}).status == 404


def test_a_login_that_overlaps_a_password_change_does_not_outlive_it(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    verify = hashing.verify_password

    def slow(password: str, known_hash: str | None) -> tuple[bool, str | None]:
        answer = verify(password, known_hash)
        change = {"current_password": PASSWORD, "new_password": NEW}
        assert person.post("/auth/password", change).status == 204
        return answer

    monkeypatch.setattr(sessions, "verify_password", slow)
    login = api.call("POST", "/auth/login", {"email": person.email, "password": PASSWORD})
    assert login.status == 200
    assert api.call("GET", "/me", token=login.json["access"]).status == 401


def test_ones_own_present_address_is_no_change(api: Api) -> None:
    person = api.person()
    answer = person.post("/me/email", {"new_email": person.email, "password": PASSWORD})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "new_email")


@pytest.mark.parametrize("known_hash", ["", "!unusable", "plain text"])
def test_a_hash_that_no_scheme_knows_is_a_wrong_password(api: Api, known_hash: str) -> None:
    person = api.person()
    UserItem(user_key(person.user["id"]), PROFILE).update([UserItem.password_hash.set(known_hash)])
    assert log_in(api, person.email, PASSWORD) == 401


def test_a_password_longer_than_bcrypt_sees_is_a_wrong_one(api: Api) -> None:
    person = api.person()
    UserItem(user_key(person.user["id"]), PROFILE).update([UserItem.password_hash.set(bcrypt_hash("x" * 72))])
    assert log_in(api, person.email, "x" * 100) == 401


@pytest.mark.parametrize(
    ("given", "stored"),
    [("Ann@Example.COM", "ann@example.com"), ("a@straße.example.com", "a@xn--strae-oqa.example.com")],
)
def test_an_address_stays_its_owners(api: Api, given: str, stored: str) -> None:
    answer = api.call("POST", "/auth/register", {"email": given, "password": PASSWORD})
    assert (answer.status, answer.json["user"]["email"]) == (201, stored)


def test_an_address_that_no_mail_can_be_sent_to_is_refused(api: Api) -> None:
    assert api.call("POST", "/auth/register", {"email": "größe@example.com", "password": PASSWORD}).status == 422


def test_the_password_is_changed_though_the_notice_cannot_be_sent(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    monkeypatch.setenv("MAIL_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/123456789012/gone")
    settings.cache_clear()
    assert person.post("/auth/password", {"current_password": PASSWORD, "new_password": NEW}).status == 204
    assert log_in(api, person.email, NEW) == 200


def test_a_deleted_uploader_is_named_as_deleted(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    invoice_id = member.upload(b"%PDF-1.4 whose").json["id"]
    before = admin.get(f"/invoices/{invoice_id}").json["uploader"]
    assert before == {"id": member.user["id"], "name": "Guest", "deleted": False}
    assert change(member, "DELETE", "/me", {"password": PASSWORD}) == 204
    after = admin.get(f"/invoices/{invoice_id}").json["uploader"]
    assert after == {"id": member.user["id"], "name": "", "deleted": True}
