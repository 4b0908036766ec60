"""The domain's exceptions: what a caller did or hit, as facts with data.

Nothing here knows HTTP: `chalicelib.api.problems` gives each its status.
`code` is stable and part of the API; `detail` is a sentence for a person.
"""


class DomainError(Exception):
    """Base of every error that a caller can cause or meet."""

    code = "error"
    detail = "The request could not be carried out."

    def __init__(self, detail: str | None = None) -> None:
        """Take a more precise sentence than the class's own, if there is one."""
        self.detail = detail or type(self).detail
        super().__init__(self.detail)


class InvalidInput(DomainError):
    """Input that parses but breaks a rule; `problems` pairs each field with what is wrong with it."""

    code = "invalid_input"
    detail = "Some fields are invalid."

    def __init__(self, *problems: tuple[str, str]) -> None:
        """Carry (field, message) pairs."""
        self.problems = problems
        super().__init__()


# Accounts


class NotAuthenticated(DomainError):
    """No token, or one that proves nothing."""

    code = "not_authenticated"
    detail = "Please log in: the access token is missing, invalid or expired."


class SessionEnded(NotAuthenticated):
    """The token is genuine, but its session is over."""

    code = "session_ended"
    detail = "This session has ended. Please log in again."


class WrongCredentials(DomainError):
    """E-mail and password don't belong together; says nothing of which part was wrong."""

    code = "wrong_credentials"
    detail = "E-mail or password is wrong."


class EmailTaken(DomainError):
    """Another account holds the e-mail address."""

    code = "email_taken"
    detail = "An account with this e-mail address exists already."


# Invoices


class InvoiceNotFound(DomainError):
    """No such invoice in the caller's company; another company's is no different from none."""

    code = "invoice_not_found"
    detail = "There is no such invoice."

    def __init__(self, invoice_id: str) -> None:
        """Carry the id that was asked for."""
        self.invoice_id = invoice_id
        super().__init__()


class FileNotAvailable(DomainError):
    """The invoice exists, but this file of it does not (yet)."""

    code = "file_not_available"

    def __init__(self, kind: str, status: str | None = None) -> None:
        """Carry the kind of file and, for a kind that exists, where the invoice's processing stands."""
        self.kind, self.status = kind, status
        super().__init__(f"The invoice has no file '{kind}'" + (f"; its status is {status}." if status else "."))


class DuplicateFile(DomainError):
    """The same bytes are in the company already."""

    code = "duplicate_file"
    detail = "This file has been uploaded before."

    def __init__(self, invoice_id: str) -> None:
        """Carry the first invoice's id."""
        self.invoice_id = invoice_id
        super().__init__()


class BadCursor(DomainError):
    """A cursor that this list did not give out."""

    code = "bad_cursor"
    detail = "The cursor is not one that this list gave out."


# Requests


class MalformedBody(DomainError):
    """The body can't be parsed as what its content type says."""

    code = "malformed_body"
    detail = "The body is not well-formed."


class UnsupportedContentType(DomainError):
    """The route doesn't take bodies of this type."""

    code = "unsupported_content_type"

    def __init__(self, content_type: str, accepted: tuple[str, ...]) -> None:
        """Carry what came and what would be accepted."""
        self.content_type, self.accepted = content_type, accepted
        super().__init__(f"Content-Type {content_type or '(none)'} is not accepted here; use {', '.join(accepted)}.")


class BodyTooLarge(DomainError):
    """The body is larger than this way in can take."""

    code = "body_too_large"

    def __init__(self, size: int, limit: int, hint: str = "") -> None:
        """Carry sizes in bytes, and what to do instead."""
        self.size, self.limit = size, limit
        super().__init__(f"The body has {size:,} bytes; the limit is {limit:,}.{hint}")
