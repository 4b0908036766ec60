"""What a company may write to strangers: little in its first week, and more with every week.

So throwaway accounts must grow old before they are worth anything. A new company's messages are short and contain no
links, and a name that looks like a web address is replaced by the e-mail address that its owner has proven.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from chalicelib.records.companies import Company
from chalicelib.settings import settings

MAX_FIRST_MESSAGE = 500  # characters
MAX_NAME = 80  # characters of a name in a mail to strangers
_WEEK = timedelta(days=7)
_MAX_DOUBLINGS = 20  # weeks; by then the growing limit exceeds any sensible overall limit
_WEB_ADDRESS = re.compile(r"://|[\w-]\.[a-z]{2,}", re.IGNORECASE)


def is_new(company: Company, instant: datetime) -> bool:
    """Tell whether a company is in its first week."""
    return instant - company.created_at < _WEEK


def recipients_a_day(company: Company, instant: datetime) -> int:
    """Return to how many recipients a company may send on a day: twice as many every week, up to the limit of all."""
    weeks = max(0, (instant - company.created_at) // _WEEK)
    grown: int = settings().recipients_per_day_at_first * 2 ** min(weeks, _MAX_DOUBLINGS)
    return min(grown, settings().recipients_per_day)


def message_fault(message: str) -> str | None:
    """Return what a new company may not write in its message.

    >>> message_fault("Thank you. See you soon!")
    >>> message_fault("Please log in at evil.example/bank")
    'In its first week a company writes no web addresses, e-mail addresses or names of files.'
    >>> message_fault("x" * 501)
    'In its first week a company writes at most 500 characters.'
    """
    if len(message) > MAX_FIRST_MESSAGE:
        return f"In its first week a company writes at most {MAX_FIRST_MESSAGE} characters."
    if _WEB_ADDRESS.search(message):
        return "In its first week a company writes no web addresses, e-mail addresses or names of files."
    return None


def word_faults(company: Company, words: Mapping[str, str], instant: datetime) -> list[tuple[str, str]]:
    """Return which of these words a company may not write to strangers: the name of each, and what is wrong with it."""
    if not is_new(company, instant):
        return []
    return [(name, fault) for name, text in words.items() if (fault := message_fault(text))]


def shown_name(name: str, email: str, *, new: bool) -> str:
    """Return the name of a company or person in a mail to strangers; `email` is the writer's proven address.

    >>> shown_name("Harbour Books", "bea@example.com", new=True)
    'Harbour Books'
    >>> shown_name("Your bank: http://evil.example", "bea@example.com", new=True)
    'bea@example.com'
    """
    if new and _WEB_ADDRESS.search(name):
        return email
    return name[:MAX_NAME] or email
