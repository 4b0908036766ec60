"""The mail that carries invoices: who sends which, the sender's own words, what is attached, what is to be downloaded.

Text and HTML are made of the same pieces and say the same. What people typed is escaped in the one and plain in the
other; it is never taken for a template. Amounts and dates are written as on the invoice's page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.records.files import FileKind
from chalicelib.records.invoices import Invoice, State
from chalicelib.records.sales.reminder_texts import fill, paragraphs
from chalicelib.records.sales.reminders import left_to_pay
from chalicelib.records.sendings import Sending
from chalicelib.sending.letters import Correspondent, Enclosure, Letter, Picture
from chalicelib.sending.mails import page, texts_of

if TYPE_CHECKING:
    from chalicelib.documents.rendering import Branding

LOGO_ID = "logo@invoices"
_CREDIT_NOTE = "credit_note"
QUOTE = "quote"
"""The document type of a quote, which mails show as they show an invoice."""
_PNG_BEGINS = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class Links:
    """Files to download instead of attachments: name and address of each, and until when."""

    files: tuple[tuple[str, str], ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class _Entry:
    rows: tuple[tuple[str, str], ...]
    failed: bool
    ends_with_amount: bool


def write_letter(
    sending: Sending,
    invoices: Sequence[Invoice],
    enclosures: Sequence[Enclosure],
    links: Links,
    *,
    sender: str,
    branding: "Branding",
) -> Letter:
    """Return the mail of a sending; `sender` is the system's own address, which bears the company's name here."""
    from chalicelib.documents.rendering.values import Values, locale_of

    texts: dict[str, str] = texts_of(sending.language)["invoices"]
    kind = _kind(sending, invoices)
    subject = _subject(texts, sending, invoices)
    opening = _opening(texts, kind, sending, invoices)
    entries = [_entry(texts, sending, invoice) for invoice in invoices]
    message = [part.strip() for part in sending.message.replace("\r\n", "\n").split("\n\n") if part.strip()]
    attached = [enclosure.filename for enclosure in enclosures]
    until = Values(locale_of(sending.language), None).day(links.until.date())
    linked = texts["linked"].format(date=until)
    closing = texts["closing"].format(sender=_named(sending.reply_name, sending.reply_email))
    html = page("invoices.html.jinja").render(
        language=sending.language,
        texts=texts,
        subject=subject,
        opening=opening,
        entries=entries,
        message=message,
        attached=attached,
        links=links.files,
        linked=linked,
        closing=closing,
        color=branding.ink,
        logo=LOGO_ID if branding.logo else None,
    )
    blocks = [*opening, *(_as_text(entry, texts) for entry in entries), *message]
    if attached:
        blocks.append("\n".join([texts["attached"], *(f"- {name}" for name in attached)]))
    if links.files:
        blocks.append("\n".join([linked, *(f"- {name}\n  {url}" for name, url in links.files)]))
    return Letter(
        sender=Correspondent(sending.company_name, sender),
        reply_to=Correspondent(sending.reply_name, sending.reply_email),
        to=sending.to,
        subject=subject,
        text="\n\n".join([*blocks, closing]) + "\n",
        html=html,
        enclosures=tuple(enclosures),
        pictures=(_picture(branding.logo),) if branding.logo else (),
    )


def _kind(sending: Sending, invoices: Sequence[Invoice]) -> str:
    """Return what the mail brings: a mail with reports alone promises no invoice."""
    if all(each.kind is FileKind.REPORT for each in sending.attachments):
        return "report"
    if len(invoices) > 1:
        return "many"
    return f"reminder_{sending.reminder_level}" if sending.reminder_level else _single_kind(invoices[0])


def _single_kind(invoice: Invoice) -> str:
    return str(invoice.document_type) if invoice.document_type in {_CREDIT_NOTE, QUOTE} else "one"


def _subject(texts: dict[str, str], sending: Sending, invoices: Sequence[Invoice]) -> str:
    if len(invoices) > 1:
        return texts["subject_many"].format(company=sending.company_name, count=len(invoices))
    own = own_words(sending, invoices[0])
    if "subject" in own:
        return own["subject"]
    number = invoices[0].invoice_number
    kind = f"reminder_{sending.reminder_level}" if sending.reminder_level else _single_kind(invoices[0])
    template = texts[f"subject_{kind}" if number else "subject_unnumbered"]
    return template.format(company=sending.company_name, number=number)


def _opening(texts: dict[str, str], kind: str, sending: Sending, invoices: Sequence[Invoice]) -> list[str]:
    """Return the paragraphs above the invoices: a greeting and what the mail is about, or the company's own words."""
    own = own_words(sending, invoices[0])
    if "text" in own:
        return paragraphs(own["text"])
    return [texts["greeting"], texts[f"intro_{kind}"].format(company=sending.company_name)]


def own_words(sending: Sending, invoice: Invoice) -> dict[str, str]:
    """Return the company's own `subject` and `text` for a reminder with the mail's values in them, where it has any."""
    words = {"subject": sending.reminder_subject, "text": sending.reminder_text}
    if not any(words.values()):
        return {}
    known = {name: value for name, value in _known(sending, invoice).items() if value}
    values = {"company": sending.company_name, **known}
    return {name: fill(text, values) for name, text in words.items() if text}


def standard_words(language: str, level: int) -> tuple[str, str]:
    """Return subject and text of a reminder for which a company has no words of its own, with their placeholders."""
    texts: dict[str, str] = texts_of(language)["invoices"]
    return texts[f"subject_reminder_{level}"], f"{texts['greeting']}\n\n{texts[f'intro_reminder_{level}']}"


def _entry(texts: dict[str, str], sending: Sending, invoice: Invoice) -> _Entry:
    """Return what is known of an invoice; of one of which nothing is known, its file's name.

    That it failed is said only where its report goes with it.
    """
    known = _known(sending, invoice)
    rows = tuple((texts[name], value) for name, value in known.items() if value)
    reported = str(FileKind.REPORT) in sending.kinds_of(invoice.invoice_id)
    failed = reported and invoice.state is State.FAILED
    return _Entry(rows or ((texts["file"], invoice.filename),), failed, ends_with_amount=bool(known["total"]))


def _known(sending: Sending, invoice: Invoice) -> dict[str, str | None]:
    """Return the values of an invoice as a mail writes them, in its order."""
    from chalicelib.documents.rendering.values import Values, locale_of

    values = Values(locale_of(sending.language), invoice.currency)
    return {
        "number": invoice.invoice_number,
        "supplier": invoice.supplier if invoice.supplier != sending.company_name else None,  # the mail begins with it
        "customer": invoice.customer,
        "issue_date": values.day(invoice.issue_date),
        "valid_until" if invoice.document_type == QUOTE else "due_date": (
            "" if invoice.document_type == _CREDIT_NOTE else values.day(invoice.due_date)
        ),
        "total": values.money(invoice.total),
        "still_open": values.money(left_to_pay(invoice)) if sending.reminder_level else "",
    }


def _as_text(entry: _Entry, texts: dict[str, str]) -> str:
    lines = [texts["row"].format(label=label, value=value) for label, value in entry.rows]
    return "\n".join([*lines, texts["failed"]] if entry.failed else lines)


def _named(name: str, email: str) -> str:
    return f"{name} ({email})" if name else email


def _picture(logo: bytes) -> Picture:
    return Picture(LOGO_ID, "png" if logo.startswith(_PNG_BEGINS) else "jpeg", logo)
