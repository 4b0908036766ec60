"""The Python client against the application: what it renews, makes again, does once, and says of errors."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from invoice_client import Api as Client
from invoice_client import ApiError
from invoice_client.generated.api.auth import prove_again
from invoice_client.generated.api.drafts import add_draft, list_drafts
from invoice_client.generated.api.invoices import announce_upload, correct_invoice, get_invoice, list_invoices
from invoice_client.generated.api.keys import make_key
from invoice_client.generated.api.me import get_me
from invoice_client.generated.models import Announcement, CorrectionIn, FormDocument, KeyIn, ProofAgain
from tests.support.api import PASSWORD, Api, Person
from tests.support.invoices.forms import document
from tests.support.people.factors import Clock, clock, enrolled

__all__ = ["clock"]  # a fixture

PDF = b"%PDF-1.7\nno page is needed here"
URL = "https://api.example.com/dev"


class Line(httpx.BaseTransport):
    """Carries requests to the application in this process, one after the other, and fails as it is told."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._lock = threading.Lock()
        self.sent: list[str] = []
        self.failures: list[Callable[[httpx.Request], httpx.Response | None]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode().removeprefix("/dev")
        with self._lock:
            self.sent.append(f"{request.method} {path}")
            failed = self.failures.pop(0)(request) if self.failures else None
            return failed or self._answer(request, path)

    def lose_answer(self) -> None:
        """Let the next request be done, and its answer be lost."""

        def lost(request: httpx.Request) -> httpx.Response | None:
            self._answer(request, request.url.raw_path.decode().removeprefix("/dev"))
            raise httpx.ReadError("the connection broke off", request=request)

        self.failures.append(lost)

    def refuse(self, status: int, **headers: str) -> None:
        """Let the next request be answered by a gateway that does nothing."""
        self.failures.append(lambda _: httpx.Response(status, headers=headers))

    def _answer(self, request: httpx.Request, path: str) -> httpx.Response:
        headers = {name.title(): value for name, value in request.headers.items() if name != "host"}
        kind = headers.pop("Content-Type", "application/json")
        answer = self._api.call(request.method, path, data=request.read(), content_type=kind, headers=headers)
        return httpx.Response(answer.status, headers=answer.headers, content=answer.body)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that are made, which take no time."""
    made: list[float] = []
    monkeypatch.setattr("httpx_retries.retry.time.sleep", made.append)
    return made


@pytest.fixture
def line(api: Api) -> Line:
    return Line(api)


@pytest.fixture
def person(api: Api) -> Person:
    return api.person()


@pytest.fixture
def client(line: Line, person: Person, pauses: list[float]) -> Client:
    client = Client(URL, inner=line)
    client.log_in(person.email, PASSWORD)
    line.sent.clear()
    return client


def test_a_refused_token_is_renewed_once_for_all_that_met_it(client: Client, line: Line, person: Person) -> None:
    client.tokens.keep("expired", client.tokens.refresh)
    with ThreadPoolExecutor(4) as pool:
        emails = {each.email for each in pool.map(lambda _: get_me.sync(client=client), range(4))}
    assert emails == {person.email}
    assert line.sent.count("POST /auth/token/refresh") == 1


def test_an_address_that_ends_with_a_slash_is_the_same(client: Client, line: Line, person: Person) -> None:
    other = Client(f"{URL}/", inner=line)
    other.tokens.keep("expired", client.tokens.refresh)
    assert get_me.sync(client=other).email == person.email
    assert line.sent == ["GET /me", "POST /auth/token/refresh", "GET /me"]


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/a", "http://api.example.com/dev/me", "https://api.example.com:8443/dev/me"]
)
def test_other_hosts_get_no_token(person: Person, url: str) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(401 if len(seen) == 1 else 200)

    client = Client(URL, inner=httpx.MockTransport(answer))
    client.tokens.keep(person.access, person.refresh)
    assert client.http.get(url).status_code == 401
    assert client.download(url) == b""
    assert [str(request.url) for request in seen] == [url, url], "nothing is renewed"
    assert not any("Authorization" in request.headers for request in seen)
    client.http.get("https://API.example.com:443/dev/me")
    assert seen[-1].headers["Authorization"] == f"Bearer {person.access}"


def test_a_renewal_whose_answer_was_lost_is_made_again(client: Client, line: Line, person: Person) -> None:
    client.tokens.keep("expired", client.tokens.refresh)
    line.failures.append(lambda _: None)
    line.lose_answer()
    assert get_me.sync(client=client).email == person.email


@pytest.mark.parametrize(("given", "code"), [("000000", "wrong_code"), ("", "code_needed")])
def test_a_second_factor_that_is_wrong_or_missing_renews_nothing(
    client: Client, line: Line, person: Person, clock: Clock, *, given: str, code: str
) -> None:
    enrolled(person, clock)
    refresh = client.tokens.refresh
    with pytest.raises(ApiError) as caught:
        prove_again.sync(client=client, body=ProofAgain(PASSWORD, code=given))
    assert (caught.value.status, caught.value.code) == (401, code)
    assert caught.value.factors == (("totp",) if code == "code_needed" else ())
    assert line.sent == ["POST /auth/proof"]
    assert client.tokens.refresh == refresh


def test_a_log_in_that_fails_leaves_the_session(client: Client, line: Line, person: Person) -> None:
    tokens = (client.tokens.access, client.tokens.refresh)
    with pytest.raises(ApiError) as caught:
        client.log_in(person.email, "wrong wrong wrong")
    assert caught.value.code == "wrong_credentials"
    line.failures.append(lambda request: httpx.Response(302, headers={"Location": str(request.url)}))
    with pytest.raises(ApiError):
        client.log_in(person.email, PASSWORD)
    assert line.sent == ["POST /auth/login"] * 2
    assert (client.tokens.access, client.tokens.refresh) == tokens
    assert get_me.sync(client=client).email == person.email


def test_a_session_that_is_over_is_an_error_and_is_not_renewed_for_ever(client: Client, line: Line, api: Api) -> None:
    api.call("POST", "/auth/logout", token=client.tokens.access)
    with pytest.raises(ApiError) as caught:
        get_me.sync(client=client)
    assert (caught.value.status, caught.value.code) == (401, "session_ended")
    assert line.sent == ["GET /me", "POST /auth/token/refresh"]
    assert client.tokens.access == ""


def test_what_was_made_under_a_key_is_made_once_though_its_answer_was_lost(client: Client, line: Line) -> None:
    line.lose_answer()
    draft = add_draft.sync(client=client, body=FormDocument.from_dict(document()))
    assert line.sent == ["POST /drafts", "POST /drafts"]
    assert [each.id for each in list_drafts.sync(client=client).items] == [draft.id]


def test_what_could_be_done_twice_is_not_made_again(client: Client, line: Line) -> None:
    line.lose_answer()
    with pytest.raises(httpx.ReadError):
        make_key.sync(client=client, body=KeyIn(name="till", scopes=["read"]))
    assert line.sent == ["POST /company/keys"]


def test_too_many_requests_are_made_again_when_the_api_says(client: Client, line: Line, pauses: list[float]) -> None:
    line.refuse(429, **{"Retry-After": "7"})
    line.refuse(429, **{"Retry-After": "900"})
    assert make_key.sync(client=client, body=KeyIn(name="till", scopes=["read"])).key
    assert pauses == [7, 60]


def test_a_failure_in_passing_is_tried_four_times_with_growing_pauses(
    client: Client, line: Line, pauses: list[float]
) -> None:
    for _ in range(4):
        line.refuse(503)
    with pytest.raises(ApiError) as caught:
        list_invoices.sync(client=client)
    assert caught.value.status == 503
    assert line.sent == ["GET /invoices?limit=25"] * 4
    assert len(pauses) == 3
    assert pauses == sorted(pauses)


def test_an_error_says_which_fields_are_wrong(client: Client) -> None:
    with pytest.raises(ApiError) as caught:
        announce_upload.sync(client=client, body=Announcement("", "application/pdf", 0))
    assert caught.value.code == "invalid_input"
    assert {"filename", "size"} <= caught.value.errors.keys()
    assert caught.value.request_id


def test_a_file_is_uploaded_once_and_a_second_time_names_the_first(client: Client) -> None:
    uploaded = client.upload("invoice.pdf", PDF)
    assert get_invoice.sync(uploaded.id, client=client).status == "queued"
    with pytest.raises(ApiError) as caught:
        client.upload("again.pdf", PDF)
    assert (caught.value.code, caught.value.invoice_id) == ("duplicate_file", uploaded.id)


def test_a_correction_sends_no_field_that_was_not_named(client: Client) -> None:
    invoice = client.upload("invoice.pdf", PDF)
    assert CorrectionIn(total="1190.00").to_dict() == {"total": "1190.00", "recalculate": False}
    with pytest.raises(ApiError, match="409"):  # it is not read yet
        correct_invoice.sync(invoice.id, client=client, body=CorrectionIn(total="1190.00"))


def test_a_key_acts_without_logging_in(client: Client, line: Line) -> None:
    key = make_key.sync(client=client, body=KeyIn(name="till", scopes=["read"])).key
    assert list_invoices.sync(client=Client(URL, key=str(key), inner=line)).items == []
