"""What credit notes leave of an issued invoice, and how long an issued invoice is kept."""

from datetime import date, datetime
from enum import StrEnum

from chalicelib.records.companies import Profile

DEFAULT_RETENTION_YEARS = 10
CREDIT_NOTE_MARK = "CN-"


class CreditState(StrEnum):
    """How much of an issued invoice was credited; without a state nothing was."""

    PARTLY_CREDITED = "partly_credited"
    CREDITED = "credited"
    CANCELLED = "cancelled"


CREDITED_WHOLLY = (CreditState.CREDITED, CreditState.CANCELLED)


def kept_until(profile: Profile, issue_date: date | None, created_at: datetime) -> date:
    """Return the last day for which an issued invoice is kept: retention begins with the year after it was issued.

    An issue date in the past, which a form may give, makes it no shorter.

    >>> kept_until({"retention_years": 8}, date(2001, 5, 3), datetime(2026, 5, 3))
    datetime.date(2034, 12, 31)
    """
    issued = max(issue_date or created_at.date(), created_at.date())
    years = int(profile.get("retention_years", DEFAULT_RETENTION_YEARS))
    return date(min(issued.year + years, date.max.year), 12, 31)


def credit_note_prefix(profile: Profile) -> str:
    """Return what the numbers of a company's credit notes begin with, which are a range of their own.

    >>> credit_note_prefix({}), credit_note_prefix({"number_prefix": "INV-"})
    ('CN-', 'INV-CN-')
    >>> credit_note_prefix({"number_prefix": "INV-", "credit_note_prefix": "GS"})
    'GS'
    """
    given = profile.get("credit_note_prefix")
    return str(given) if given else f"{profile.get('number_prefix', '')}{CREDIT_NOTE_MARK}"
