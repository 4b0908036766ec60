"""Passwords, profiles, e-mail addresses, and accounts that end."""

import base64
import hashlib
from collections.abc import Mapping

import bcrypt
import pytest

from chalicelib.storage import users
from chalicelib.storage.account_items import PROFILE, UserItem, user_key
from tests.api import PASSWORD, Api, Person
from tests.mail import deliver, sent
from tests.team import member_of

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
        ("password123", "easy to guess"),
        ("qwertyuiop", "easy to guess"),
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
    assert api.call("POST", mail.link, {}).status == 200
    assert person.get("/me").json["email"] == "new@example.com"
    assert (log_in(api, "new@example.com", PASSWORD), log_in(api, person.email, PASSWORD)) == (200, 401)
    notice = deliver()[-1]
    assert (notice.to, "new@example.com" in notice.text) == (person.email, True)
    assert api.call("POST", mail.link, {}).status == 404


def test_an_address_that_somebody_took_meanwhile_is_a_conflict(api: Api) -> None:
    person = api.person()
    person.post("/me/email", {"new_email": "wanted@example.com", "password": PASSWORD})
    link = deliver()[-1].link
    assert api.call("POST", "/auth/register", {"email": "wanted@example.com", "password": NEW}).status == 201
    assert api.call("POST", link, {}).status == 409
    assert person.get("/me").json["email"] == person.email


def test_a_password_reset_voids_a_pending_change_of_address(api: Api) -> None:
    person = api.person()
    person.post("/me/email", {"new_email": "thief@example.com", "password": PASSWORD})
    thiefs_link = deliver()[-1].link
    api.call("POST", "/auth/password_reset", {"email": person.email})
    assert api.call("POST", deliver()[-1].link, {"new_password": NEW}).status == 200
    assert api.call("POST", thiefs_link, {}).status == 404


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
