"""The current time, in one place: always UTC, cut to milliseconds so that what is stored is what is answered."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant in UTC, to the millisecond."""
    instant = datetime.now(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
