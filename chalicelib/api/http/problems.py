"""Every domain error meets its HTTP status here, and becomes a problem document (RFC 9457)."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from chalicelib import errors
from chalicelib.api.http.schema import Output

CONTENT_TYPE = "application/problem+json"
INTERNAL = "internal_error"


class FieldProblem(Output):
    """What is wrong with one field of the input; `field` is its path, such as `address.city`."""

    field: str
    message: str


class Problem(Output):
    """An error (RFC 9457): `code` is stable, `detail` a sentence for a person, `request_id` finds it in the logs.

    `errors` comes with invalid input, `invoice_id` where it is about an invoice, `retry_after` (seconds) where
    waiting helps, `factors` (`totp`, `passkey`, `recovery_code`) where a second factor is missing.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: list[FieldProblem] | SkipJsonSchema[None] = None
    invoice_id: str | SkipJsonSchema[None] = None
    retry_after: Annotated[int, Field(ge=1)] | SkipJsonSchema[None] = None
    factors: list[str] | SkipJsonSchema[None] = None


_STATUSES: Mapping[type[errors.DomainError], tuple[int, str]] = {
    errors.MalformedBody: (400, "Malformed request"),
    errors.BadCursor: (400, "Malformed request"),
    errors.NotAuthenticated: (401, "Not authenticated"),
    errors.WrongCredentials: (401, "Not authenticated"),
    errors.CodeNeeded: (401, "Not authenticated"),
    errors.WrongCode: (401, "Not authenticated"),
    errors.WrongPasskey: (401, "Not authenticated"),
    errors.OidcUnavailable: (404, "Not found"),
    errors.OidcRefused: (401, "Not authenticated"),
    errors.OidcAddressUnverified: (403, "Not allowed"),
    errors.OidcOtherIdentity: (409, "Conflict"),
    errors.OidcUnlinked: (403, "Not allowed"),
    errors.OidcUnreachable: (503, "Not reachable"),
    errors.IdentityNotFound: (404, "Not found"),
    errors.TooManyPasskeys: (409, "Conflict"),
    errors.ProofNeeded: (403, "Not allowed"),
    errors.FactorNeeded: (403, "Not allowed"),
    errors.FactorAlreadySetUp: (409, "Conflict"),
    errors.FactorNotFound: (404, "Not found"),
    errors.SessionNotFound: (404, "Not found"),
    errors.RoleNeeded: (403, "Not allowed"),
    errors.ScopeMissing: (403, "Not allowed"),
    errors.KeyNotFound: (404, "Not found"),
    errors.InvitationNotFound: (404, "Not found"),
    errors.TooManyKeys: (409, "Conflict"),
    errors.AddressUnproven: (403, "Not allowed"),
    errors.NotYours: (403, "Not allowed"),
    errors.NoCompany: (403, "Not allowed"),
    errors.StatisticsHidden: (403, "Not allowed"),
    errors.SuppressionsHidden: (403, "Not allowed"),
    errors.SuppliersHidden: (403, "Not allowed"),
    errors.SupplierNotFound: (404, "Not found"),
    errors.MemberNotFound: (404, "Not found"),
    errors.LinkExpired: (404, "Not found"),
    errors.LastAdmin: (409, "Conflict"),
    errors.CompanyNotEmpty: (409, "Conflict"),
    errors.Conflict: (409, "Conflict"),
    errors.Throttled: (429, "Too many requests"),
    errors.MailInUnavailable: (409, "Conflict"),
    errors.BatchNotFound: (404, "Not found"),
    errors.InvoiceNotFound: (404, "Not found"),
    errors.FileNotAvailable: (404, "Not found"),
    errors.ConsoleFileMissing: (404, "Not found"),
    errors.ExportNotFound: (404, "Not found"),
    errors.EmailTaken: (409, "Conflict"),
    errors.DuplicateFile: (409, "Conflict"),
    errors.DraftNotFound: (404, "Not found"),
    errors.WebhookNotFound: (404, "Not found"),
    errors.TooManyWebhooks: (409, "Conflict"),
    errors.CustomerNotFound: (404, "Not found"),
    errors.ItemNotFound: (404, "Not found"),
    errors.EntryNumberTaken: (409, "Conflict"),
    errors.TooManyEntries: (409, "Conflict"),
    errors.QuoteNotFound: (404, "Not found"),
    errors.RecurringNotFound: (404, "Not found"),
    errors.TooManyRecurring: (409, "Conflict"),
    errors.NumberTaken: (409, "Conflict"),
    errors.NotReady: (409, "Conflict"),
    errors.NotApprovable: (409, "Conflict"),
    errors.WrongStep: (409, "Conflict"),
    errors.SecondPersonNeeded: (409, "Conflict"),
    errors.NotPayable: (409, "Conflict"),
    errors.NothingOpen: (409, "Conflict"),
    errors.OverPaid: (409, "Conflict"),
    errors.TooManyTags: (409, "Conflict"),
    errors.PaymentNotFound: (404, "Not found"),
    errors.Issued: (409, "Conflict"),
    errors.HasPayments: (409, "Conflict"),
    errors.NotCreditable: (409, "Conflict"),
    errors.OverCredited: (409, "Conflict"),
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
    errors.NotDrawable: (422, "Invalid input"),
    errors.OutOfTime: (503, "Out of time"),
}


def problem_of(error: errors.DomainError, request_id: str) -> Problem:
    """Return the problem document of a domain error."""
    status, title = status_of(type(error))
    wrong = error.problems if isinstance(error, errors.InvalidInput) else ()
    return Problem(
        type=_type(error.code),
        title=title,
        status=status,
        detail=error.detail,
        code=error.code,
        request_id=request_id,
        errors=[FieldProblem(field=field, message=message) for field, message in wrong] or None,
        invoice_id=getattr(error, "invoice_id", None) or None,
        retry_after=getattr(error, "retry_after", None),
        factors=list(getattr(error, "factors", ())) or None,
    )


def internal_problem(request_id: str) -> Problem:
    """Return the problem document of a fault of ours; the log has the rest under the request's id."""
    return Problem(
        type=_type(INTERNAL),
        title="Internal error",
        status=500,
        detail="Something went wrong on our side. Please try again; the request id helps us to find it.",
        code=INTERNAL,
        request_id=request_id,
    )


def headers_of(problem: Problem) -> dict[str, str]:
    """Return the headers that belong to a problem."""
    if problem.status == 401:  # noqa: PLR2004 - RFC 9110, 15.5.2
        return {"WWW-Authenticate": "Bearer"}
    return {"Retry-After": str(problem.retry_after)} if problem.retry_after is not None else {}


def status_of(kind: type[errors.DomainError]) -> tuple[int, str]:
    """Return the HTTP status of a kind of domain error, and the problem's title."""
    return next(_STATUSES[base] for base in kind.__mro__ if base in _STATUSES)


def _type(code: str) -> str:
    return f"urn:invoice-system:problem:{code}"
