"""The mail that carries invoices: who sends which, the sender's own words, what is attached, what is to be downloaded.

Text and HTML are made of the same pieces and say the same. What people typed is escaped in the one and plain in the
other; it is never taken for a template.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.records.invoices import Invoice, State
from chalicelib.records.sendings import Sending
from chalicelib.sending.letters import Correspondent, Enclosure, Letter
from chalicelib.sending.mails import page, texts_of

_SHOWN = ("number", "supplier", "customer", "issue_date", "due_date", "total")
_NAMES = {"number": "invoice_number"}


@dataclass(frozen=True, slots=True)
class Links:
    """Files to download instead of attachments: name and address of each, and until when."""

    files: tuple[tuple[str, str], ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class _Entry:
    rows: tuple[tuple[str, str], ...]
    failed: bool


def write_letter(
    sending: Sending, invoices: Sequence[Invoice], enclosures: Sequence[Enclosure], links: Links, sender: str
) -> Letter:
    """Return the mail of a sending; `sender` is the system's own address, which bears the company's name here."""
    texts: dict[str, str] = texts_of(sending.language)["invoices"]
    subject = _subject(texts, sending, invoices)
    intro = texts["intro_one" if len(invoices) == 1 else "intro_many"].format(company=sending.company_name)
    entries = [_entry(texts, invoice) for invoice in invoices]
    message = [part.strip() for part in sending.message.replace("\r\n", "\n").split("\n\n") if part.strip()]
    attached = [enclosure.filename for enclosure in enclosures]
    linked = texts["linked"].format(date=links.until.date().isoformat())
    closing = texts["closing"].format(sender=_named(sending.reply_name, sending.reply_email))
    html = page("invoices.html.jinja").render(
        language=sending.language,
        texts=texts,
        subject=subject,
        intro=intro,
        entries=entries,
        message=message,
        attached=attached,
        links=links.files,
        linked=linked,
        closing=closing,
    )
    blocks = [texts["greeting"], intro, *(_as_text(entry, texts) for entry in entries), *message]
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
    )


def _subject(texts: dict[str, str], sending: Sending, invoices: Sequence[Invoice]) -> str:
    if len(invoices) > 1:
        return texts["subject_many"].format(company=sending.company_name, count=len(invoices))
    number = invoices[0].invoice_number
    template = texts["subject_one"] if number else texts["subject_unnumbered"]
    return template.format(company=sending.company_name, number=number)


def _entry(texts: dict[str, str], invoice: Invoice) -> _Entry:
    """Return what is known of an invoice; of one of which nothing is known, its file's name."""
    values = {name: getattr(invoice, _NAMES.get(name, name)) for name in _SHOWN}
    if invoice.total is not None:
        values["total"] = f"{invoice.total} {invoice.currency or ''}".strip()
    rows = tuple((texts[name], str(value)) for name, value in values.items() if value)
    return _Entry(rows or ((texts["file"], invoice.filename),), invoice.state is State.FAILED)


def _as_text(entry: _Entry, texts: dict[str, str]) -> str:
    lines = [f"{label}: {value}" for label, value in entry.rows]
    return "\n".join([*lines, texts["failed"]] if entry.failed else lines)


def _named(name: str, email: str) -> str:
    return f"{name} ({email})" if name else email
