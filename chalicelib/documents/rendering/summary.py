"""What follows the lines: the totals beside the tax breakdown, how to pay, notes."""

from collections.abc import Iterator, Sequence

from chalicelib.documents.model.document import CreditTransfer, Document, Totals
from chalicelib.documents.model.payment import Payment
from chalicelib.documents.rendering import fonts, qr
from chalicelib.documents.rendering.letterhead import MUTED, Rendering
from chalicelib.documents.rendering.sheet import LEFT, RIGHT, Sheet, wrap
from chalicelib.documents.rendering.values import account_text, address_lines, is_iban

_TOTALS_LEFT = 330.0
_QR_SIZE = 78.0
_BSB_DIGITS = 6
_TAX_COLUMNS = (LEFT, LEFT + 160, LEFT + 250)


def draw_summary(rendering: Rendering) -> None:
    """Totals, payment and notes, each kept together where a page allows it."""
    sheet = rendering.sheet
    sheet.y += 8
    rows = list(_total_rows(rendering))
    breakdown = rendering.document.tax_breakdown
    sheet.need(max(len(rows) * 15 + 34, len(breakdown) * 13 + 40))
    top = sheet.y
    _draw_breakdown(rendering)
    breakdown_end, sheet.y = sheet.y, top
    _draw_totals(rendering, rows)
    sheet.y = max(breakdown_end, sheet.y) + 20
    _draw_delivery(rendering)
    _draw_payment(rendering)
    _draw_notes(rendering)


def _total_rows(rendering: Rendering) -> Iterator[tuple[str, str]]:
    document, labels = rendering.document, rendering.labels
    totals = document.totals or Totals()
    if document.allowances or document.charges:
        yield labels["lines_net"], rendering.values.amount(totals.lines_net)
    for each in document.allowances:
        yield each.reason or labels["allowance"], "−" + rendering.values.amount(each.amount)
    for each in document.charges:
        yield each.reason or labels["charge"], rendering.values.amount(each.amount)
    yield labels["net_total"], rendering.values.amount(totals.net_total)
    yield labels["tax_total"], rendering.values.amount(totals.tax_total)
    if document.tax_currency and totals.tax_total_accounting is not None:
        yield f"{labels['tax_total']} {document.tax_currency}", rendering.values.amount(totals.tax_total_accounting)
    yield from _after_total(rendering, totals)


def _after_total(rendering: Rendering, totals: Totals) -> Iterator[tuple[str, str]]:
    labels, values = rendering.labels, rendering.values
    if totals.prepaid or totals.rounding:
        yield labels["total"], values.amount(totals.total)
    if totals.prepaid:
        yield labels["prepaid"], "−" + values.amount(totals.prepaid)
    if totals.rounding:
        yield labels["rounding"], values.amount(totals.rounding)


def _draw_totals(rendering: Rendering, rows: list[tuple[str, str]]) -> None:
    sheet, document = rendering.sheet, rendering.document
    for label, amount in rows:
        sheet.text(_TOTALS_LEFT, next(wrap(label, fonts.REGULAR, 9.5, 140)), size=9.5, color=MUTED)
        sheet.text(RIGHT - 4, amount, size=9.5, align="right")
        sheet.y += 15
    sheet.box(_TOTALS_LEFT - 10, sheet.y + 2, RIGHT - _TOTALS_LEFT + 10, 26, rendering.branding.ink)
    sheet.y += 8
    label = rendering.labels["credited" if document.is_credit_note else "amount_due"]
    due = document.totals.amount_due if document.totals else None
    text = f"{rendering.values.currency} {rendering.values.amount(due)}".strip()
    sheet.text(_TOTALS_LEFT, label, size=11, font=fonts.BOLD, color="#ffffff")
    sheet.text(RIGHT - 4, text, size=11.5, font=fonts.BOLD, color="#ffffff", align="right", room=130)
    sheet.y += 20


def _draw_breakdown(rendering: Rendering) -> None:
    sheet, labels, values = rendering.sheet, rendering.labels, rendering.values
    if not rendering.document.tax_breakdown:
        return
    _draw_title(rendering, labels["breakdown"])
    _draw_tax_row(sheet, (labels["rate"], labels["taxable"], labels.tax), color=MUTED)
    for row in rendering.document.tax_breakdown:
        rate = f"{values.rate(row.rate)} ({row.category})" if row.rate is not None else row.category or ""
        _draw_tax_row(sheet, (rate, values.amount(row.taxable_amount), values.amount(row.tax_amount)))
        if reason := row.exemption_reason or labels.exemption(row.exemption_reason_code):
            sheet.paragraph(LEFT, reason, _TAX_COLUMNS[2] - LEFT, size=7.8, color=MUTED)
            sheet.y += 2


