"""Every domain error meets its HTTP status here, and becomes a problem document (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from chalicelib import errors

CONTENT_TYPE = "application/problem+json"
INTERNAL = "internal_error"

_STATUSES: Mapping[type[errors.DomainError], tuple[int, str]] = {
    errors.MalformedBody: (400, "Malformed request"),
    errors.BadCursor: (400, "Malformed request"),
    errors.NotAuthenticated: (401, "Not authenticated"),
    errors.WrongCredentials: (401, "Not authenticated"),
    errors.RoleNeeded: (403, "Not allowed"),
    errors.NotYours: (403, "Not allowed"),
    errors.NoCompany: (403, "Not allowed"),
    errors.StatisticsHidden: (403, "Not allowed"),
    errors.MemberNotFound: (404, "Not found"),
    errors.LinkExpired: (404, "Not found"),
    errors.LastAdmin: (409, "Conflict"),
    errors.CompanyNotEmpty: (409, "Conflict"),
    errors.Conflict: (409, "Conflict"),
    errors.Throttled: (429, "Too many requests"),
    errors.InvoiceNotFound: (404, "Not found"),
    errors.FileNotAvailable: (404, "Not found"),
    errors.ExportNotFound: (404, "Not found"),
    errors.EmailTaken: (409, "Conflict"),
    errors.DuplicateFile: (409, "Conflict"),
    errors.DraftNotFound: (404, "Not found"),
    errors.WebhookNotFound: (404, "Not found"),
    errors.TooManyWebhooks: (409, "Conflict"),
    errors.NumberTaken: (409, "Conflict"),
    errors.NotReady: (409, "Conflict"),
    errors.VersionMismatch: (412, "Precondition failed"),
    errors.NotAcceptable: (406, "Not acceptable"),
    errors.DuplicateInvoice: (409, "Conflict"),
    errors.InvoiceBroken: (409, "Conflict"),
    errors.RequestInProgress: (409, "Conflict"),
    errors.SuppressionNotFound: (404, "Not found"),
    errors.IdempotencyKeyReused: (422, "Invalid input"),
    errors.BodyTooLarge: (413, "Body too large"),
    errors.UnsupportedContentType: (415, "Unsupported media type"),
    errors.InvalidInput: (422, "Invalid input"),
}


def problem_of(error: errors.DomainError, request_id: str) -> dict[str, Any]:
    """Return the problem document of a domain error."""
    status, title = status_of(error)
    problem = _problem(error.code, status, title, error.detail, request_id)
    if isinstance(error, errors.InvalidInput):
        problem["errors"] = [{"field": field, "message": message} for field, message in error.problems]
    for member in ("invoice_id", "retry_after"):
        if (value := getattr(error, member, "")) != "":
            problem[member] = value
    return problem


def internal_problem(request_id: str) -> dict[str, Any]:
    """Return the problem document of a fault of ours; the log has the rest under the request's id."""
    detail = "Something went wrong on our side. Please try again; the request id helps us to find it."
    return _problem(INTERNAL, 500, "Internal error", detail, request_id)


def headers_of(problem: Mapping[str, Any]) -> dict[str, str]:
    """Return the headers that belong to a problem."""
    if problem["status"] == 401:  # noqa: PLR2004 - RFC 9110, 15.5.2
        return {"WWW-Authenticate": "Bearer"}
    return {"Retry-After": str(problem["retry_after"])} if "retry_after" in problem else {}


def status_of(error: errors.DomainError) -> tuple[int, str]:
    """Return a domain error's HTTP status and the problem's title."""
    return next(_STATUSES[kind] for kind in type(error).__mro__ if kind in _STATUSES)


def _problem(code: str, status: int, title: str, detail: str, request_id: str) -> dict[str, Any]:
    return {
        "type": f"urn:invoice-system:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id,
    }
