"""The sums of KSeF's FA, which states the net and the tax of each rate, and the total.

The last invoice after advances (ROZ) has lines of the whole order and tax rows of what is left of it: what the advances
took already is a discount. What lines that are stated with their tax come to may be some cents off their row.
"""

from decimal import Decimal

from chalicelib.documents.model.money import exact_sum, exactly
from chalicelib.documents.syntaxes.national.national_format import ADDED, add, add_sum, number_at
from chalicelib.documents.syntaxes.node import Node, below, put_at, text_at

_CENT = Decimal("0.01")
_PAID = "1"
_AFTER_ADVANCES = ("ROZ", "KOR_ROZ")
_ADVANCES, _ROUNDING = "Zaliczki", "Zaokrąglenie"


def add_totals(invoice: Node) -> None:
    """Put all sums beside an invoice, whose lines and tax rows are prepared."""
    rows, lines = below(invoice, "tax_row"), below(invoice, "FaWiersz")
    if all(_has_net(line) for line in lines):
        _add_sums_of_lines(invoice, rows, lines)
    add_sum(invoice, "net_total", (number_at(each, "taxable") for each in rows))
    add_sum(invoice, "tax_total", (number_at(each, "tax") for each in rows))
    if text_at(invoice, "P_15"):
        total, due = number_at(invoice, "P_15"), _due(invoice)
        add(invoice, "total", total)
        add(invoice, "prepaid", exact_sum((total, -due)) or "")
        add(invoice, "amount_due", due)


def _add_sums_of_lines(invoice: Node, rows: list[Node], lines: list[Node]) -> None:
    add_sum(invoice, "lines_net", map(_net_of, lines))
    for tax_row in rows:
        _add_what_is_beyond(invoice, tax_row, lines)
    for name, kind in (("allowances", "allowance"), ("charges", "charge")):
        add_sum(invoice, name, (number_at(each, "amount") for each in below(invoice, ADDED, kind)))


def _has_net(line: Node) -> bool:
    return bool(text_at(line, "P_11") or text_at(line, ADDED, "net"))


def _net_of(line: Node) -> Decimal:
    return number_at(line, "P_11") or number_at(line, ADDED, "net")


def _add_what_is_beyond(invoice: Node, tax_row: Node, lines: list[Node]) -> None:
    """What a tax row has beyond its lines, or lacks of them, where there is a reason for it."""
    own = [each for each in lines if _tax_of(each, ADDED) == _tax_of(tax_row)]
    beyond = exact_sum((number_at(tax_row, "taxable"), *(-_net_of(each) for each in own)))
    is_last = text_at(invoice, "RodzajFaktury") in _AFTER_ADVANCES
    with exactly():
        is_rounding = abs(beyond) <= _CENT * len(own)
    if not beyond or not own or not (is_last or is_rounding):
        return
    added = invoice.children.setdefault(ADDED, [Node(ADDED)])[0].add("charge" if beyond > 0 else "allowance")
    put_at(added, str(abs(beyond)), "amount")
    put_at(added, _ROUNDING if is_rounding else _ADVANCES, "reason")
    put_at(added, text_at(tax_row, "category"), "category")
    put_at(added, text_at(tax_row, "rate"), "rate")


def _tax_of(node: Node, *path: str) -> tuple[str, Decimal]:
    return text_at(node, *path, "category"), number_at(node, *path, "rate")


def _due(invoice: Node) -> Decimal:
    """What is left of the total after set-offs and parts that were paid; nothing where all was."""
    if text_at(invoice, "Platnosc", "Zaplacono") == _PAID:
        return Decimal(0)
    settled = number_at(invoice, "Rozliczenie", "DoZaplaty")
    full = settled if text_at(invoice, "Rozliczenie", "DoZaplaty") else number_at(invoice, "P_15")
    parts = below(invoice, "Platnosc", "ZaplataCzesciowa")
    return exact_sum((full, *(-number_at(each, "KwotaZaplatyCzesciowej") for each in parts)))
