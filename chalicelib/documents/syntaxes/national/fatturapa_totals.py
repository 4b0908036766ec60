"""The sums of FatturaPA, which states none but the total: net and tax are those of its tax rows.

What the buyer keeps back, as tax to pay for the supplier (ritenuta) or as VAT to pay to the state itself (split
payment), counts as paid. The exchange holds each tax row against its lines (control 00422), so a discount on the whole
document mostly leaves tax alone and is taken off the total, tax and all; where the rows are less by it, it is a
discount before tax. It does not look at the total, which some state without what is kept back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chalicelib.documents.model.money import exact_sum, exactly, rounded
from chalicelib.documents.syntaxes.national.national_format import ADDED, add, add_sum, number_at
from chalicelib.documents.syntaxes.node import Node, below, put_at, text_at

_GOODS = "DatiBeniServizi"
_ROUNDING = "Arrotondamento"
_CENT = Decimal("0.01")
_DISCOUNT, _SURCHARGE = "SC", "MG"
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the sums of an invoice are made of: its rows and lines, and what changes the whole of it."""

    about: Node
    rows: list[Node]
    lines: list[Node]

    @property
    def changes(self) -> list[Node]:
        """Discounts and surcharges."""
        return below(self.about, "ScontoMaggiorazione")

    @property
    def funds(self) -> list[Node]:
        """Contributions to a pension fund that are charged to the buyer: the tax rows are more by them."""
        found = below(self.about, "DatiCassaPrevidenziale")
        amount = exact_sum(_all(found, "ImportoContributoCassa"))
        beyond = exact_sum((*_all(self.rows, "ImponibileImporto"), -self.net))
        with exactly():
            return found if abs(beyond - amount) <= abs(beyond) else []

    @property
    def net(self) -> Decimal:
        """What the lines come to."""
        return exact_sum(map(net_of, self.lines))

    @property
    def gross(self) -> Decimal:
        """What the tax rows come to, tax and all."""
        return exact_sum((*_all(self.rows, "ImponibileImporto"), *_all(self.rows, "Imposta")))

    def amounts_of_changes(self, base: Decimal) -> list[Decimal]:
        """Surcharges, and discounts below zero; percentages are of the base, less and plus the changes before."""
        amounts: list[Decimal] = []
        for each in self.changes:
            with exactly():
                share = rounded(exact_sum((base, *amounts)) * number_at(each, "Percentuale") / 100)
            amount = number_at(each, "Importo") if text_at(each, "Importo") else share
            amounts.append(-amount if _is_discount(each) else amount)
        return amounts


def net_of(line: Node) -> Decimal:
    """A line's amount, which may have up to eight decimals, with two."""
    return rounded(number_at(line, "PrezzoTotale"))


def add_totals(body: Node) -> None:
    """Put all sums beside an invoice's body."""
    rows, lines = (below(body, _GOODS, name) for name in ("DatiRiepilogo", "DettaglioLinee"))
    add_sum(body, "lines_net", map(net_of, lines))
    add_sum(body, "net_total", _all(rows, "ImponibileImporto"))
    add_sum(body, "tax_total", _all(rows, "Imposta"))
    for about in below(body, "DatiGenerali", "DatiGeneraliDocumento"):
        parts = _Parts(about, rows, lines)
        for fund in parts.funds:
            add(fund, "kind", _SURCHARGE)
        before_tax = _add_changes_before_tax(parts)
        for tax_row in rows:
            _add_rounding(parts, tax_row, exact_sum(before_tax) if len(rows) == 1 else _NOTHING)
        _add_sums_of_changes(body, parts, before_tax)
        _add_what_is_due(body, parts, exact_sum(() if before_tax else parts.amounts_of_changes(parts.gross)))


