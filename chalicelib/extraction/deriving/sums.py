"""The totals that follow from the others: BG-22."""

from decimal import Decimal

from chalicelib.extraction.deriving.draft import ZERO, Draft, added
from chalicelib.extraction.result import FieldName, Method

HIGHEST_ROUNDING = Decimal(1)


def derive_sums(draft: Draft) -> None:
    """Net total or tax, where the other two leave it. No total: a charge may be on top of net and tax."""
    net, tax, total = (draft.amount(n) for n in (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL))
    if net is None and tax is not None and total is not None and tax * total >= 0 and abs(tax) * 3 <= abs(total):
        draft.put_amount(FieldName.NET_TOTAL, total - tax, "total, tax_total")
    elif tax is None and net is not None and total is not None and total > net and _is_rate_of_page(draft, net, total):
        draft.put_amount(FieldName.TAX_TOTAL, total - net, "total, net_total")


def _is_rate_of_page(draft: Draft, net: Decimal, total: Decimal) -> bool:
    """Whether the difference is one of the page's rates of the net total: else it may be a charge."""
    return any(abs(net * rate / 100 - (total - net)) < Decimal("0.02") for rate in draft.facts.rates)


def derive_due(draft: Draft) -> None:
    """The sum of the lines (BT-106), of charges and allowances, and what remains to be paid (BT-115)."""
    lines = added(line.net for line in draft.lines)
    if lines is not None:
        draft.put("totals.lines_net", lines, "lines", Method.ARITHMETIC)
    for name, amounts in (
        ("charges", [charge.amount for charge in draft.charges if charge.amount > 0]),
        ("allowances", [-charge.amount for charge in draft.charges if charge.amount < 0]),
    ):
        if amounts:
            draft.put(f"totals.{name}", sum(amounts, ZERO), name, Method.ARITHMETIC)
    total = draft.amount(FieldName.TOTAL)
    if total is not None:
        _settle_payment(draft, total)


def _settle_payment(draft: Draft, total: Decimal) -> None:
    """Make total, prepaid and amount due agree where the page prints what they differ by, or note that they don't."""
    prepaid, due = draft.amount(FieldName.PREPAID), draft.amount(FieldName.AMOUNT_DUE)
    if prepaid is not None and prepaid < 0 < total:
        prepaid = -prepaid
        draft.put("totals.prepaid", prepaid, "prepaid")
    if due is None:
        draft.put("totals.amount_due", total - (prepaid or ZERO), "total, prepaid", Method.ARITHMETIC)
        return
    rest = due - total + (prepaid or ZERO)
    rounded = any(abs(rest) in map(abs, each.amounts) for each in draft.facts.extras if each.kind == "rounding")
    if rest and rounded and abs(rest) < HIGHEST_ROUNDING:
        draft.put("totals.rounding", rest, "page")
    elif rest and 0 <= due < total and total - due in draft.facts.payments:
        draft.put("totals.prepaid", total - due, "total, amount_due", Method.ARITHMETIC)
    else:
        draft.due_is_explained = not rest
