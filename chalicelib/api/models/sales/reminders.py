"""The shapes of what a company writes in its reminders."""

from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt

from chalicelib.api.http.schema import ONE_LINE, Input
from chalicelib.languages import Language
from chalicelib.records.sales.reminder_texts import (
    MAX_SUBJECT,
    MAX_TEXT,
    MAX_TOGETHER,
    PLACEHOLDERS,
    checked_text,
    repeated,
)
from chalicelib.records.sales.reminders import MAX_LEVELS

_NAMED = ", ".join(f"`{{{name}}}`" for name in PLACEHOLDERS)

ReminderLevel = Annotated[
    StrictInt, Field(ge=1, le=MAX_LEVELS, description="Which reminder: the first, second or third")
]
ReminderSubject = Annotated[
    str,
    Field(min_length=1, max_length=MAX_SUBJECT, pattern=ONE_LINE, description=f"Subject of the mail, with {_NAMED}"),
    AfterValidator(checked_text),
]
ReminderWords = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_TEXT,
        description=f"Plain text above the invoice's figures, greeting included; blank lines part it; with {_NAMED}",
    ),
    AfterValidator(checked_text),
]


class ReminderText(Input):
    """What a company writes in the reminders of a level in a language, in the place of the system's text."""

    level: ReminderLevel
    language: Annotated[Language, Field(description="Of the mails that say this")]
    subject: ReminderSubject
    text: ReminderWords


def _together(texts: list[ReminderText]) -> list[ReminderText]:
    """Refuse two texts for one level and language, and more than is kept."""
    twice = repeated([(text.level, text.language) for text in texts])
    if twice is not None:
        message = f"has two texts for level {twice[0]} in {twice[1]}"
        raise ValueError(message)
    if sum(len(text.subject) + len(text.text) for text in texts) > MAX_TOGETHER:
        message = f"has more than {MAX_TOGETHER:,} characters in all"
        raise ValueError(message)
    return texts


ReminderTexts = Annotated[
    list[ReminderText],
    Field(
        min_length=1,
        description=f"Own words for reminders, by level and language, at most {MAX_TOGETHER:,} characters in all; "
        "for others, and with null, the system's text is sent",
    ),
    AfterValidator(_together),
]
