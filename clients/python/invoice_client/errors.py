"""An answer that is no success, as a problem document says it (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

import httpx

_PROBLEM = "application/problem+json"


class ApiError(Exception):
    """The API refused a request, or failed. Branch on `code`, which is stable; show `detail` to people."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        """Take what the problem says; a gateway's own page says nothing but its status."""
        self.status = status
        self.code: str = problem.get("code", "unknown")
        self.detail: str = problem.get("detail", "")
        self.errors: dict[str, str] = {each["field"]: each["message"] for each in problem.get("errors", ())}
        self.request_id: str | None = problem.get("request_id")
        self.invoice_id: str | None = problem.get("invoice_id")
        self.retry_after: int | None = problem.get("retry_after")
        self.factors: tuple[str, ...] = tuple(problem.get("factors", ()))
        fields = (f"{field}: {message}" for field, message in self.errors.items())
        super().__init__(" ".join((f"{status} {self.code}: {self.detail}", *fields)))


def error_of(response: httpx.Response) -> ApiError:
    """Return the error that an answer is."""
    is_problem = response.headers.get("Content-Type", "").startswith(_PROBLEM)
    return ApiError(response.status_code, response.json() if is_problem else {"detail": response.reason_phrase})
