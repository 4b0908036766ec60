"""The totals that follow from the others: BG-22."""

from collections.abc import Sequence
from decimal import Decimal

from chalicelib.extraction.deriving.draft import ZERO, Draft, added
from chalicelib.extraction.deriving.outside import bears_no_tax
from chalicelib.extraction.result import FieldName, Method

DISAGREE = "totals_disagree"
RETAINED = "amount_retained"
HIGHEST_ROUNDING = Decimal(1)


def derive_sums(draft: Draft) -> None:
    """Net total or tax, where the other two leave it. No total: a charge may be on top of net and tax.

    Where no tax is charged, and the page says why, the total is the net total as well.
    """
    _part_from_due(draft)
    net, tax, total = draft.totals()
    if total is None:
        return
    if net is None:
        _derive_net(draft, tax, total)
    elif tax is None:
        if total > net and _is_rate_of_page(draft, net, total):
            draft.put_amount(FieldName.TAX_TOTAL, total - net, "total, net_total")
    elif net + tax != total and _lines_complete(draft, tax, total):
        draft.put_amount(FieldName.NET_TOTAL, total - tax, "lines, tax_total, total")


def _part_from_due(draft: Draft) -> None:
    """Make net and tax the total where what is asked for differs from them by a tax kept back, or by a rounding.

    Many print what is due as their only total: "IRPF -15 %  -150.00 | TOTAL  1,060.00". A total that was rounded is
    left as it is printed, unless it is only called due.
    """
    net, tax, total = draft.totals()
    due = draft.amount(FieldName.AMOUNT_DUE)
    asked = due if total is None else total
    if net is None or tax is None or asked is None or due not in (None, asked):
        return
    is_rounded = due is not None and _is_rounding(draft, asked - net - tax)
    if is_rounded or net + tax - asked in draft.facts.withheld - {ZERO}:
        if due is None:
            draft.fields[FieldName.AMOUNT_DUE] = draft.fields[FieldName.TOTAL]
        draft.put_amount(FieldName.TOTAL, net + tax, "net_total, tax_total")


def _derive_net(draft: Draft, tax: Decimal | None, total: Decimal) -> None:
    if bears_no_tax(draft):
        draft.put_amount(FieldName.NET_TOTAL, total, "total, tax note")
    elif tax is not None and tax * total >= 0 and abs(tax) * 3 <= abs(total):
        draft.put_amount(FieldName.NET_TOTAL, total - tax, "total, tax_total")


def _lines_complete(draft: Draft, tax: Decimal, total: Decimal) -> bool:
    """Whether the lines and the tax make the total, and the net total is only what is taxed, added up or printed."""
    net = draft.fields[FieldName.NET_TOTAL]
    if net.method is not Method.ARITHMETIC and draft.amount(FieldName.NET_TOTAL) != _taxed(draft):
        return False
    lines = draft.sum_of_lines()
    return lines is not None and lines + tax == total


def _taxed(draft: Draft) -> Decimal | None:
    """What the tax breakdown says is taxed."""
    return added([row.taxable for row in draft.rows if row.rate])


def _is_rate_of_page(draft: Draft, net: Decimal, total: Decimal) -> bool:
    """Whether the difference is one of the page's rates of the net total: else it may be a charge."""
    return any(abs(net * rate / 100 - (total - net)) < Decimal("0.02") for rate in draft.facts.rates)


def derive_due(draft: Draft) -> None:
    """The sum of the lines (BT-106), of charges and allowances, and what remains to be paid (BT-115)."""
    lines = draft.sum_of_lines()
    if lines is not None:
        draft.put("totals.lines_net", lines, "lines", Method.ARITHMETIC)
    amounts = [charge.amount for charge in draft.charges]
    _put_sum(draft, "charges", [amount for amount in amounts if amount > 0])
    _put_sum(draft, "allowances", [-amount for amount in amounts if amount < 0])
    total = draft.amount(FieldName.TOTAL)
    if total is None:
        return
    whole = whole_total(draft)
    if whole is None or whole == total:
        _settle_payment(draft, total)
    else:
        _settle_whole(draft, whole, total)


def _put_sum(draft: Draft, name: str, amounts: Sequence[Decimal]) -> None:
    if amounts:
        draft.put(f"totals.{name}", sum(amounts, ZERO), name, Method.ARITHMETIC)


def whole_total(draft: Draft) -> Decimal | None:
    """The total with tax (BT-112): what is called total, but for a printed rounding or tax that was kept back of it."""
    net, tax, total = draft.totals()
    if net is None or tax is None or total is None:
        return total
    rest = total - net - tax
    return net + tax if _is_rounding(draft, rest) or -rest in draft.facts.withheld else total


def _is_rounding(draft: Draft, amount: Decimal) -> bool:
    """Whether an amount is a small one that the page prints as a rounding."""
    if not 0 < abs(amount) < HIGHEST_ROUNDING:
        return False
    roundings = [extra for extra in draft.facts.extras if extra.kind == "rounding"]
    return any(abs(amount) in map(abs, extra.amounts) for extra in roundings)


def _settle_whole(draft: Draft, whole: Decimal, asked: Decimal) -> None:
    """What is asked for is the whole rounded, or without the tax that the customer pays to the tax office (BT-113)."""
    draft.put("totals.total", whole, "net_total, tax_total", Method.ARITHMETIC)
    draft.put("totals.amount_due", asked, "total", Method.ARITHMETIC)
    if _is_rounding(draft, asked - whole):
        draft.put("totals.rounding", asked - whole, "page")
    else:
        draft.put("totals.prepaid", whole - asked, "page")


def _settle_payment(draft: Draft, total: Decimal) -> None:
    """Make total, prepaid and amount due agree where the page prints what they differ by, or note that they don't."""
    prepaid, due = draft.amount(FieldName.PREPAID), draft.amount(FieldName.AMOUNT_DUE)
    if prepaid is not None and prepaid < 0 < total:
        prepaid = -prepaid
        draft.put("totals.prepaid", prepaid, "prepaid")
    if due is None:
        draft.put("totals.amount_due", total - (prepaid or ZERO), "total, prepaid", Method.ARITHMETIC)
        return
    due += _put_retention(draft, total - (prepaid or ZERO) - due, due)
    _explain(draft, total, due, due - total + (prepaid or ZERO))


def _explain(draft: Draft, total: Decimal, due: Decimal, rest: Decimal) -> None:
    """Take what is left between total and amount due for a rounding or a payment, where the page prints it as such."""
    if _is_rounding(draft, rest):
        draft.put("totals.rounding", rest, "page")
    elif rest and 0 <= due < total and total - due in draft.facts.payments | draft.facts.withheld:
        draft.put("totals.prepaid", total - due, "total, amount_due", Method.ARITHMETIC)
    else:
        draft.due_is_explained = not rest


def _put_retention(draft: Draft, missing: Decimal, due: Decimal) -> Decimal:
    """What is kept back until the work is accepted, where it and what was paid are all that is missing.

    It remains owed, so it is a part of what is due (BT-115), and a term of payment (BT-20).
    """
    paid = {ZERO} | draft.facts.payments | draft.facts.withheld
    for text, said in draft.facts.retained:
        amount = Decimal(text)
        if missing - amount in paid:
            draft.put("totals.amount_due", due + amount, "amount_due, page", Method.ARITHMETIC)
            draft.put("payment_terms", said, "page")
            draft.is_retained = True
            return amount
    return ZERO
