"""The shapes of sendings and suppressed addresses on the wire."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from chalicelib.api.http.schema import Email, Input, Instant, Output
from chalicelib.languages import Language
from chalicelib.records.files import FileKind
from chalicelib.records.sendings import Sending, SendingState, Suppression, SuppressionReason
from chalicelib.sending.asking import MAX_INVOICES, MAX_RECIPIENTS, Order
from chalicelib.sending.attachments import Contents
from chalicelib.sending.letters import Letter


def plain(text: str) -> str:
    """Return a text without control characters other than line breaks and tabs."""
    return "".join(character for character in text if character.isprintable() or character in "\n\t")


Attachable = Literal["source", "pdf", "ubl", "cii", "received", "preview", "report"]


class SendRequest(Input):
    """To whom, and how. Without `attach` the invoice's state decides what goes with the mail."""

    to: Annotated[
        list[Email], Field(min_length=1, max_length=50, description=f"At most {MAX_RECIPIENTS} different ones")
    ]
    message: Annotated[str, Field(max_length=5_000), AfterValidator(plain)] = ""
    attach: Annotated[list[Attachable], Field(min_length=1, max_length=7)] | None = None
    force: Annotated[bool, Field(description="send more than the report of an invoice that failed")] = False
    language: Annotated[Language | None, Field(description="Of the mail; else that of the invoices' pages")] = None

    def order(self, invoice_ids: list[str]) -> Order:
        """Return what is to be sent."""
        kinds = [FileKind(kind) for kind in self.attach or ()]
        return Order(invoice_ids, self.to, self.message, kinds, self.force, self.language)


class MailPreviewIn(SendRequest):
    """The same as for sending; recipients may be missing still."""

    to: Annotated[list[Email], Field(max_length=50, description=f"At most {MAX_RECIPIENTS} different ones")] = Field(
        default_factory=list
    )


class SendManyRequest(SendRequest):
    """Several invoices in one mail."""

    ids: Annotated[list[str], Field(min_length=1, max_length=100, description=f"At most {MAX_INVOICES} different ones")]


class AttachmentOut(Output):
    """A file that goes with the mail."""

    kind: FileKind
    filename: str


class SentInvoiceOut(Output):
    """An invoice of a sending, and which of its files go with the mail."""

    id: str
    attachments: list[AttachmentOut]


class SendingOut(Output):
    """A mail that is on its way; the timelines of its invoices tell what becomes of it, under its id."""

    id: str
    state: SendingState
    to: list[str]
    language: str
    invoices: list[SentInvoiceOut]
    created_at: Instant


class MailPreviewOut(Output):
    """A mail as it would be sent now, in plain text; its HTML says the same."""

    subject: str
    text: str
    from_name: str = Field(description="The name that the mail comes under")
    reply_to: str = Field(description="Who gets the answers")
    attachments: list[str] = Field(description="Names of the files that go with it")
    linked: list[str] = Field(description="Names of the files that are too large to be attached")


class SuppressionOut(Output):
    """An address that mail is no longer sent to, since when and why."""

    id: str
    email: str
    reason: SuppressionReason
    at: Instant
    detail: str


class SuppressionPage(Output):
    """One page of suppressed addresses."""

    items: tuple[SuppressionOut, ...]
    next_cursor: str | None
    has_more: bool


def sending_out(sending: Sending) -> SendingOut:
    """Return a sending as the person who asked for it sees it."""
    invoices = [
        SentInvoiceOut(
            id=invoice_id,
            attachments=[
                AttachmentOut(kind=each.kind, filename=each.filename)
                for each in sending.attachments
                if each.invoice_id == invoice_id
            ],
        )
        for invoice_id in sending.invoice_ids
    ]
    return SendingOut(
        id=sending.sending_id,
        state=sending.state,
        to=list(sending.to),
        language=sending.language,
        invoices=invoices,
        created_at=sending.created_at,
    )


def mail_preview_out(letter: Letter, contents: Contents) -> MailPreviewOut:
    """Return a mail as its sender sees it before it is sent."""
    return MailPreviewOut(
        subject=letter.subject,
        text=letter.text,
        from_name=letter.sender.name,
        reply_to=letter.reply_to.email if letter.reply_to else "",
        attachments=[enclosure.filename for enclosure in contents.enclosures],
        linked=[name for name, _ in contents.links.files],
    )


def suppression_out(suppression: Suppression) -> SuppressionOut:
    """Return a suppressed address."""
    return SuppressionOut(
        id=suppression.suppression_id,
        email=suppression.email,
        reason=suppression.reason,
        at=suppression.at,
        detail=suppression.detail,
    )
