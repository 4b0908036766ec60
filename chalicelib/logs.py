"""Structured logs: one JSON object a line, with a request's id in each, and no secrets or personal data in any.

Redaction is by the name of the key wherever it stands in the record, and by shape (tokens, e-mail addresses) in text,
so that a careless `logger.info` can't leak what it was handed.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.settings import settings

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

SERVICE = "invoices"
REDACTED = "[redacted]"

_SECRET_KEYS = re.compile(r"password|secret|token|authorization|cookie|email|iban|tax_id|signature", re.IGNORECASE)
_SECRET_TEXT = re.compile(
    r"eyJ[\w-]+\.[\w-]+\.[\w-]*"  # a JSON Web Token
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"  # an e-mail address
    r"|X-Amz-Signature=\w+"  # the signature of a presigned URL
)


@cache
def logger() -> "Logger":
    """Return the process's logger."""
    from aws_lambda_powertools import Logger
    from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

    class RedactingFormatter(LambdaPowertoolsFormatter):
        def serialize(self, log: Any) -> str:
            return super().serialize(redact(log))

    return Logger(
        service=SERVICE,
        level=settings().log_level,
        logger_formatter=RedactingFormatter(),
        log_uncaught_exceptions=False,
    )


def correlation_id() -> str | None:
    """Return the id that this process's log lines carry now: the request's, if it is known."""
    return logger().get_correlation_id()


def follow(request_id: str | None) -> None:
    """Log under a request's id from now on, where it is known."""
    if request_id:
        logger().set_correlation_id(request_id)


def redact(value: Any, key: str = "") -> Any:
    """Return a log value without secrets and personal data.

    >>> redact({"path": "/auth/login", "password": "hunter2", "note": "from ann@example.com"})
    {'path': '/auth/login', 'password': '[redacted]', 'note': 'from [redacted]'}
    """
    if isinstance(value, dict):
        return {name: redact(inner, str(name)) for name, inner in value.items()}
    if _SECRET_KEYS.search(key):
        return REDACTED
    if isinstance(value, list | tuple):
        return [redact(inner) for inner in value]
    return _SECRET_TEXT.sub(REDACTED, value) if isinstance(value, str) else value