def _add_changes_before_tax(parts: _Parts) -> list[Decimal]:
    """The document's discounts and surcharges where they are before tax; none where they are not."""
    if not _is_before_tax(parts):
        return []
    amounts = parts.amounts_of_changes(parts.net)
    for change, amount in zip(parts.changes, amounts, strict=True):
        add(change, "kind", text_at(change, "Tipo"))
        add(change, "amount", abs(amount))
    return amounts


def _all(nodes: Iterable[Node], name: str) -> list[Decimal]:
    return [number_at(each, name) for each in nodes]


def _is_discount(change: Node) -> bool:
    return text_at(change, "Tipo") == _DISCOUNT


def _is_before_tax(parts: _Parts) -> bool:
    """Whether the tax rows are less by the document's discounts; they are not where they are what the lines come to."""
    net = exact_sum(_all(parts.rows, "ImponibileImporto"))
    whole = exact_sum((parts.net, *_all(parts.funds, "ImportoContributoCassa")))
    change = exact_sum(parts.amounts_of_changes(parts.net))
    with exactly():
        return abs(net - whole) > abs(net - whole - change)


def _add_rounding(parts: _Parts, tax_row: Node, change: Decimal) -> None:
    """What a row has been rounded by, and what its lines' further decimals came to, is a discount or a charge."""
    own = [each for each in parts.lines if _tax_of(each) == _tax_of(tax_row)]
    funds = [each for each in parts.funds if _tax_of(each) == _tax_of(tax_row)]
    whole = (*map(net_of, own), *_all(funds, "ImportoContributoCassa"), change)
    beyond = exact_sum((number_at(tax_row, "ImponibileImporto"), -exact_sum(whole)))
    with exactly():
        allowed = max(abs(number_at(tax_row, _ROUNDING)), _CENT * len(own) / 2)
    if beyond and abs(beyond) <= allowed:
        added = parts.about.children.setdefault(ADDED, [Node(ADDED)])[0].add("charge" if beyond > 0 else "allowance")
        put_at(added, str(abs(beyond)), "amount")
        put_at(added, _ROUNDING, "reason")
        put_at(added, text_at(tax_row, ADDED, "category"), "category")
        put_at(added, text_at(tax_row, "AliquotaIVA"), "rate")


def _tax_of(node: Node) -> tuple[Decimal, str]:
    return number_at(node, "AliquotaIVA"), text_at(node, "Natura")


def _add_sums_of_changes(body: Node, parts: _Parts, before_tax: Sequence[Decimal]) -> None:
    less, more = [-each for each in before_tax if each < 0], [each for each in before_tax if each > 0]
    more += _all(parts.funds, "ImportoContributoCassa")
    less += _all(below(parts.about, ADDED, "allowance"), "amount")
    more += _all(below(parts.about, ADDED, "charge"), "amount")
    add_sum(body, "allowances", less)
    add_sum(body, "charges", more)


def _add_what_is_due(body: Node, parts: _Parts, change: Decimal) -> None:
    """The total, and what remains of it without what is kept back, and with what is taken off it after tax."""
    full = parts.gross
    stated = number_at(parts.about, "ImportoTotaleDocumento") or full
    if not (parts.rows or stated):
        return
    withheld = exact_sum(_all(below(parts.about, "DatiRitenuta"), "ImportoRitenuta"))
    split = exact_sum(number_at(each, "Imposta") for each in parts.rows if text_at(each, "EsigibilitaIVA") == "S")
    rounding = number_at(parts.about, _ROUNDING)
    of_rows = exact_sum(_all(parts.rows, _ROUNDING))
    total = exact_sum((stated, -rounding))
    off = _NOTHING
    if total == exact_sum((full, change)):
        total, off = full, -change
    elif total == exact_sum((full, -withheld)) or stated == full:
        total = full
    elif total == exact_sum((full, of_rows)):
        total, rounding = full, of_rows
    paid = exact_sum((withheld, split, off))
    add(body, "total", total)
    add(body, "prepaid", paid or "")
    add(body, "rounding", rounding or "")
    add(body, "amount_due", exact_sum((total, -paid, rounding)))
