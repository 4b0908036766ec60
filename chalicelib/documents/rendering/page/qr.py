"""The QR code that banking apps read (EPC069-12, "GiroCode"): a SEPA credit transfer in euro."""

from decimal import Decimal
from typing import Any

from chalicelib.documents.model.document import CreditTransfer, Document
from chalicelib.documents.rendering.values import is_iban

_MAX_NAME, _MAX_REFERENCE = 70, 140
_LARGEST = Decimal("999999999.99")


def payload(document: Document) -> str | None:
    """What the code says; None where there is nothing to transfer in euro to an IBAN.

    Fields are a line each: service tag, version, character set (1 is UTF-8), identification, BIC, name, IBAN, amount,
    purpose, structured reference, text.
    """
    transfer, name, due = _transfer(document), _payee(document), _due_in_euro(document)
    if transfer is None or not transfer.account:
        return None
    if due is None or not name:
        return None
    remittance = document.payment.remittance_information if document.payment else None
    reference = (remittance or document.invoice_number or "")[:_MAX_REFERENCE]
    iban = transfer.account.replace(" ", "")
    lines = [
        "BCD",
        "002",
        "1",
        "SCT",
        transfer.provider or "",
        name[:_MAX_NAME],
        iban,
        f"EUR{due:.2f}",
        "",
        "",
        reference,
    ]
    return "\n".join([" ".join(line.split()) for line in lines])


def _due_in_euro(document: Document) -> Decimal | None:
    """The amount that an invoice in euro asks for, where a transfer can carry it."""
    due = document.totals.amount_due if document.totals else None
    if due is None or document.currency != "EUR" or document.is_credit_note or document.is_quote:
        return None
    return due if 0 < due <= _LARGEST else None


def modules(text: str) -> list[list[bool]]:
    """The code as rows of dark and light squares, error correction M as the guideline asks."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]


def _transfer(document: Document) -> CreditTransfer | None:
    transfers = document.payment.credit_transfers if document.payment else ()
    return next((each for each in transfers if each.account and is_iban(each.account.replace(" ", ""))), None)


def _payee(document: Document) -> str | None:
    if document.payee and document.payee.name:
        return document.payee.name
    return document.supplier.name if document.supplier else None