def _draw_tax_row(sheet: Sheet, cells: tuple[str, str, str], color: str = "#1f2933") -> None:
    sheet.text(LEFT, cells[0], size=8.5, color=color)
    sheet.text(_TAX_COLUMNS[1], cells[1], size=8.5, align="right", color=color, room=95)
    sheet.text(_TAX_COLUMNS[2], cells[2], size=8.5, align="right", color=color, room=85)
    sheet.y += 12.5


def _draw_title(rendering: Rendering, text: str) -> None:
    rendering.sheet.text(LEFT, text, size=9.5, font=fonts.BOLD, color=rendering.branding.ink)
    rendering.sheet.y += 15


def _draw_delivery(rendering: Rendering) -> None:
    delivery = rendering.document.delivery
    lines = list(address_lines(delivery.address, rendering.home, rendering.values.locale)) if delivery else []
    name = [delivery.name] if delivery and delivery.name else []
    if not name and len(lines) < 2:  # noqa: PLR2004 (a country alone is there for the tax office, not for people)
        return
    rendering.sheet.need(45)
    _draw_title(rendering, rendering.labels["deliver_to"])
    rendering.sheet.paragraph(LEFT, ", ".join([*name, *lines]), RIGHT - LEFT)
    rendering.sheet.y += 12


def _draw_payment(rendering: Rendering) -> None:
    rows = list(_payment_rows(rendering.document, rendering))
    code = qr.payload(rendering.document)
    if not rows and not code:
        return
    sheet = rendering.sheet
    sheet.need(max(len(rows) * 13.5 + 20, _QR_SIZE + 30 if code else 0))
    top = sheet.y
    _draw_title(rendering, rendering.labels["payment"])
    for label, value in rows:
        sheet.text(LEFT, label, size=9, color=MUTED)
        for line in wrap(value, fonts.REGULAR, 9, 255):
            sheet.text(LEFT + 112, line, size=9)
            sheet.y += 13.5
    if code:
        _draw_code(rendering, code, top)
        sheet.y = max(sheet.y, top + _QR_SIZE + 20)
    sheet.y += 12


def _draw_code(rendering: Rendering, code: str, top: float) -> None:
    x = RIGHT - _QR_SIZE - 4
    rows = qr.modules(code)
    side = _QR_SIZE / len(rows)
    for row, cells in enumerate(rows):
        for column, dark in enumerate(cells):
            if dark:
                rendering.sheet.box(x + column * side, top + row * side, side + 0.02, side + 0.02, "#000000")
    label = rendering.labels["scan"]
    rendering.sheet.text(x + _QR_SIZE / 2, label, size=7.8, color=MUTED, align="center", y=top + _QR_SIZE + 4)


def _payment_rows(document: Document, rendering: Rendering) -> Iterator[tuple[str, str]]:
    labels, payment = rendering.labels, document.payment
    if document.payee and document.payee.name:
        yield labels["pay_to"], document.payee.name
    if payment:
        yield from _means_rows(payment, rendering)
        reference = payment.remittance_information or document.invoice_number
        if payment.credit_transfers and reference:
            yield labels["remittance"], reference
    if document.payment_terms:
        yield labels["terms"], document.payment_terms


def _means_rows(payment: Payment, rendering: Rendering) -> Iterator[tuple[str, str]]:
    """The accounts, the card and the direct debit that a payment may be made by."""
    labels = rendering.labels
    for transfer in payment.credit_transfers:
        yield from _transfer_rows(transfer, rendering)
    if payment.card and payment.card.number:
        yield labels["card"], f"•••• {payment.card.number}"
    if payment.direct_debit:
        debit = payment.direct_debit
        account = account_text(debit.debited_account) if debit.debited_account else None
        yield labels["direct_debit"], "  ·  ".join(filter(None, (debit.mandate, debit.creditor, account)))


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
        _draw_title(rendering, rendering.labels[label])
        for text in shown:
            sheet.paragraph(LEFT, text, RIGHT - LEFT)
            sheet.y += 3
        sheet.y += 10
