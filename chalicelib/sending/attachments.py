"""What goes into a mail: the files of a sending, attached as long as they fit, and as links beyond that."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from chalicelib.errors import DomainError
from chalicelib.records.accounts import hash_token
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import CreationMethod, Invoice, State, Status
from chalicelib.records.sales.reminders import is_settled
from chalicelib.records.sendings import Attachment, Sending
from chalicelib.sending.invoice_mails import QUOTE, Links
from chalicelib.sending.letters import Enclosure
from chalicelib.sending.report_text import write_report
from chalicelib.sending.sent_files import link_end, link_to, new_secret
from chalicelib.settings import settings
from chalicelib.storage.companies.quotes import find_quote
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing, InvoiceFiles
from chalicelib.storage.invoices.invoices import find_invoice

NO_PAGES: Mapping[str, bytes] = MappingProxyType({})


class EnclosureGone(DomainError):
    """What was to be sent is not there any more."""

    code = "invoice_changed"
    detail = "The invoice was changed or deleted before its mail was sent. Please send it again as it is now."


class ReminderSettled(EnclosureGone):
    """What was to be reminded of is paid, or credited."""

    code = "settled"
    detail = "The invoice was paid or credited before its reminder was sent."


@dataclass(frozen=True, slots=True)
class Contents:
    """What a mail is made of. The links' secret stands in the links, and its hash here."""

    invoices: tuple[Invoice, ...]
    enclosures: tuple[Enclosure, ...]
    links: Links
    link_hash: str | None


def enclose(sending: Sending, drawn: Mapping[str, bytes] = NO_PAGES) -> Contents:
    """Return the invoices and files of a sending; `drawn` are pages that are not kept, by what they are the page of.

    Raises:
        EnclosureGone: an invoice or a file of it is not there any more.

    """
    invoices = tuple(_invoice(sending, invoice_id) for invoice_id in sending.invoice_ids) or (_quote(sending),)
    left, secret = settings().mail_attachment_bytes, new_secret()
    enclosures: list[Enclosure] = []
    linked: list[tuple[str, str]] = []
    names: set[str] = set()
    for attachment in sending.attachments:
        name = _unused(attachment.filename, names)
        data = drawn.get(attachment.invoice_id) or _content(sending, attachment, limit=left)
        if len(data) > left and attachment.kind is not FileKind.REPORT:  # reports are small, and ours to word
            linked.append((name, link_to(sending, attachment, secret)))
        else:
            enclosures.append(Enclosure(name, attachment.content_type, data))
            left = max(0, left - len(data))
    links = Links(tuple(linked), link_end(sending))
    return Contents(invoices, tuple(enclosures), links, hash_token(secret) if linked else None)


def _invoice(sending: Sending, invoice_id: str) -> Invoice:
    invoice = find_invoice(sending.company_id, invoice_id)
    if invoice is None:
        raise EnclosureGone
    if sending.reminder_level and is_settled(invoice):
        raise ReminderSettled
    return invoice


def _quote(sending: Sending) -> Invoice:
    """Return the quote of a sending that has one, as mails show it."""
    quote = find_quote(sending.company_id, sending.quote_id or "")
    if quote is None:
        raise EnclosureGone
    return Invoice(
        company_id=quote.company_id,
        invoice_id=quote.quote_id,
        filename="",
        content_type="",
        creation_method=CreationMethod.GUI,
        status=Status.READY,
        state=State.UNVALIDATED,
        uploaded_by=quote.created_by,
        created_at=quote.created_at,
        updated_at=quote.updated_at,
        document_type=QUOTE,
        invoice_number=quote.number,
        customer=quote.customer,
        currency=quote.currency,
        total=quote.total,
        issue_date=quote.issue_date,
        due_date=quote.valid_until,
    )


def _content(sending: Sending, attachment: Attachment, limit: int) -> bytes:
    """Return a file, or, of one that is too large, enough to see it; a report is read whole, for people's words."""
    key = InvoiceFiles(sending.company_id, attachment.invoice_id).kept(attachment.name)
    is_report = attachment.kind is FileKind.REPORT
    try:
        data = file_store.get_file(key, limit=None if is_report else limit)
    except FileMissing as error:
        raise EnclosureGone from error
    if not is_report:
        return data
    return write_report(json.loads(data), filename=attachment.filename, language=sending.language)


def _unused(filename: str, names: set[str]) -> str:
    """Return a name that no other file of the mail has.

    >>> known: set[str] = set()
    >>> [_unused("invoice.pdf", known) for _ in range(3)]
    ['invoice.pdf', 'invoice_2.pdf', 'invoice_3.pdf']
    """
    stem, dot, extension = filename.rpartition(".")
    name, number = filename, 1
    while name.lower() in names:
        number += 1
        name = f"{stem}_{number}{dot}{extension}"
    names.add(name.lower())
    return name
