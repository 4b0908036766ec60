"""What follows the totals: where goods went, how to pay, notes. Credit notes and quotes ask for no payment."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from chalicelib.documents.model.document import CreditTransfer, Document
from chalicelib.documents.model.payment import Payment
from chalicelib.documents.rendering import right_to_left
from chalicelib.documents.rendering.addresses import address_lines
from chalicelib.documents.rendering.page import qr
from chalicelib.documents.rendering.page.rendering import MUTED, Rendering, draw_title
from chalicelib.documents.rendering.page.sheet import LEFT, RIGHT
from chalicelib.documents.rendering.values import account_text, is_iban

_QR_SIZE = 78.0
_BSB_DIGITS = 6
_LABEL_WIDTH, _VALUE_WIDTH = 104.0, 255.0
_LEADING = 13.5 / 9


def draw_closing(rendering: Rendering) -> None:
    """Delivery, payment and notes, each kept together where a page allows it."""
    _draw_delivery(rendering)
    _draw_payment(rendering)
    _draw_notes(rendering)


def _draw_delivery(rendering: Rendering) -> None:
    delivery = rendering.document.delivery
    lines = list(address_lines(delivery.address, rendering.home, rendering.values.locale)) if delivery else []
    name = [delivery.name] if delivery and delivery.name else []
    if not name and len(lines) < 2:  # noqa: PLR2004 (a country alone is there for the tax office, not for people)
        return
    rendering.sheet.need(45)
    draw_title(rendering, rendering.labels["deliver_to"])
    rendering.sheet.paragraph(LEFT, ", ".join([*name, *lines]), RIGHT - LEFT)
    rendering.sheet.y += 12


def _draw_payment(rendering: Rendering) -> None:
    rows = list(_payment_rows(rendering.document, rendering))
    code = qr.payload(rendering.document)
    if not rows and not code:
        return
    sheet = rendering.sheet
    sheet.need(max(min(len(rows), 10) * 13.5 + 20, _QR_SIZE + 30 if code else 0))
    top, page = sheet.y, sheet.page
    draw_title(rendering, rendering.labels["payment"])
    if code:
        _draw_code(rendering, code, top)
    for label, value in rows:
        _draw_row(rendering, label, value)
    if code and sheet.page == page:
        sheet.y = max(sheet.y, top + _QR_SIZE + 20)
    sheet.y += 12


def _draw_row(rendering: Rendering, label: str, value: str) -> None:
    sheet = rendering.sheet
    sheet.need(9 * _LEADING)
    sheet.beside(
        lambda: sheet.paragraph(LEFT, label, _LABEL_WIDTH, color=MUTED, leading=_LEADING),
        lambda: sheet.paragraph(LEFT + _LABEL_WIDTH + 8, value, _VALUE_WIDTH, leading=_LEADING),
    )


def _draw_code(rendering: Rendering, code: str, top: float) -> None:
    # A mirrored page would mirror the code as well, and few apps would read it.
    x = RIGHT - _QR_SIZE - 4
    rows = [row[::-1] if rendering.sheet.is_mirrored else row for row in qr.modules(code)]
    side = _QR_SIZE / len(rows)
    for row, cells in enumerate(rows):
        for column, length in _dark_runs(cells):
            rendering.sheet.box(x + column * side, top + row * side, length * side + 0.02, side + 0.02, "#000000")
    label = rendering.labels["scan"]
    rendering.sheet.text(x + _QR_SIZE / 2, label, size=7.8, color=MUTED, align="center", y=top + _QR_SIZE + 4)


def _dark_runs(cells: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield where dark squares beside each other begin, and how many they are.

    >>> list(_dark_runs([True, True, False, True]))
    [(0, 2), (3, 1)]
    """
    for is_dark, run in groupby(enumerate(cells), key=lambda cell: cell[1]):
        columns = [column for column, _ in run]
        if is_dark:
            yield columns[0], len(columns)


def _payment_rows(document: Document, rendering: Rendering) -> Iterator[tuple[str, str]]:
    if document.is_credit_note:
        return
    labels = rendering.labels
    if document.payee and document.payee.name and not document.is_quote:
        yield labels["pay_to"], document.payee.name
    if document.payment and not document.is_quote:
        yield from _ways_to_pay(document.payment, document.invoice_number, rendering)
    if document.payment_terms:
        yield labels["terms"], document.payment_terms


def _ways_to_pay(payment: Payment, number: str | None, rendering: Rendering) -> Iterator[tuple[str, str]]:
    labels, debit = rendering.labels, payment.direct_debit
    for transfer in payment.credit_transfers:
        yield from _transfer_rows(transfer, rendering)
    if payment.card and payment.card.number:
        yield labels["card"], f"•••• {payment.card.number}"
    if debit:
        account = account_text(debit.debited_account) if debit.debited_account else None
        yield labels["direct_debit"], "  ·  ".join(filter(None, (debit.mandate, debit.creditor, account)))
    reference = payment.remittance_information or number
    if payment.credit_transfers and reference:
        yield labels["remittance"], reference


def _transfer_rows(transfer: CreditTransfer, rendering: Rendering) -> Iterator[tuple[str, str]]:
    """The account's name, the account and its bank, as far as they are known."""
    if transfer.account_name:
        yield rendering.labels["account_name"], transfer.account_name
    for label, text in _account_rows(transfer.account or "", transfer.provider or "", rendering):
        if text:
            yield label, text


def _account_rows(account: str, provider: str, rendering: Rendering) -> Sequence[tuple[str, str]]:
    """An IBAN with its BIC, a PayID, an Australian account with its BSB, or what else there is."""
    labels = rendering.labels
    if is_iban(account.replace(" ", "")):
        return ("IBAN", account_text(account)), ("BIC", provider)
    if "@" in account:
        return [("PayID", account)]
    if provider.isdigit() and len(provider) == _BSB_DIGITS:
        return ("BSB", f"{provider[:3]}-{provider[3:]}"), (labels["account"], account)
    return (labels["account"], account), (labels["bank"], provider)


def _draw_notes(rendering: Rendering) -> None:
    sheet, document = rendering.sheet, rendering.document
    attached = [each.description or each.filename or each.reference or each.url for each in document.attachments]
    for label, texts in (("notes", [note.text for note in document.notes]), ("attachments", attached)):
        shown = [text for text in texts if text]
        if not shown:
            continue
        sheet.need(40)
        draw_title(rendering, rendering.labels[label])
        for text in shown:
            _draw_note(rendering, text)
            sheet.y += 3
        sheet.y += 10


def _draw_note(rendering: Rendering, text: str) -> None:
    """A note that runs the other way than the page begins at the other side."""
    sheet = rendering.sheet
    runs_from_right = right_to_left.direction(text) == "R"
    if runs_from_right == sheet.is_mirrored:
        sheet.paragraph(LEFT, text, RIGHT - LEFT)
    else:
        sheet.paragraph(RIGHT, text, RIGHT - LEFT, align="right")
