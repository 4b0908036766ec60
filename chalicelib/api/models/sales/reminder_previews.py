"""The shapes of a reminder that is shown before its words are saved."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.http.schema import Input
from chalicelib.api.models.sales.reminders import ReminderLevel, ReminderSubject, ReminderWords
from chalicelib.api.models.sendings import MailPreviewOut, mail_preview_out
from chalicelib.languages import Language
from chalicelib.records.sales.reminder_texts import PLACEHOLDERS
from chalicelib.sales.reminder_preview import ReminderPreview, Wording


class ReminderPreviewIn(Input):
    """Words for the reminders of a level in a language; what is left out of them is the system's."""

    level: ReminderLevel
    language: Annotated[Language, Field(description="Of the mail")]
    subject: ReminderSubject | None = None
    text: ReminderWords | None = None

    def wording(self) -> Wording:
        """Return it in the domain's words."""
        return Wording(self.level, self.language, self.subject, self.text)


class ReminderPreviewOut(MailPreviewOut):
    """A reminder in these words, of an invoice that is made up, and what is sent without words of one's own."""

    standard_subject: str = Field(description="The system's subject for this level and language, with its placeholders")
    standard_text: str = Field(description="The system's text for this level and language, with its placeholders")
    placeholders: tuple[str, ...] = Field(description="What may stand in braces in subject and text")


def reminder_preview_out(preview: ReminderPreview) -> ReminderPreviewOut:
    """Return a reminder as its writer sees it."""
    mail = mail_preview_out(preview.letter, preview.contents)
    return ReminderPreviewOut(
        **mail.model_dump(),
        standard_subject=preview.standard_subject,
        standard_text=preview.standard_text,
        placeholders=PLACEHOLDERS,
    )
