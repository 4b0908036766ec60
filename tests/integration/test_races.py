"""Twenty at the same instant, with real threads."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from chalicelib.accounts import resets, sessions
from chalicelib.accounts.tokens import TokenType, verify_token
from chalicelib.authorization import Caller, Role
from chalicelib.errors import DomainError, DuplicateFile
from chalicelib.invoices import uploading
from chalicelib.storage import sessions as session_store
from chalicelib.storage import users
from infra.local.atomic import make_requests_atomic
from tests.api import PASSWORD, Api
from tests.mail import deliver

CROWD = 20


def at_once(action: Callable[[int], object]) -> Counter[str]:
    """Run an action in many threads that start together; count successes and the errors' names."""
    barrier = Barrier(CROWD)

    def run(number: int) -> str:
        barrier.wait()
        try:
            action(number)
        except DomainError as error:
            return type(error).__name__
        return "success"

    with ThreadPoolExecutor(CROWD) as pool:
        return Counter(pool.map(run, range(CROWD)))


@pytest.fixture
def warm(api: Api) -> Api:
    """Return a client whose process has made its connections: threads race on the database, not on set-up."""
    make_requests_atomic()
    api.person().get("/me")
    return api


def test_twenty_registrations_of_one_address_make_one_account(warm: Api) -> None:
    def register(number: int) -> None:
        sessions.register(
            email="race@example.com",
            password=PASSWORD,
            name=str(number),
            company_name="",
            language="en",
            source_ip=str(number),
        )

    outcome = at_once(register)
    assert outcome["success"] == 1
    assert set(outcome) <= {"success", "EmailTaken", "Throttled"}
    user = users.find_user_by_email("race@example.com")
    assert user is not None


def test_twenty_uses_of_one_reset_link_have_one_success(warm: Api) -> None:
    person = warm.person()
    warm.call("POST", "/auth/password_reset", {"email": person.email})
    uid, token = deliver()[-1].link.split("/")[-2:]
    passphrases = [f"fine passphrase number {number}" for number in range(CROWD)]
    outcome = at_once(lambda number: resets.confirm_reset(uid, token, passphrases[number], base_url=""))
    assert outcome == {"success": 1, "LinkExpired": CROWD - 1}
    logins = [
        warm.call("POST", "/auth/login", {"email": person.email, "password": word}).status for word in passphrases[:9]
    ]
    assert logins.count(200) <= 1


def test_twenty_refreshes_with_one_token_have_at_most_one_success(warm: Api) -> None:
    person = warm.person()
    outcome = at_once(lambda number: sessions.refresh(person.refresh, source_ip=str(number)))
    assert outcome["success"] <= 1
    assert set(outcome) <= {"success", "SessionEnded"}
    claims = verify_token(person.refresh, TokenType.REFRESH)
    assert session_store.find_user_and_session(claims.user_id, claims.session_id) is None


def test_twenty_uploads_of_the_same_bytes_make_one_invoice(warm: Api) -> None:
    person = warm.person()
    caller = Caller(person.user["id"], "session", person.user["company_id"], Role.ADMIN, sees_company=True)

    def upload(number: int) -> None:
        uploading.accept_upload(
            caller, filename=f"{number}.pdf", content_type="application/pdf", data=b"%PDF-1.4 the same"
        )

    outcome = at_once(upload)
    assert outcome["success"] == 1
    assert outcome[DuplicateFile.__name__] == CROWD - 1
    assert len(person.get("/invoices").json["items"]) == 1
