"""Invoices between companies of four languages, and the mails that bring them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.documents.rendering import Branding
from chalicelib.ids import new_id
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import CreationMethod, Invoice, State, Status
from chalicelib.records.sendings import Attachment, Sending
from chalicelib.sending.invoice_mails import Links, write_letter
from chalicelib.sending.letters import Enclosure, Letter
from tests.unit.documents.pictures import logo

PDF = "application/pdf"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
COMPANIES = {
    "en": ("Harbour Data Pty Ltd", "Blue Gum Books", "AUD", "#0f766e"),
    "de": ("Werkstatt Süd GmbH", "Buchhandlung Lindenhof KG", "EUR", "#9a3412"),
    "fr": ("Atelier du Port SARL", "Boekhandel De Gracht BV", "EUR", "#1d4ed8"),
    "zh": ("上海晨光科技有限公司", "北京远山贸易有限公司", "CNY", "#b91c1c"),
}


def invoice(language: str, number: str = "2026-0017", **changes: Any) -> Invoice:
    """An invoice between the companies of a language."""
    supplier, customer, currency, _ = COMPANIES[language]
    values: dict[str, Any] = {
        "company_id": new_id(), "invoice_id": new_id(), "filename": f"{number}.pdf", "content_type": PDF,
        "creation_method": CreationMethod.GUI, "status": Status.READY, "state": State.PASSED, "uploaded_by": new_id(),
        "created_at": NOON, "updated_at": NOON, "supplier": supplier, "customer": customer, "invoice_number": number,
        "issue_date": date(2026, 5, 4), "due_date": date(2026, 6, 3), "currency": currency, "total": Decimal("6554.73"),
        "payable_amount": Decimal("6554.73"), "language": language,
    }  # fmt: skip
    return Invoice(**{**values, **changes})


def letter(
    language: str,
    *invoices: Invoice,
    message: str = "",
    kind: FileKind = FileKind.PDF,
    linked: bool = False,
    **more: Any,
) -> Letter:
    """The mail that brings invoices, or files to download."""
    company, _, _, color = COMPANIES[language]
    files = tuple(Attachment(each.invoice_id, kind, "key", each.filename, PDF) for each in invoices)
    sending = Sending(
        company_id=new_id(), sending_id=new_id(), created_by=new_id(), created_at=NOON, changed_at=NOON,
        expires_at=NOON, to=("accounts@example.com",), invoice_ids=tuple(each.invoice_id for each in invoices),
        attachments=files, message=message, language=language, base_url="https://invoices.example",
        company_name=company, reply_name="Erika Beispiel", reply_email="erika@example.com", **more,
    )  # fmt: skip
    enclosures = [] if linked else [Enclosure(each.filename, PDF, b"") for each in invoices]
    links = [(each.filename, f"https://invoices.example/files/{new_id()}") for each in invoices] if linked else []
    return write_letter(
        sending, invoices, enclosures, Links(tuple(links), NOON + timedelta(days=30)), sender="invoices@example.com",
        branding=Branding(color, logo=logo(color) if language in {"de", "fr"} else None),
    )  # fmt: skip
