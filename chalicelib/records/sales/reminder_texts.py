"""What a company writes in its reminders in the place of the system's text: a text for a level and a language.

A text has placeholders of a fixed set, such as `{number}`. They are filled in one pass over the text, by name alone: no
formats, no attributes; and what a value says is not looked at again, whatever braces it has.

>>> fill("Invoice {number} of {customer}", {"number": "{company}", "customer": "Ann", "company": "Harbour Books"})
'Invoice {company} of Ann'
"""

import re
from collections.abc import Mapping, Sequence

from chalicelib.records.companies import Profile, ReminderText

MAX_SUBJECT = 150  # characters
MAX_TEXT = 2_000  # characters
MAX_TOGETHER = 12_000  # characters of all texts: old and new ones, escaped, must fit one item of the audit trail
PLACEHOLDERS = ("company", "number", "customer", "issue_date", "due_date", "total", "still_open")
"""What can be filled in, by the names that it has in mails."""
_NAMED = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BRACE = re.compile(r"[{}]")
# Those that line breaks are, those that turn the direction of what follows, and what XML and JSON can't carry.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


def checked_text(text: str) -> str:
    r"""Return a text with its line breaks as `\n`.

    >>> checked_text("Dear {customer},\r\n\r\nplease pay {still_open}.")
    'Dear {customer},\n\nplease pay {still_open}.'
    >>> checked_text("{company.name}")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: has a brace outside of a placeholder; there are {company}, {number}, ...

    Raises:
        ValueError: says what is wrong with it.

    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines.strip():
        raise ValueError("must not be empty")
    if _CONTROL.search(lines):
        raise ValueError("has control characters other than line breaks")
    for name in _PLACEHOLDER.findall(lines):
        if name not in PLACEHOLDERS:
            message = f"has {{{name}}}, which is no placeholder; there are {_NAMED}"
            raise ValueError(message)
    if _BRACE.search(_PLACEHOLDER.sub("", lines)):
        message = f"has a brace outside of a placeholder; there are {_NAMED}"
        raise ValueError(message)
    return lines


def repeated(pairs: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """Return the first level and language that are there twice.

    >>> repeated([(1, "de"), (1, "en"), (2, "de"), (1, "en")])
    (1, 'en')
    """
    return next((pair for place, pair in enumerate(pairs) if pair in pairs[:place]), None)


def own_text(profile: Profile, level: int, language: str) -> ReminderText | None:
    """Return what a company writes in a reminder of this level and language; None where that is the system's text."""
    texts = profile.get("reminder_texts", [])
    return next((text for text in texts if (text["level"], text["language"]) == (level, language)), None)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled in; a value that is not known leaves nothing."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)


def paragraphs(text: str) -> list[str]:
    r"""Return the paragraphs of a text, which blank lines part; a single line break stays within one.

    >>> paragraphs("Dear Ann,\n\n\nplease pay.\nThank you.\n \nBob")
    ['Dear Ann,', 'please pay.\nThank you.', 'Bob']
    """
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
