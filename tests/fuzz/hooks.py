"""The caller, for schemathesis: one person for most routes, another where a call may end what the person has."""

from secrets import token_hex
from typing import Any

import requests
import schemathesis

from infra.local.mail.mailbox import prove_address

ENDING = frozenset(
    {"accept_invitation", "change_password", "delete_company", "delete_me", "log_out", "log_out_everywhere"}
)
FILES = frozenset({"application/pdf"})
_SECONDS = 30


@schemathesis.auth(refresh_interval=None)  # asked at every request
class Bearer:
    """Access tokens of people who are registered as they are needed."""

    def __init__(self) -> None:
        self._tokens: dict[bool, str] = {}

    def get(self, case: Any, context: Any) -> str:  # noqa: ARG002
        """Return a token that is good now."""
        base = str(case.operation.base_url).rstrip("/")
        ending = case.operation.definition.raw.get("operationId") in ENDING
        if ending not in self._tokens or (ending and not _is_good(base, self._tokens[ending])):
            self._tokens[ending] = _register(base)
        return self._tokens[ending]

    def set(self, case: Any, data: str, context: Any) -> None:  # noqa: ARG002
        """Send it."""
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Name a file's type where a route answers with one and the request does not: OpenAPI has no word for that."""
    responses = case.operation.definition.raw.get("responses", {})
    kinds = [kind for kind in responses.get("200", {}).get("content", {}) if kind in FILES]
    if kinds:
        case.headers.setdefault("Accept", kinds[0])


def _is_good(base: str, token: str) -> bool:
    return requests.get(f"{base}/company", headers={"Authorization": f"Bearer {token}"}, timeout=_SECONDS).ok


def _register(base: str) -> str:
    body = {"email": f"fuzz-{token_hex(8)}@example.com", "password": "four words make sense"}
    answer = requests.post(f"{base}/auth/register", json=body, timeout=_SECONDS)
    answer.raise_for_status()
    prove_address(base, body["email"], body["password"])
    return str(answer.json()["access"])
